"""How long phases lasted, remembered for a day as long as the tasks of their projects stay as they are."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping

from assay.insights.remembering import Mark, Remembered
from assay.projects.models import Phase
from assay.projects.planning.lengths import Length, lengths_of

_lengths: Remembered[Mapping[int, Length]] = Remembered(most=50_000, size=len)


def phase_lengths(marks: Collection[Mark], *, workspace_id: int, on: Hashable) -> dict[int, Length]:
    """Return the length of each phase that was begun; `on` is the day, and what else working days hang on."""

    def derive(missing: Collection[Mark]) -> dict[int, Mapping[int, Length]]:
        numbers = [mark.project_id for mark in missing]
        places = dict(Phase.objects.filter(project__in=numbers).values_list("pk", "project_id"))
        found: dict[int, dict[int, Length]] = defaultdict(dict)
        for phase, length in lengths_of(numbers, workspace_id=workspace_id).items():
            found[places[phase]][phase] = length
        return {number: found[number] for number in numbers}

    by_project = _lengths.of(marks, derive, on=on)
    return {phase: length for lengths in by_project.values() for phase, length in lengths.items()}
