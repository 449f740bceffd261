"""What the page of webhooks reads."""

from dataclasses import dataclass

from assay.accounts.models import Person
from assay.githooks.models import GitDelivery, GitHook
from assay.projects.models import Project

MOST_SHOWN = 10


@dataclass(frozen=True)
class HookShown:
    """A webhook with what came last."""

    hook: GitHook
    deliveries: list[GitDelivery]


def hooks_of(project: Project, reader: Person) -> list[HookShown]:
    """Return the webhooks of the project, the newest first."""
    found = list(GitHook.objects.visible_to(reader).filter(project=project).newest_first().select_related("created_by"))
    latest = GitDelivery.objects.filter(hook__in=found).newest_first()[: MOST_SHOWN * max(len(found), 1)]
    came: dict[int, list[GitDelivery]] = {}
    for delivery in latest:
        came.setdefault(delivery.hook_id, []).append(delivery)
    return [HookShown(one, came.get(one.pk, [])[:MOST_SHOWN]) for one in found]
