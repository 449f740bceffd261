"""What a project's overview says of its tasks."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Case, Count, F, Q, When, Window

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import ColumnState, Project
from assay.projects.overview import Counts, Section
from assay.tasks.models import Task
from assay.tasks.models.task.model import TaskQuerySet
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
    first = _first(Task.objects.visible_to(reader).filter(project=project).open())
    oldest = first if first and first.is_in_progress and first.started_at else None
    calendar = oldest.calendar if oldest else None
    return {
        "open": first.open if first else 0,
        "busy": first.busy if first else 0,
        "blocked": first.blocked if first else 0,
        "oldest": oldest,
        "oldest_day": oldest.day_number(calendar, at=now()) if oldest and calendar else None,
        "is_over": bool(oldest and calendar and oldest.is_over_estimate(calendar, at=now())),
    }


def _first(tasks: TaskQuerySet) -> Any:
    """Return the task that is in progress for longest, with the counts of all of them; else any, else None."""
    counted = tasks.annotate(
        open=Window(Count("pk")),
        busy=Window(Count("pk", filter=_ACTIVE)),
        blocked=Window(Count("pk", filter=Q(blocked_at__isnull=False))),
        place=Case(When(_ACTIVE, then=0), default=1),
    )
    in_order = counted.order_by("place", F("started_at").asc(nulls_last=True), "pk")
    return in_order.select_related("project", "column", "assignee").first()


STATS = Section(order=30, area="stats", template="tasks/_stats.html", context=_stats)


def _natures(project: Project, _reader: Person) -> dict[str, Any] | None:
    found = natures_of(project)
    return {"natures": found} if found.exploring or found.scopes else None


NATURES = Section(order=30, area="time", template="tasks/_natures.html", context=_natures)
