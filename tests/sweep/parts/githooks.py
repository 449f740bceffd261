"""A webhook of a Git host that has told something."""

from assay.accounts.models import Person
from assay.githooks.models import GitHook
from assay.kit.clock import now
from assay.projects.models import Project

PARAMETERS = {
    "git-hooks/": {"number": "git_hook_pk"},
    "api/v1/git-hooks/": {"number": "git_hook_pk"},
    "hooks/git/": {"uid": "=guessed"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    hook, _secret = GitHook.create(project, host="github", by=people["owner"])
    hook.deliveries.create(delivery="d-1", event="push", told="told", at=now())
    return {"git_hook_pk": hook.pk}
