"""Criteria change after the start only beside what was promised, with a reason."""

import pytest

from assay.experiments.lines import read_criteria, read_stops
from assay.experiments.models import AlreadyLocked, Conclusion, NothingAmended, NotStarted, ReasonMissing
from assay.experiments.tests.trainings import told, write_plan


def amend(experiment, ada, *, criteria="f1 >= 0.85", stops="", reason="The target was for another split."):
    experiment.amend(criteria=read_criteria(criteria), stops=read_stops(stops), reason=reason, by=ada)


def test_the_locked_line_stays_and_the_new_one_stands_beside_it(started, ada):
    experiment = started(criteria="f1 >= 0.85")
    amend(experiment, ada, criteria="f1 >= 0.7")
    old, new = experiment.criteria.order_by("pk")
    assert old.is_locked_in
    assert old.withdrawn_because == "The target was for another split."
    assert new.amends == old
    assert (new.text, new.reason, new.is_locked_in) == ("f1 >= 0.7", "The target was for another split.", False)


def test_the_verdict_stays_that_of_the_locked_criteria(started, train, ada):
    experiment = started(criteria="f1 >= 0.85")
    amend(experiment, ada, criteria="f1 >= 0.7")
    train().log(f1=0.75).end()
    experiment.refresh_from_db()
    assert experiment.verdict == "not_met"
    assert [line.state for line in experiment.criteria.order_by("pk")] == ["not_met", "met"]


def test_an_amendment_is_told_with_its_reason(started, task, ada):
    amend(started(), ada, criteria="f1 >= 0.85\nrecall >= 0.6", reason="Recall was forgotten.")
    (event,) = told(task, "criteria.amended")
    assert event.data == {"added": ["recall >= 0.6"], "withdrawn": [], "reason": "Recall was forgotten."}


def test_a_withdrawn_amendment_is_judged_no_longer(started, train, ada):
    experiment = started()
    amend(experiment, ada, criteria="f1 >= 0.85\nrecall >= 0.6")
    amend(experiment, ada)
    train().log(f1=0.9, recall=0.9).end()
    assert experiment.criteria.filter(text="recall >= 0.6")[0].state == "not_measured"


def test_a_withdrawn_stop_condition_fires_no_longer_and_an_added_one_does(started, train, ada):
    experiment = started(stops="f1 < 0.5")
    amend(experiment, ada, stops="f1 < 0.3")
    train().log(f1=0.4).log(f1=0.2, step=1)
    fired = {line.text: line.fired_value for line in experiment.criteria.filter(role="stop")}
    assert fired == {"f1 < 0.5": None, "f1 < 0.3": 0.2}


def test_without_a_reason_nothing_changes(started, ada):
    experiment = started()
    with pytest.raises(ReasonMissing):
        amend(experiment, ada, criteria="f1 >= 0.7", reason=" ")
    assert experiment.criteria.count() == 1


def test_the_same_lines_are_no_change(started, ada):
    with pytest.raises(NothingAmended):
        amend(started(), ada, criteria="f1 ≥ 0.85")


def test_a_draft_is_edited_not_amended(task, ada):
    with pytest.raises(NotStarted):
        amend(write_plan(task, by=ada), ada, criteria="f1 >= 0.7")


def test_a_concluded_experiment_is_amended_no_longer(started, ada):
    experiment = started()
    experiment.conclude(Conclusion(outcome="stopped", learnings="No time."), by=ada)
    with pytest.raises(AlreadyLocked):
        amend(experiment, ada, criteria="f1 >= 0.7")
