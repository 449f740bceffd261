"""Several trainings log to one card at once, and one is killed and started again: nothing is lost, nothing twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.serving import Server

from assay.activity.models import Event
from assay.experiments.models import Experiment
from assay.experiments.tests.trainings import told, write_plan
from assay.runs.groups import group_of_task
from assay.runs.models import MetricSeries, Run
from assay.tasks.models import Task

ROOT = Path(__file__).parent.parent
WRITERS, POINTS = 10, 25
PATIENCE = 120
# With the stock client. It says each epoch that was acknowledged; the first time it stands still after the fifth.
RESUMABLE = """
import mlflow, os, sys
with mlflow.start_run(run_id=os.environ.get("AGAIN")) as run:
    print(run.info.run_id, flush=True)
    first = int(run.data.metrics.get("epoch", 0)) + 1
    for epoch in range(first, 11):
        mlflow.log_metrics({"epoch": epoch, "loss": 1 / epoch}, step=epoch)
        print(epoch, flush=True)
        if epoch == 5 and first == 1:
            sys.stdin.read()
"""


@pytest.fixture
def task(transactional_db: None, kite: Any, ada: Any) -> Task:
    made = Task.create(kite, title="All at once", by=ada, kind="experiment")
    plan = {"criteria": "f1 >= 0.9", "stops": "f1 > 0.5 after 3 epochs -> enough", "baseline": "f1 = 0.1"}
    write_plan(made, by=ada, **plan).start(by=ada)  # type: ignore[arg-type]
    return made


@pytest.fixture
def server(task: Task, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server.log")
    server.wait_until_it_answers()
    yield server
    server.stop()


def test_ten_trainings_of_one_card_lose_nothing(server: Server, task: Task, ada_token: str) -> None:
    facts = {"ADDRESS": server.address, "TOKEN": ada_token, "GROUP": str(group_of_task(task).pk)}
    words = [sys.executable, "-m", "tests.writing_to_card", str(POINTS)]
    started = [_begin(words, facts) for _ in range(WRITERS)]
    ended = [(one.communicate(timeout=PATIENCE), one.returncode) for one in started]
    assert [said for (_out, said), code in ended if code] == []
    runs = Run.objects.filter(task=task, status="FINISHED")
    assert {out.strip() for (out, _err), _code in ended} == set(runs.values_list("uid", flat=True))
    series = MetricSeries.objects.filter(run__in=runs).values_list("count", "first", "last", "low", "high")
    assert set(series) == {(POINTS, 1 / POINTS, 1.0, 1 / POINTS, 1.0)}
    assert len(series) == WRITERS
    assert len(told(task, "stop.fired")) == WRITERS
    assert {run.stop_asked_at is not None for run in runs} == {True}
    experiment = Experiment.objects.filter(task=task)[0]
    assert (experiment.verdict, experiment.run_count) == ("met", WRITERS)
    assert Event.objects.filter(kind="run.finished").count() == WRITERS


def test_a_training_that_was_killed_goes_on_with_its_run(server: Server, task: Task, ada_token: str) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("What the client does is the same on both databases.")
    facts = {
        "MLFLOW_TRACKING_URI": server.address,
        "MLFLOW_TRACKING_TOKEN": ada_token,
        "MLFLOW_EXPERIMENT_NAME": task.key,
    }
    words = [sys.executable, "-c", RESUMABLE]
    first = _begin(words, facts)
    assert first.stdout is not None
    uid = first.stdout.readline().strip()
    assert [first.stdout.readline().strip() for _ in range(5)] == ["1", "2", "3", "4", "5"]
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=PATIENCE)
    assert Run.objects.filter(uid=uid)[0].status == "RUNNING"
    said, wrong = _begin(words, facts | {"AGAIN": uid}).communicate(timeout=PATIENCE)
    assert said.split()[:6] == [uid, "6", "7", "8", "9", "10"], wrong
    run = Run.objects.get(task=task)
    assert (run.uid, run.status) == (uid, "FINISHED")
    assert set(run.series.values_list("key", "count", "last")) == {("epoch", 10, 10.0), ("loss", 10, 0.1)}


def _begin(words: list[str], facts: dict[str, str]) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    return subprocess.Popen(words, cwd=ROOT, env=os.environ | facts, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
