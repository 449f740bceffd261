"""Experiments in time: when a question was written down, asked and answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from assay.experiments.models import Experiment, Outcome
from assay.tasks.keys import TaskKind, written

_FIELDS = (
    *("task__project__key", "task__number", "task__title", "task__project_id", "task__phase_id", "task__assignee_id"),
    *("task__created_at", "locked_at", "concluded_at", "outcome"),
)


@dataclass(frozen=True)
class Question:
    """An experiment: written down, started, and ended by an outcome; what has not happened yet is None."""

    key: str
    title: str
    project_id: int
    phase_id: int
    assignee_id: int | None
    written_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    outcome: str

    @property
    def is_answered(self) -> bool:
        """One that was stopped taught something, and gave no answer."""
        return self.ended_at is not None and self.outcome != Outcome.STOPPED


def questions_of(projects: Collection[int]) -> list[Question]:
    """Return the experiments of the projects in the order in which they were written down, in one query.

    What lies in the trash is out; the caller checked who may see the projects.
    """
    found = Experiment.objects.filter(task__project__in=projects, task__trashed_at=None)
    rows = found.order_by("pk").values_list(*_FIELDS)
    return [_question(*row) for row in rows]


def _question(project_key: str, number: int, *facts: object) -> Question:
    return Question(written(project_key, TaskKind.EXPERIMENT, number), *facts)  # type: ignore[arg-type]
