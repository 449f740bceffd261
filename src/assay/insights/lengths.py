"""How long phases lasted, remembered for a day as long as the tasks of their projects stay as they are."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping

from assay.accounts.calendars import calendar_of
from assay.insights.remembering import Mark, Remembered, marks_of
from assay.kit.clock import now
from assay.projects.models import Phase
from assay.projects.planning.lengths import Length
from assay.tasks import phase_lengths as of_tasks

_lengths: Remembered[Mapping[int, Length]] = Remembered(most=50_000, size=len)


def lengths_of(projects: Collection[int], workspace_id: int) -> Mapping[int, Length]:
    """Return what `tasks.phase_lengths.lengths_of` does, which walks through all work there ever was."""
    calendar = calendar_of(None, workspace_id=workspace_id)
    on = (calendar.day_of(now()), calendar.holidays)
    return phase_lengths(marks_of(projects), workspace_id=workspace_id, on=on)


def phase_lengths(marks: Collection[Mark], *, workspace_id: int, on: Hashable) -> dict[int, Length]:
    """Return the length of each phase that was begun; `on` is the day, and what else working days hang on."""

    def derive(missing: Collection[Mark]) -> dict[int, Mapping[int, Length]]:
        numbers = [mark.project_id for mark in missing]
        places = dict(Phase.objects.filter(project__in=numbers).values_list("pk", "project_id"))
        found: dict[int, dict[int, Length]] = defaultdict(dict)
        for phase, length in of_tasks.lengths_of(numbers, workspace_id).items():
            found[places[phase]][phase] = length
        return {number: found[number] for number in numbers}

    by_project = _lengths.of(marks, derive, on=on)
    return {phase: length for lengths in by_project.values() for phase, length in lengths.items()}
