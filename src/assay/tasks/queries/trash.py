"""What lies in a project's trash."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.tasks.models import Task
from assay.tasks.models.task.shelving import IN_TRASH_FOR

MOST = 200


@dataclass(frozen=True)
class Trashed:
    """A task in the trash; `days_left` is 0 on its last day and for one that only stays because runs belong to it."""

    task: Task
    days_left: int


def trash_of(project: Project, reader: Person, *, at: datetime) -> list[Trashed]:
    """Return the tasks in the trash, the latest first."""
    tasks = Task.objects.visible_to(reader).in_trash().filter(project=project)
    loaded = tasks.select_related("project", "column", "trashed_by").order_by("-trashed_at")[:MOST]
    return [Trashed(task, _days_left(task, at=at)) for task in loaded]


def _days_left(task: Task, *, at: datetime) -> int:
    if task.trashed_at is None:
        return 0
    left = task.trashed_at + IN_TRASH_FOR - at
    return max(ceil(left / timedelta(days=1)), 0)
