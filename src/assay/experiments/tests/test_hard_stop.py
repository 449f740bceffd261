"""Stopping asks a training; where its card wants so, it ends it: new metrics are refused."""

from datetime import timedelta

import pytest

from assay.experiments.jobs import look_at_the_clock
from assay.experiments.models import AlreadyLocked
from assay.experiments.tests.trainings import only_line, told
from assay.runs.ingest import NewPoint, log_points, writing_to
from assay.runs.models import Run
from assay.runs.stopping import RunIsStopped, ask_to_stop, let_go_on
from assay.runs.summary import StoredPoint

RULE = "f1 < 0.75 after 3 epochs -> check the data"


@pytest.fixture
def hard(started, ada):
    """Start the experiment with these stop conditions and let them end trainings."""

    def start(stops=RULE, **plan):
        experiment = started(stops=stops, **plan)
        experiment.stop_hard(by=ada)
        return experiment

    return start


def fresh(training):
    return Run.objects.select_related("stop_asked_by").get(pk=training.run.pk)


def test_without_the_choice_a_rule_only_asks(started, train):
    started(stops=RULE)
    training = train().curve("f1", 0.5, 0.6, 0.71, 0.72)
    run = fresh(training)
    assert run.stop_asked_by is None
    assert run.stop_because == f"{RULE} (f1 was .710 at epoch 3, the limit is < .750)"
    assert run.refusal == ""
    assert run.series.get(key="f1").count == 4


def test_the_points_that_fire_are_kept_and_later_ones_refused(hard, train, task):
    hard()
    training = train().curve("f1", 0.5, 0.6, 0.71)
    with pytest.raises(RunIsStopped, match=f"^stopped by card {task.key}: f1 < 0.75 after 3 epochs -> check the data"):
        training.log(f1=0.8, step=4)
    assert fresh(training).series.get(key="f1").count == 3


def test_what_is_there_may_be_sent_again(hard, train):
    hard()
    training = train().curve("f1", 0.5, 0.6, 0.71)
    training.log(f1=0.71, step=3)


def test_what_is_brought_from_another_server_is_taken(hard, train, ada):
    hard()
    training = train().curve("f1", 0.5, 0.6, 0.71)
    with writing_to(training.run.uid, by=ada) as held:
        assert log_points(held, [NewPoint("f1", StoredPoint(4, 1_004, 0.72))])


def test_a_stopped_run_can_still_end(hard, train):
    hard()
    assert fresh(train().curve("f1", 0.5, 0.6, 0.71).end("KILLED")).status == "KILLED"


def test_other_runs_of_the_card_go_on(hard, train):
    hard()
    train().curve("f1", 0.5, 0.6, 0.71)
    train().curve("f1", 0.9, 0.9, 0.9, 0.9)


def test_a_person_stops_hard_too(hard, train, task, ben):
    hard()
    training = train().log(f1=0.9)
    with writing_to(training.run.uid, by=ben) as held:
        ask_to_stop(held, by=ben, because="I need the machine")
    with pytest.raises(RunIsStopped, match=f"stopped by card {task.key}: Ben Okafor: I need the machine"):
        training.log(f1=0.9, step=2)


def test_a_run_that_is_let_go_on_is_not_stopped_by_the_same_rule_again(hard, train, ada, task):
    hard()
    training = train().curve("f1", 0.5, 0.6, 0.71)
    with writing_to(training.run.uid, by=ada) as held:
        assert let_go_on(held, by=ada)
    training.curve("f1", 0.72, 0.73, first_step=4)
    assert fresh(training).series.get(key="f1").count == 5
    assert len(told(task, "stop.fired")) == 1


def test_time_stops_all_that_runs(hard, train):
    experiment = hard("elapsed > 5d -> decide with what we have")
    over, training = train().log(f1=0.9).end(), train().log(f1=0.9)
    look_at_the_clock.work(at=experiment.started_at + timedelta(days=5, minutes=1))
    assert "decide with what we have (5 d passed since the start" in fresh(training).refusal
    assert fresh(over).stop_asked_at is None
    assert only_line(experiment, "stop").fired_run is None


def test_the_choice_is_told_and_may_change_after_the_start(started, ada, task):
    experiment = started(stops=RULE)
    experiment.stop_hard(by=ada)
    experiment.stop_hard(by=ada)
    experiment.stop_softly(by=ada)
    assert [event.data["is_on"] for event in told(task, "experiment.hard-stop-set")] == [True, False]


def test_a_concluded_experiment_stays_as_it_is(started, ada, task):
    experiment = started()
    type(experiment).objects.filter(pk=experiment.pk).update(concluded_at=experiment.started_at, outcome="failure")
    with pytest.raises(AlreadyLocked):
        experiment.stop_hard(by=ada)


def test_the_page_sets_it(started, task, ada_client, cy_client):
    experiment = started(stops=RULE)
    assert ada_client.post(f"/tasks/{task.key}/hard-stop", {"on": "1"}).status_code == 303
    experiment.refresh_from_db()
    assert experiment.stops_hard
    ada_client.post(f"/tasks/{task.key}/hard-stop")
    experiment.refresh_from_db()
    assert not experiment.stops_hard
    assert cy_client.post(f"/tasks/{task.key}/hard-stop", {"on": "1"}).status_code == 404


def test_programs_set_it(started, task, ada, api):
    started(stops=RULE)
    address = f"/api/v1/experiments/{task.key}/hard-stop"
    told = api(ada).put(address, {"on": True}, content_type="application/json").json()
    assert told["stops_hard"] is True


def test_the_card_lists_runs_under_way_and_asks_one(started, train, task, ada_client):
    started(stops=RULE)
    over, training = train(name="gone").log(f1=0.9).end(), train(name="going").log(f1=0.9)
    html = ada_client.get(f"/tasks/{task.key}/verdict").content.decode()
    assert f"/runs/{training.run.uid}/stop" in html
    assert f"/runs/{over.run.uid}/stop" not in html
    answer = ada_client.post(f"/runs/{training.run.uid}/stop", {"on_card": "1"})
    assert answer["Location"] == f"/tasks/{task.key}#verdict"
    assert f"/runs/{training.run.uid}/stop" not in ada_client.get(f"/tasks/{task.key}/verdict").content.decode()
