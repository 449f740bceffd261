"""Experiments are remembered, and what changes one is seen at once."""

from datetime import datetime
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.experiments.models import Conclusion, Experiment
from assay.experiments.tests.trainings import write_plan
from assay.insights.asked import Asked
from assay.insights.look import Look
from assay.insights.questions import asked_in
from assay.insights.remembering import marks_of
from assay.projects.models import Project
from assay.tasks.models import Task
from assay.tasks.models.task.editing import facts_of

FAILED = Conclusion(
    outcome="failure", outcome_because="So it is", kept="discard", kept_because="No gain", learnings="Area is no lever"
)


@pytest.fixture
def started(kite: Project, ada: Person) -> Experiment:
    task = Task.create(kite, title="Wings", kind="experiment", by=ada, assignee=ada)
    experiment = write_plan(task, by=ada)
    experiment.start(by=ada)
    return experiment


def test_every_change_of_an_experiment_is_seen_and_nothing_is_asked_while_there_is_none(
    kite: Project, ada: Person, started: Experiment, django_assert_num_queries: Any
) -> None:

    def told() -> list[tuple[str, bool]]:
        (found,) = asked_in(marks_of([kite.pk]))
        return [(one.title, one.is_answered) for one in found.questions]

    title = started.task.title
    assert told() == [(title, False)]
    with django_assert_num_queries(1):
        told()
    started.conclude(FAILED, by=ada)
    assert told() == [(title, True)]
    started.reopen("The data were wrong.", by=ada)
    assert told() == [(title, False)]
    task = started.task
    task.refresh_from_db()
    task.edit(type(facts_of(task))(**vars(facts_of(task)) | {"title": "Wider wings"}), version=task.version, by=ada)
    assert told() == [("Wider wings", False)]
    task.trash(by=ada)
    assert told() == []


@pytest.mark.parametrize("weeks", [6, None])
def test_a_look_asks_of_the_experiments_that_were_open_in_its_time(
    wednesday: datetime, ada: Person, started: Experiment, weeks: int | None
) -> None:
    started.conclude(FAILED, by=ada)
    Experiment.objects.filter(pk=started.pk).update(concluded_at="2026-09-01T09:00:00Z")
    found = Look(ada, Asked(weeks=weeks), wednesday).questions
    assert len(found) == (weeks is None)
