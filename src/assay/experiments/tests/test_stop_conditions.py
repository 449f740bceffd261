"""Stop conditions fire while metrics arrive, once for a run, with the value that fired them."""

import math
from datetime import timedelta

import pytest

from assay.experiments.jobs import look_at_the_clock
from assay.experiments.tests.trainings import only_line, told
from assay.experiments.wording import stored_sentence
from assay.runs.models import RunTag
from assay.tasks.models import Task


def tag_of(run):
    return RunTag.objects.filter(run=run, key="card.stop").values_list("value", flat=True).first()


def test_a_bad_value_after_the_named_epoch_fires_with_its_value(started, train, task):
    experiment = started(stops="f1 < 0.75 after 3 epochs -> try another model")
    run = train().curve("f1", 0.5, 0.6, 0.71).run
    line = only_line(experiment, "stop")
    assert (line.fired_run, line.fired_value, line.fired_step) == (run, 0.71, 3)
    (event,) = told(task, "stop.fired")
    assert event.happening.wording() == f"Stop condition fired on run {run.number}: f1 < 0.75 after 3 epochs"
    assert event.happening.quote() == "f1 was .710 at epoch 3, the limit is < .750. Next: try another model"
    assert tag_of(run) == "f1 < 0.75 after 3 epochs -> try another model"


def test_the_first_epochs_are_spared(started, train):
    experiment = started(stops="f1 < 0.75 after 3 epochs")
    train().curve("f1", 0.1, 0.2, 0.8)
    assert only_line(experiment, "stop").fired_at is None


def test_a_condition_fires_once_for_a_run(started, train, task):
    started(stops="f1 < 0.75")
    train().curve("f1", 0.5, 0.6, 0.4)
    assert len(told(task, "stop.fired")) == 1


def test_the_next_run_is_told_too_and_the_first_firing_stays(started, train, task):
    experiment = started(stops="f1 < 0.75")
    first = train().log(f1=0.5).run
    second = train().log(f1=0.4).run
    line = only_line(experiment, "stop")
    assert (line.fired_run, line.fired_value) == (first, 0.5)
    assert line.fired_uids == [first.uid, second.uid]
    assert len(told(task, "stop.fired")) == 2
    assert tag_of(second) == "f1 < 0.75"


@pytest.mark.parametrize("tag", ["environment", "env", "assay.environment"])
def test_a_condition_on_production_watches_the_runs_that_say_so(started, train, tag):
    experiment = started(stops="f1 < 0.75 on production -> roll back")
    train().log(f1=0.4)
    run = train(tags=[(tag, "prod")]).log(f1=0.5).run
    assert only_line(experiment, "stop").fired_uids == [run.uid]


def test_a_condition_on_time_and_production_watches_them_too(started, train):
    experiment = started(stops="elapsed > 1h and f1 < 0.75 on production")
    train().log(f1=0.4)
    run = train(tags=[("env", "production")]).log(f1=0.5).run
    look_at_the_clock.work(experiment.started_at + timedelta(hours=2))
    assert only_line(experiment, "stop").fired_uids == [run.uid]


def test_nan_diverges(started, train):
    experiment = started(stops="loss diverges -> check the data")
    train().curve("loss", 0.5, math.nan)
    line = only_line(experiment, "stop")
    assert line.fired_step == 2
    assert line.fired_value is None
    assert stored_sentence(line.finding["reasons"][0]) == "loss became NaN at epoch 2"


def test_growth_over_several_requests_diverges(started, train):
    experiment = started(stops="loss diverges")
    train().curve("loss", 1.0, 0.9, 2.5, 2.6, 2.7)
    line = only_line(experiment, "stop")
    assert line.fired_step == 5
    assert stored_sentence(line.finding["reasons"][0]) == "loss grew to 2.7 at epoch 5, after a lowest of .900"


def test_windows_reach_over_requests(started, train):
    experiment = started(stops="f1 < 0.5 for 3 windows")
    run = train().curve("f1", 0.4, 0.6, 0.4, 0.4)
    assert only_line(experiment, "stop").fired_at is None
    run.curve("f1", 0.4, first_step=5)
    assert only_line(experiment, "stop").fired_step == 5


def test_a_batch_is_gone_through_point_by_point(started, train):
    experiment = started(stops="loss > 5")
    train().log_points([("loss", 1, 1.0), ("loss", 2, 9.0), ("loss", 3, 1.0)])
    assert only_line(experiment, "stop").fired_step == 2


def test_parts_joined_by_and_may_come_in_different_requests(started, train):
    experiment = started(stops="loss > 5 and f1 < 0.5")
    train().log(loss=6.0, step=1).log(f1=0.4, step=2)
    assert only_line(experiment, "stop").fired_at is not None


def test_a_draft_has_no_stop_conditions_yet(task, train, ada):
    from assay.experiments.tests.trainings import write_plan

    experiment = write_plan(task, by=ada, stops="f1 < 0.75")
    train().log(f1=0.1)
    assert only_line(experiment, "stop").fired_at is None


def test_the_card_says_that_the_latest_run_was_stopped(started, train, task):
    started(stops="f1 < 0.75")
    train().log(f1=0.5)
    assert Task.objects.filter(pk=task.pk)[0].result["label"] == "Stop fired"
    train().log(f1=0.9).end()
    assert Task.objects.filter(pk=task.pk)[0].result["label"] == "Met"


def test_elapsed_time_fires_by_the_clock_once(started, task):
    experiment = started(stops="elapsed > 5d -> write down what you have")
    start = experiment.started_at
    look_at_the_clock.work(at=start + timedelta(days=5))
    assert only_line(experiment, "stop").fired_at is None
    for hours in (121, 122):
        look_at_the_clock.work(at=start + timedelta(hours=hours))
    line = only_line(experiment, "stop")
    assert line.fired_at == start + timedelta(hours=121)
    (event,) = told(task, "stop.fired")
    assert event.happening.quote().startswith("5.04 d passed since the start, the limit is 5 d")


def test_elapsed_joined_with_a_metric_needs_both(started, train):
    experiment = started(stops="elapsed > 1d and f1 < 0.8")
    start = experiment.started_at
    look_at_the_clock.work(at=start + timedelta(days=2))
    assert only_line(experiment, "stop").fired_at is None
    run = train().log(f1=0.5).run
    look_at_the_clock.work(at=start + timedelta(days=2, minutes=1))
    assert only_line(experiment, "stop").fired_run == run


def test_the_end_of_the_timebox_is_told_once_and_closes_nothing(started, task):
    experiment = started()
    for days in (20, 21):
        look_at_the_clock.work(at=experiment.started_at + timedelta(days=days))
    assert len(told(task, "experiment.timebox-ended")) == 1
    experiment.refresh_from_db()
    assert experiment.is_under_way
