"""What a project's overview says of its tasks."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, Min, Q

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import ColumnState, Project
from assay.projects.overview import Counts, Section
from assay.tasks.models import Task
from assay.tasks.queries.natures import natures_of

_ACTIVE = Q(column__state=ColumnState.ACTIVE)


def counts_of(projects: Collection[int]) -> Mapping[int, Counts]:
    """Return how many tasks of each project are open and in progress. The caller checked who may see them."""
    rows = (
        Task.objects.filter(project__in=projects)
        .open()
        .values_list("project_id")
        .annotate(open=Count("pk"), in_progress=Count("pk", filter=_ACTIVE))
    )
    return {project_id: Counts(open=open_, in_progress=busy) for project_id, open_, busy in rows}


def _stats(project: Project, reader: Person) -> dict[str, Any]:
    tasks = Task.objects.visible_to(reader).filter(project=project).open()
    since = Min("started_at", filter=_ACTIVE)
    blocked = Count("pk", filter=Q(blocked_at__isnull=False))
    counted = tasks.aggregate(open=Count("pk"), busy=Count("pk", filter=_ACTIVE), since=since, blocked=blocked)
    oldest = None
    if counted["since"] is not None:
        found = tasks.filter(_ACTIVE, started_at=counted["since"])
        oldest = found.select_related("project", "column", "assignee").first()
    calendar = oldest.calendar if oldest else None
    return {
        "open": counted["open"],
        "busy": counted["busy"],
        "blocked": counted["blocked"],
        "oldest": oldest,
        "oldest_day": oldest.day_number(calendar, at=now()) if oldest and calendar else None,
        "is_over": bool(oldest and calendar and oldest.is_over_estimate(calendar, at=now())),
    }


STATS = Section(order=30, area="stats", template="tasks/_stats.html", context=_stats)


def _natures(project: Project, _reader: Person) -> dict[str, Any] | None:
    found = natures_of(project)
    return {"natures": found} if found.exploring or found.scopes else None


NATURES = Section(order=30, area="time", template="tasks/_natures.html", context=_natures)
