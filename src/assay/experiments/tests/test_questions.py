"""Experiments in time, as figures of the team count them."""

from collections.abc import Callable
from typing import Any

from assay.experiments.models import Conclusion
from assay.experiments.queries.questions import questions_of

FAILED = Conclusion(
    outcome="failure", outcome_because="So it is", kept="discard", kept_because="No gain", learnings="Area is no lever"
)


def test_an_experiment_is_a_question_from_its_idea_to_its_outcome(
    kite: Any, ada: Any, started: Callable[..., Any]
) -> None:
    experiment = started()
    (asked,) = questions_of([kite.pk])
    assert asked.key == experiment.task.key
    assert (asked.written_at, asked.started_at) == (experiment.task.created_at, experiment.started_at)
    assert (asked.ended_at, asked.is_answered) == (None, False)
    experiment.conclude(FAILED, by=ada)
    (asked,) = questions_of([kite.pk])
    assert (asked.outcome, asked.is_answered) == ("failure", True)


def test_the_trash_asks_nothing(kite: Any, ada: Any, started: Callable[..., Any]) -> None:
    started().task.trash(by=ada)
    assert questions_of([kite.pk]) == []
