"""What of a verdict waits for runs that log no more is stale."""

from datetime import timedelta

from assay.experiments.models import Experiment
from assay.kit.clock import now
from assay.runs.silence import SILENT_AFTER, look_for_silence


def verdict_of(task):
    return Experiment.of(task).verdict


def test_a_verdict_that_waits_for_a_silent_run_is_stale_until_it_ends(started, task, train, ada_client):
    started()
    training = train().log(f1=0.95)
    assert verdict_of(task) == "not_proven"
    look_for_silence.work(at=now() + SILENT_AFTER + timedelta(minutes=1))
    assert verdict_of(task) == "stale"
    card = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert "never said that it ended" in card
    assert "Has logged nothing since" in card
    assert f'action="/runs/{training.run.uid}/end"' in card
    training.end()
    assert verdict_of(task) == "met"


def test_a_run_that_still_logs_beside_it_leaves_the_verdict_open(started, task, train):
    started()
    train(params={"lr": "1"}).log(f1=0.5)
    look_for_silence.work(at=now() + SILENT_AFTER + timedelta(minutes=1))
    train(params={"lr": "2"}).log(f1=0.95)
    assert verdict_of(task) == "not_proven"
