"""Webhooks of Git hosts: one that told much, one that told nothing, and a project without."""

from tests.browser.world.places import LONG_TITLE, LONG_WORD, World

from assay.accounts.models import Person
from assay.githooks.models import GitHook
from assay.kit.clock import now
from assay.projects.models import Project


def add_git_hooks(world: World, kite: Project, ada: Person) -> None:
    GitHook.create(kite, host="gitlab", by=ada)
    told, _secret = GitHook.create(kite, host="github", by=ada)
    for number, text in enumerate(
        (f"0123456789 is attached to KITE-D1. {LONG_TITLE}", LONG_WORD, "Nothing was merged.")
    ):
        told.deliveries.create(delivery=f"d-{number}", event="pull_request", told=text, at=now())
    world.places |= {"git hooks": f"/projects/{kite.key}/git/", "no git hooks": "/projects/EMPTY/git/"}
