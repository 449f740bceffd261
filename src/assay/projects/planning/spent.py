"""When work was in the phases of a project, for plans to be held against."""

from collections.abc import Mapping

from django.utils import timezone

from assay.projects.models import Project
from assay.projects.phase_times import phase_times
from assay.projects.planning.chart import Span


def spent_in(project: Project) -> Mapping[int, list[Span]]:
    """Return from which day to which one each visit of a phase went; a phase nobody worked in is missing."""
    return {
        phase: [
            (timezone.localdate(visit.start), None if visit.end is None else timezone.localdate(visit.end))
            for visit in times.visits
        ]
        for phase, times in phase_times(project).items()
    }
