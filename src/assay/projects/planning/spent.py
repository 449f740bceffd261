"""When work was in the phases of a project, for plans to be held against."""

from collections.abc import Mapping

from django.utils import timezone

from assay.projects.overview import work_of
from assay.projects.planning.chart import Span


def spent_in(project: int) -> Mapping[int, list[Span]]:
    """Return the days on which work was in each phase; a phase nobody worked in is missing."""
    return {
        phase: [
            (timezone.localdate(work.since), None if work.busy or not work.until else timezone.localdate(work.until))
        ]
        for phase, work in work_of(project).items()
        if work.since
    }
