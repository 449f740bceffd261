"""Counts of all tasks of many projects, by project and phase, in one scan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from assay.insights.remembering import Mark, Remembered
from assay.projects.models import ColumnState
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

# How far back new and finished tasks are counted.
WINDOW = timedelta(weeks=4)
_AT_HAND = Q(archived_at=None)
_OPEN = _AT_HAND & ~Q(column__state=ColumnState.DONE)


@dataclass(frozen=True)
class Tally:
    """The tasks of one phase of a project: `came` and `went` count those of the last four weeks, parts left out."""

    project_id: int
    phase_id: int
    first_start: datetime | None
    last_finish: datetime | None
    open: int
    busy: int
    came: int
    went: int
    deployed: int


_tallies: Remembered[list[Tally]] = Remembered(most=50_000, size=len)


def tallies_of(marks: Collection[Mark], *, today: datetime) -> list[Tally]:
    """Return them in one query, of projects whose tasks changed since they were last asked for today.

    The caller checked who may see the projects; `today` is when the day began.
    """
    found = _tallies.of(marks, lambda missing: _counted(missing, since=today - WINDOW), on=today)
    return [tally for tallies in found.values() for tally in tallies]


def _counted(marks: Collection[Mark], *, since: datetime) -> dict[int, list[Tally]]:
    found: dict[int, list[Tally]] = {mark.project_id: [] for mark in marks}
    for tally in _read(found.keys(), since=since):
        found[tally.project_id].append(tally)
    return found


def _read(projects: Collection[int], *, since: datetime) -> list[Tally]:
    whole = Q(part_of=None)
    rows = (
        Task.objects.filter(project__in=projects, trashed_at=None)
        .order_by()
        .values_list("project_id", "phase_id")
        .annotate(
            first=Min("started_at"),
            last=Max("finished_at"),
            open=Count("pk", filter=_OPEN),
            busy=Count("pk", filter=_AT_HAND & Q(column__state=ColumnState.ACTIVE)),
            came=Count("pk", filter=whole & Q(created_at__gte=since)),
            went=Count("pk", filter=whole & (Q(finished_at__gte=since) | Q(finished_at=None, archived_at__gte=since))),
            deployed=Count("pk", filter=Q(kind=TaskKind.DEPLOYMENT, finished_at__isnull=False)),
        )
    )
    return [Tally(*row) for row in rows]
