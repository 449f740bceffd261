"""When phases were worked on, remembered as long as the tasks of their projects stay as they are."""

from collections.abc import Collection, Mapping

from assay.insights.remembering import Mark, Remembered, marks_of
from assay.projects.phase_times import PhaseWork, Works
from assay.tasks import phase_times

_works: Remembered[Mapping[int, PhaseWork]] = Remembered(most=5000)


def works_of(projects: Collection[int]) -> Works:
    """Return what `tasks.phase_times.works_of` does: lists of all projects ask for it, and it looks at all tasks."""
    return works_at(marks_of(projects))


def works_at(marks: Collection[Mark]) -> Works:
    """Return the same for whom has the marks of the projects."""
    return _works.of(marks, _derived)


def _derived(marks: Collection[Mark]) -> Works:
    found = phase_times.works_of([mark.project_id for mark in marks])
    return {mark.project_id: found.get(mark.project_id, {}) for mark in marks}
