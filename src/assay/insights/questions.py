"""The experiments of projects, remembered as long as these and their tasks stay as they are."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assay.experiments.queries.questions import Question, questions_of
from assay.insights.remembering import Mark, Remembered


@dataclass(frozen=True)
class AskedIn:
    """The experiments of one project; `state` is another number once one of them changed."""

    questions: tuple[Question, ...]

    @cached_property
    def state(self) -> Hashable:
        return hash(self.questions)


_asked: Remembered[AskedIn] = Remembered(most=20_000, size=lambda one: len(one.questions) + 1)


def asked_in(marks: Collection[Mark]) -> list[AskedIn]:
    """Return the experiments of each project: no query while nothing changed, one for those that did."""
    return list(_asked.of(marks, _derived).values())


def _derived(marks: Collection[Mark]) -> Mapping[int, AskedIn]:
    found: dict[int, list[Question]] = defaultdict(list)
    for one in questions_of([mark.project_id for mark in marks]):
        found[one.project_id].append(one)
    return {mark.project_id: AskedIn(tuple(found[mark.project_id])) for mark in marks}
