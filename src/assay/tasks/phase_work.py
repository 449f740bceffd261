"""Where the work of a project is: which phases it entered, left and came back to. Tasks say it all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Case, Count, Max, Min, Q, When

from assay.projects.models import ColumnState
from assay.projects.overview import PhaseWork, Works
from assay.tasks.models import Task

_BUSY = Q(column__state=ColumnState.ACTIVE, archived_at=None)


def works_of(projects: Collection[int]) -> Works:
    """Return what was done in each phase. The caller checked who may see the projects."""
    rows = (
        Task.objects.filter(project__in=projects, started_at__isnull=False, trashed_at=None)
        .values_list("project_id", "phase_id")
        .annotate(busy=Count("pk", filter=_BUSY), since=Min("started_at"), until=Max("finished_at"))
    )
    found: dict[int, dict[int, PhaseWork]] = {}
    for project_id, phase_id, busy, since, until in rows:
        found.setdefault(project_id, {})[phase_id] = PhaseWork(busy=busy, since=since, until=until)
    return found


def work_of(project: int) -> Mapping[int, PhaseWork]:
    """Return what was done in each phase of one project, with how often its work came into the phase."""
    started = Task.objects.filter(project=project, started_at__isnull=False, trashed_at=None)
    busy = Case(When(_BUSY, then=1), default=0)
    rows = started.order_by("started_at", "pk").values_list("phase_id", "started_at", "finished_at", busy)
    found: dict[int, PhaseWork] = {}
    spans: list[tuple[int, datetime, datetime | None]] = []
    for phase, start, end, is_busy in rows:
        spans.append((phase, start, end))
        known = found.get(phase, PhaseWork(since=start))
        ends = [moment for moment in (known.until, end) if moment]
        found[phase] = PhaseWork(busy=known.busy + is_busy, since=known.since, until=max(ends, default=None))
    return {phase: replace(found[phase], visits=count) for phase, count in visits(spans).items()}


def visits(tasks: Iterable[tuple[int, datetime, datetime | None]]) -> dict[int, int]:
    """Count the visits of each phase from its tasks: phase, start and end, in the order of their starts.

    A phase is left when all its tasks have ended and one of another phase starts; the next start in it is a new visit.
    """
    counted: dict[int, int] = {}
    until: dict[int, datetime | None] = {}
    last_start: dict[int, datetime] = {}
    for phase, start, end in tasks:
        left = until.get(phase)
        elsewhere = [moment for other, moment in last_start.items() if other != phase]
        is_back = left is not None and left < start and any(left <= moment for moment in elsewhere)
        if phase not in counted or is_back:
            counted[phase] = counted.get(phase, 0) + 1
            until[phase] = end
        elif left is not None:
            until[phase] = max(left, end) if end else None
        last_start[phase] = start
    return counted
