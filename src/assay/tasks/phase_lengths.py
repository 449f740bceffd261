"""How long the phases of many projects took, from their tasks alone: a long history is not read for each of them.

Visits are those of `assay.pure.visits`; a task counts from its first start to its end, so what waited in between counts
too. The page of one project reads the history itself.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from django.db.models import Q

from assay.kit.clock import now
from assay.projects.models import ColumnState
from assay.projects.planning.lengths import Length
from assay.pure.visits import Days, Span, days_lasted
from assay.tasks.models import Task
from assay.tasks.phase_times import days_of


def lengths_of(projects: Collection[int], workspace_id: int) -> Mapping[int, Length]:
    """Return the length of each phase that was begun, in three queries however many projects there are."""
    open_phases = set(
        Task.objects.filter(project__in=projects).open().order_by().values_list("phase", flat=True).distinct()
    )
    known, moment = days_of(workspace_id), now()
    # Many tasks begin and end on the same few days.
    days = Days(day_of=cache(known.day_of), is_working=cache(known.is_working))
    found: dict[int, Length] = {}
    for spans in _spans(projects).values():
        for phase, lasted in days_lasted(spans, now=moment, days=days).items():
            found[phase] = Length(lasted, is_over=phase not in open_phases)
    return found


def _spans(projects: Collection[int]) -> Mapping[int, list[Span]]:
    """Return when the tasks of each project were under way; one that was put away unfinished has no end and is out."""
    known = Q(finished_at__isnull=False) | Q(archived_at=None) & ~Q(column__state=ColumnState.DONE)
    begun = Task.objects.filter(known, project__in=projects, started_at__isnull=False, trashed_at=None)
    rows: Any = begun.order_by("started_at", "pk").values_list(
        "project", "phase", "pk", "assignee", "started_at", "finished_at"
    )
    found: dict[int, list[Span]] = defaultdict(list)
    for project, *span in rows:
        found[project].append(Span(*span))
    return found
