"""Which tasks were finished in which week: what a forecast rests on, one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assay.insights.outlook.facts import DayOf
from assay.projects.models import Project
from assay.pure.flow import monday_of
from assay.tasks.keys import written
from assay.tasks.models import Task


@dataclass(frozen=True)
class FinishedTask:
    key: str
    monday: date
    person: int | None


def finished_tasks(project: Project, *, day_of: DayOf) -> list[FinishedTask]:
    """Return the finished tasks of the project in the order in which they ended."""
    rows = Task.objects.filter(project=project, trashed_at=None, finished_at__isnull=False).order_by("finished_at")
    return [
        FinishedTask(written(project.key, kind, number), monday_of(day_of(at)), person)
        for kind, number, at, person in rows.values_list("kind", "number", "finished_at", "assignee")
        if at is not None
    ]


def keys_by_week(finished: list[FinishedTask]) -> Mapping[date, list[str]]:
    found: dict[date, list[str]] = {}
    for task in finished:
        found.setdefault(task.monday, []).append(task.key)
    return found
