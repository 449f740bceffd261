"""An experiment starts only with a whole plan, and what was promised is locked."""

from datetime import UTC, date, datetime

import pytest

from assay.experiments.models import AlreadyLocked, Draft, Experiment, NotAnExperiment
from assay.experiments.tests.trainings import Training, only_line, told, write_plan
from assay.kit.conflicts import EditedMeanwhile
from assay.tasks.gates import GateClosed
from assay.tasks.models import Task

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


def test_an_empty_plan_says_everything_that_is_missing(task, active, ada):
    with pytest.raises(GateClosed) as closed:
        task.move_to(active, by=ada)
    assert len(closed.value.missing) == 3
    assert "a hypothesis" in str(closed.value)
    assert "at least one success criterion" in str(closed.value)
    assert "a baseline" in str(closed.value)
    task.refresh_from_db()
    assert not task.column.is_active


def test_a_missing_timebox_is_said(task, ada):
    experiment = write_plan(task, by=ada, timebox_days=None)
    assert experiment.missing() == ["a timebox"]


def test_the_gate_names_each_metric_without_baseline_number(task, ada):
    experiment = write_plan(
        task, by=ada, criteria="f1 >= baseline + 15%\nrecall on test >= baseline", stops="auc < baseline"
    )
    assert experiment.missing() == ["a baseline number for auc, recall on test"]


def test_the_first_experiment_may_make_the_baseline(task, ada):
    experiment = write_plan(task, by=ada, baseline="", makes_baseline=True)
    assert experiment.missing() == []


def test_an_experiment_that_makes_the_baseline_cannot_be_compared_with_it(task, ada):
    experiment = write_plan(task, by=ada, baseline="", criteria="f1 > baseline", makes_baseline=True)
    assert experiment.missing() == ["a baseline number for f1"]


def test_moving_the_task_into_an_active_column_starts_the_experiment(task, active, ada):
    write_plan(task, by=ada, stops="loss diverges -> check the data")
    task.move_to(active, by=ada)
    experiment = Experiment.of(task)
    assert experiment.is_under_way
    assert experiment.started_by == ada
    (event,) = told(task, "experiment.started")
    assert event.data["criteria"] == ["f1 >= 0.85"]
    assert event.data["stops"] == ["loss diverges -> check the data"]


def test_coming_back_from_waiting_is_no_second_start(task, kite, active, ada):
    write_plan(task, by=ada)
    task.move_to(active, by=ada)
    started_at = Experiment.of(task).started_at
    task.move_to(kite.columns.filter(state="waiting")[0], by=ada)
    task.move_to(active, by=ada)
    assert Experiment.of(task).started_at == started_at
    assert len(told(task, "experiment.started")) == 1


def test_five_days_from_monday_are_decided_on_friday(started):
    assert started(at=MONDAY).decide_on == date(2026, 3, 20)


def test_the_timebox_leaves_weekends_out(started):
    assert started(at=datetime(2026, 3, 19, 9, tzinfo=UTC)).decide_on == date(2026, 3, 25)


def test_a_baseline_run_is_read_until_the_start_and_frozen_then(task, kite, ada):
    other = Training.begin(task, by=ada).log(f1=0.7)
    experiment = write_plan(task, by=ada, baseline="", criteria="f1 > baseline", baseline_run=other.run)
    other.log(f1=0.75, step=1)
    assert experiment.baseline().values == {"f1": 0.75}
    experiment.start(by=ada)
    other.log(f1=0.9, step=2)
    assert Experiment.of(task).baseline().values == {"f1": 0.75}


def test_written_numbers_win_over_those_of_the_run(task, ada):
    other = Training.begin(task, by=ada).log(f1=0.7, auc=0.6)
    experiment = write_plan(task, by=ada, baseline="f1 = 0.8", baseline_run=other.run)
    assert experiment.baseline().values == {"f1": 0.8, "auc": 0.6}


def test_the_plan_is_locked_after_the_start(started, ada):
    experiment = started()
    with pytest.raises(AlreadyLocked):
        experiment.write(Draft(hypothesis="Another one."), by=ada)
    assert only_line(experiment).text == "f1 >= 0.85"


def test_the_verdict_is_there_at_the_start_for_runs_that_came_before(train, started):
    train().log(f1=0.9).end()
    assert started().verdict == "met"


def test_saving_the_same_plan_again_is_no_edit(task, ada):
    write_plan(task, by=ada)
    write_plan(task, by=ada)
    assert len(told(task, "experiment.written")) == 1


def test_two_writers_notice_each_other(task, ada):
    experiment = write_plan(task, by=ada)
    with pytest.raises(EditedMeanwhile):
        experiment.write(Draft(hypothesis="Mine."), by=ada, version=experiment.version - 1)


def test_other_tasks_have_no_experiment(kite, ada):
    with pytest.raises(NotAnExperiment):
        Experiment.of(Task.create(kite, title="Buy string", by=ada))
