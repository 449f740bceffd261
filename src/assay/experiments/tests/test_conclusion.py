"""People decide the outcome; without a conclusion the task is not done."""

from dataclasses import replace

import pytest

from assay.experiments.actions import close
from assay.experiments.models import AlreadyLocked, Conclusion, ConclusionIncomplete, Experiment
from assay.experiments.tests.trainings import told, write_plan
from assay.search.finding import find
from assay.tasks.gates import GateClosed

FAILURE = Conclusion(
    outcome="failure",
    outcome_because="The flight was called off by the weather.",
    kept="discard",
    kept_because="Nobody flies it.",
    learnings="Wings do not matter.",
)


def test_a_task_without_conclusion_cannot_be_done(started, task, done, ada):
    started()
    with pytest.raises(GateClosed, match="KITE-EXP-"):
        task.move_to(done, by=ada)


def test_after_the_conclusion_the_task_can_be_done(started, task, done, ada):
    started().conclude(FAILURE, by=ada)
    task.move_to(done, by=ada)
    assert task.is_done


def test_closing_concludes_and_moves_the_task(started, task, ada):
    started()
    close(task, FAILURE, by=ada)
    experiment = Experiment.of(task)
    assert experiment.concluded_by == ada
    assert (experiment.outcome, experiment.kept) == ("failure", "discard")
    task.refresh_from_db()
    assert task.is_done
    (event,) = told(task, "experiment.concluded")
    assert event.happening.quote().endswith("Wings do not matter.")


def test_outcome_learnings_and_what_is_kept_are_asked_for(started, ada):
    with pytest.raises(ConclusionIncomplete) as incomplete:
        started().conclude(Conclusion(), by=ada)
    assert set(incomplete.value.fields) == {"outcome", "learnings", "kept"}


def test_what_was_stopped_may_have_built_nothing(started, ada):
    started().conclude(Conclusion(outcome="stopped", learnings="No time."), by=ada)


def test_keeping_asks_why(started, ada):
    with pytest.raises(ConclusionIncomplete) as incomplete:
        started().conclude(replace(FAILURE, kept="keep", kept_because=" "), by=ada)
    assert set(incomplete.value.fields) == {"kept_because"}


def test_an_unknown_outcome_is_refused(started, ada):
    with pytest.raises(ConclusionIncomplete):
        started().conclude(Conclusion(outcome="great", learnings="Much."), by=ada)


def test_a_failed_closing_leaves_no_trace(started, task, ada):
    started()
    with pytest.raises(ConclusionIncomplete):
        close(task, Conclusion(outcome="success"), by=ada)
    assert Experiment.of(task).outcome == ""


def test_it_concludes_once(started, ada):
    experiment = started()
    experiment.conclude(FAILURE, by=ada)
    with pytest.raises(AlreadyLocked):
        experiment.conclude(FAILURE, by=ada)


def test_a_draft_can_only_be_dropped(task, ada):
    experiment = write_plan(task, by=ada)
    with pytest.raises(ConclusionIncomplete):
        experiment.conclude(FAILURE, by=ada)
    experiment.conclude(Conclusion(outcome="stopped", learnings="Somebody did it."), by=ada)
    assert experiment.is_concluded


def test_a_concluded_experiment_does_not_start_again(task, active, ada):
    experiment = write_plan(task, by=ada)
    experiment.conclude(Conclusion(outcome="stopped", learnings="Somebody did it."), by=ada)
    with pytest.raises(GateClosed, match="Open it again"):
        task.move_to(active, by=ada)


def test_what_is_written_so_far_can_be_kept(started, task, ada):
    started().note_conclusion(Conclusion(learnings="Half a thought"), by=ada)
    experiment = Experiment.of(task)
    assert experiment.learnings == "Half a thought"
    assert not experiment.is_concluded
    assert [hit.where for hit in find("half thought", reader=ada).hits] == ["Learned"]
