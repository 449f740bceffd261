"""The outcome that runs propose, and the tasks that follow from an experiment."""

from typing import Any

import pytest

from assay.experiments.actions import CannotFollow, close, follow_up
from assay.experiments.models import Conclusion, ConclusionIncomplete, Experiment, Step
from assay.experiments.proposing import proposal_for
from assay.tasks.models import LinkKind, Task

KEEP: dict[str, Any] = {"kept": "keep", "kept_because": "It is small.", "learnings": "Tails matter."}


def propose(experiment):
    experiment.refresh_from_db()
    return proposal_for(experiment, list(experiment.criteria.in_order()))


@pytest.mark.parametrize(
    ("criteria", "outcome"),
    [
        ("f1 >= 0.8", "success"),
        ("f1 >= 0.99", "failure"),
        ("f1 >= 0.8\nrecall >= 0.99", "partial"),
        ("auc >= 0.5", "stopped"),
    ],
)
def test_the_runs_propose_the_outcome(started, train, criteria, outcome):
    experiment = started(criteria=criteria)
    train().log(f1=0.9, recall=0.5).end()
    assert propose(experiment).outcome == outcome


def test_a_plan_that_never_started_proposes_nothing(task):
    assert proposal_for(Experiment.of(task), []) is None


def test_deciding_otherwise_asks_why_and_keeps_both(started, train, ada):
    experiment = started(criteria="f1 >= 0.99")
    train().log(f1=0.9).end()
    with pytest.raises(ConclusionIncomplete) as incomplete:
        experiment.conclude(Conclusion(outcome="success", **KEEP), by=ada)
    assert set(incomplete.value.fields) == {"outcome_because"}
    experiment.conclude(Conclusion(outcome="success", outcome_because="The label was wrong.", **KEEP), by=ada)
    assert (experiment.proposed, experiment.outcome) == ("failure", "success")


def test_a_next_step_becomes_a_linked_task_of_its_kind(started, train, task, ada):
    started(criteria="f1 >= 0.8")
    run = train().log(f1=0.9).end().run
    close(task, Conclusion(outcome="success", steps=(Step("Wrap it", "productization"),), **KEEP), by=ada)
    made = Task.objects.order_by("-number").select_related("project", "phase")[0]
    assert made.key.startswith("KITE-PROD-")
    assert made.phase.name == "Productization"
    link = made.links.get()
    assert (link.other_id, link.kind) == (task.pk, LinkKind.FOLLOWS)
    for known in (task.key, "Tails matter.", "It is small.", run.uid):
        assert known in made.description


def test_a_note_stays_a_note_until_somebody_makes_it_a_task(started, task, ada):
    started()
    close(task, Conclusion(outcome="stopped", steps=(Step("Ask the baker"),), **KEEP), by=ada)
    experiment = Experiment.of(task)
    (step,) = experiment.steps.all()
    assert step.task is None
    made = follow_up(experiment, step, kind="data", by=ada)
    assert made.key.startswith("KITE-DATA-")
    with pytest.raises(CannotFollow):
        follow_up(experiment, step, kind="data", by=ada)


def test_a_draft_keeps_its_steps(started, ada):
    experiment = started()
    experiment.note_conclusion(Conclusion(steps=(Step("One"), Step("Two", "data"))), by=ada)
    experiment.note_conclusion(Conclusion(steps=(Step("Two", "data"),)), by=ada)
    assert [step.step for step in experiment.steps.in_order()] == [Step("Two", "data")]
