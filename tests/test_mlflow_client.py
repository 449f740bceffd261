"""The stock MLflow client, unchanged, against the real server: what it logs is there and on its task."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.serving import Server

from assay.kit import blobs
from assay.runs.models import Artifact, LoggedModel, MetricSeries, Run
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

TRAINING = """
import mlflow, mlflow.data, numpy, sys
from mlflow import MlflowClient
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

mlflow.sklearn.autolog()
X, y = load_wine(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=7)
with mlflow.start_run() as run:
    mlflow.log_input(mlflow.data.from_numpy(X_test, targets=y_test, name="wine"), context="test")
    model = LogisticRegression(max_iter=50).fit(X_train, y_train)
    for step in range(5):
        mlflow.log_metric("loss", 1.0 / (step + 1), step=step)
    mlflow.log_metrics({"test_accuracy": model.score(X_test, y_test), "odd": float("nan")})
    with open(sys.argv[1], "w") as notes:
        notes.write("looks fine")
    mlflow.log_artifact(sys.argv[1], "notes")
    needs = {"serialization_format": "pickle", "pip_requirements": ["scikit-learn"]}
    logged = mlflow.sklearn.log_model(model, name="classifier", **needs)

client = MlflowClient()
found = client.get_run(run.info.run_id)
assert found.info.status == "FINISHED", found.info.status
assert found.data.metrics["loss"] == 0.2, found.data.metrics
assert [point.step for point in client.get_metric_history(run.info.run_id, "loss")] == [0, 1, 2, 3, 4]
assert [file.path for file in client.list_artifacts(run.info.run_id, "notes")] == ["notes/notes.txt"]
assert open(client.download_artifacts(run.info.run_id, "notes/notes.txt")).read() == "looks fine"
assert mlflow.search_runs(filter_string="metrics.loss < 0.5").run_id.tolist() == [run.info.run_id]
again = mlflow.sklearn.load_model(logged.model_uri)
assert (again.predict(X_test) == model.predict(X_test)).all()
print(run.info.run_id)
"""
ASYNCHRONOUS = """
import mlflow
with mlflow.start_run() as run:
    waiting = [mlflow.log_metric("loss", float(step), step=step, synchronous=False) for step in range(40)]
    for one in waiting:
        one.wait()
    with mlflow.start_run(nested=True, run_name="child"):
        mlflow.log_params({"lr": 0.1, "depth": 3})
        mlflow.set_tags({"split": "test"})
client = mlflow.MlflowClient()
client.log_param(run.info.run_id, "notes", "1" * 7000)
assert len(client.get_run(run.info.run_id).data.params["notes"]) == 6000
try:
    client.log_param(run.info.run_id, "notes", "2" * 7000)
except mlflow.MlflowException as error:
    assert error.error_code == "INVALID_PARAMETER_VALUE", error
else:
    raise AssertionError("a param was changed")
print(run.info.run_id)
"""

SEARCHING = """
import math, mlflow, os
from mlflow import MlflowClient
from mlflow.entities import ViewType

client = MlflowClient()
for number, (name, lr) in enumerate([("first", "0.1"), ("second", "0.01"), ("third", None)]):
    with mlflow.start_run(run_name=name, tags={"kind": f"k {number}"}):
        if lr:
            mlflow.log_param("lr", lr)
            mlflow.log_metrics({"f1": 0.5 + number / 10, "val/f1": -number})
        else:
            mlflow.log_metric("f1", math.nan)
        mlflow.log_text("deep", f"notes/{number}/a.txt")

def found(text="", order=("start_time ASC",), **more):
    runs = mlflow.search_runs(filter_string=text, order_by=list(order), output_format="list", **more)
    return " ".join(run.info.run_name for run in runs)

expected = {
    "": "first second third",
    "metrics.f1 > 0.55": "second",
    "metrics.`val/f1` <= 0 AND params.lr = '0.1'": "first",
    "metrics.f1 != 0.5": "second third",
    "params.lr LIKE '0.0%'": "second",
    "params.lr IS NULL": "third",
    "tags.kind ILIKE 'K %' AND tags.kind != 'k 1'": "first third",
    "attributes.run_name IN ('first', 'third')": "first third",
    "run_name NOT IN ('first')": "second third",
    "attributes.status = 'FINISHED' AND attributes.end_time > 0": "first second third",
    "tags.`mlflow.runName` = 'second'": "second",
    "start_time < 5": "",
}
for text, names in expected.items():
    assert found(text) == names, (text, found(text))
assert found(order=["metrics.f1 DESC"]) == "second first third"
assert found(order=["metrics.f1 ASC"], max_results=2) == "first second"
assert found(order=["params.lr"]) == "second first third"

experiment = client.get_experiment_by_name(os.environ["MLFLOW_EXPERIMENT_NAME"]).experiment_id
pages, token = [], None
while True:
    page = client.search_runs([experiment], max_results=2, order_by=["start_time ASC"], page_token=token)
    pages += [run.info.run_name for run in page]
    token = page.token
    if not token:
        break
assert pages == ["first", "second", "third"], pages

first = client.search_runs([experiment], "run_name = 'first'")[0]
assert [one.path for one in client.list_artifacts(first.info.run_id)] == ["notes"]
folder = client.download_artifacts(first.info.run_id, "notes")
assert open(os.path.join(folder, "0", "a.txt")).read() == "deep"
local = mlflow.artifacts.download_artifacts(run_id=first.info.run_id, artifact_path="notes/0/a.txt")
assert open(local).read() == "deep"

client.delete_run(first.info.run_id)
assert found() == "second third"
assert found(run_view_type=ViewType.DELETED_ONLY) == "first"
assert client.get_run(first.info.run_id).info.lifecycle_stage == "deleted"
try:
    client.log_metric(first.info.run_id, "f1", 1.0)
except mlflow.MlflowException as error:
    assert error.error_code == "INVALID_PARAMETER_VALUE", error
else:
    raise AssertionError("a deleted run took a metric")
client.restore_run(first.info.run_id)
assert found() == "first second third"

other = client.create_experiment("churn", tags={"team": "a"})
client.rename_experiment(other, "churn two")
named = client.search_experiments(filter_string="tags.team = 'a' AND name LIKE 'churn%'")
assert [one.name for one in named] == ["churn two"]
assert client.search_experiments(order_by=["name DESC"])
client.delete_experiment(other)
assert client.get_experiment(other).lifecycle_stage == "deleted"
assert [one.name for one in client.search_experiments(view_type=ViewType.DELETED_ONLY)] == ["churn two"]
client.restore_experiment(other)
try:
    found("metrics.f1 > 1 OR metrics.f1 < 0")
except mlflow.MlflowException as error:
    assert "character 16" in str(error), error
else:
    raise AssertionError("OR was taken")

model = mlflow.create_external_model(name="clf", params={"depth": "3"})
mlflow.log_metric("acc", 0.9, model_id=model.model_id)
mlflow.end_run()
models = mlflow.search_logged_models(
    experiment_ids=[experiment],
    filter_string="metrics.acc > 0.5 AND params.depth = '3'",
    order_by=[{"field_name": "metrics.acc", "ascending": False}],
    output_format="list",
)
assert [one.name for one in models] == ["clf"], models
print(first.info.run_id)
"""


@pytest.fixture
def once(transactional_db: None) -> None:
    """What a client sends is the same on both databases, and its libraries take long to load."""
    if connection.vendor == "postgresql":
        pytest.skip("Only searching differs on PostgreSQL.")


@pytest.fixture
def server(transactional_db: None, tmp_path: Path) -> Iterator[Server]:
    """The real server over the database of the test."""
    server = Server(tmp_path / "server.log")
    server.wait_until_it_answers()
    yield server
    server.stop()


@pytest.fixture
def task(kite: Any, ada: Any) -> Task:
    return Task.create(kite, title="A simple model is enough", kind=TaskKind.EXPERIMENT, by=ada)


@pytest.mark.usefixtures("once")
def test_autologged_training_fills_its_task(server: Server, task: Task, ada_token: str, tmp_path: Path) -> None:
    repository = _repository(tmp_path / "work")
    uid = _train(TRAINING, server, ada_token, folder=repository, experiment=task.key)
    run = Run.objects.get(uid=uid)
    params = dict(run.params.values_list("key", "value"))
    tags = dict(run.tags.values_list("key", "value"))
    assert (run.task, run.linked_because, run.status) == (task, "experiment", "FINISHED")
    assert params["max_iter"] == "50"
    assert tags["mlflow.source.git.commit"] == _commit(repository)
    assert "training_accuracy_score" in _keys(run)
    assert {(one.name, one.context) for one in run.inputs.all()} >= {("wine", "test")}
    assert all(one.digest for one in run.inputs.all())
    _check_series(run)
    _check_files(run)
    classifier = LoggedModel.objects.get(name="classifier")
    assert classifier.status == "LOGGED_MODEL_READY"
    assert classifier.artifacts.filter(path="MLmodel").exists()
    assert run.model_uses.filter(logged_model=classifier, is_output=True).exists()


@pytest.mark.usefixtures("once")
def test_branch_named_after_the_task_is_enough(server: Server, task: Task, ada_token: str, tmp_path: Path) -> None:
    repository = _repository(tmp_path / "work", branch=f"{task.key}-try")
    run = Run.objects.get(uid=_train(ASYNCHRONOUS, server, ada_token, folder=repository))
    assert (run.task, run.linked_because) == (task, "branch")
    series = MetricSeries.objects.get(run=run)
    assert (series.count, series.last, series.low, series.high) == (40, 39.0, 0.0, 39.0)
    child = Run.objects.get(name="child")
    assert dict(child.params.values_list("key", "value")) == {"lr": "0.1", "depth": "3"}
    assert child.tags.get(key="mlflow.parentRunId").value == run.uid


def test_what_was_logged_is_searched_deleted_and_restored(
    server: Server, task: Task, ada_token: str, tmp_path: Path
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    uid = _train(SEARCHING, server, ada_token, folder=folder, experiment=task.key)
    assert Run.objects.get(uid=uid).deleted_at is None


def _check_series(run: Run) -> None:
    loss, odd = (run.series.get(key=key) for key in ("loss", "odd"))
    assert (loss.count, loss.first, loss.last, loss.last_step) == (5, 1.0, 0.2, 4)
    assert (odd.count, odd.nan_count, odd.last) == (1, 1, None)


def _check_files(run: Run) -> None:
    notes = Artifact.objects.get(run=run, path="notes/notes.txt")
    assert b"".join(blobs.chunks(notes.sha256)) == b"looks fine"


def _keys(run: Run) -> set[str]:
    return set(run.series.values_list("key", flat=True))


def _train(script: str, server: Server, token: str, *, folder: Path, experiment: str = "") -> str:
    """Run the script as a user would, in their own folder, and return the id of the run that it printed."""
    (folder / "train.py").write_text(script)
    settings = {
        "MLFLOW_TRACKING_URI": server.address,
        "MLFLOW_TRACKING_TOKEN": token,
        "GIT_PYTHON_REFRESH": "quiet",
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    }
    if experiment:
        settings["MLFLOW_EXPERIMENT_NAME"] = experiment
    done = subprocess.run(
        [sys.executable, "train.py", str(folder / "notes.txt")],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()[-1]


def _repository(folder: Path, *, branch: str = "main") -> Path:
    folder.mkdir()
    who = ("-c", "user.name=ada", "-c", "user.email=ada@example.com")
    (folder / "train.py").write_text("")
    for words in (("init", "-q", "-b", branch), ("add", "."), (*who, "commit", "-q", "-m", "First")):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


def _commit(folder: Path) -> str:
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)
    return said.stdout.strip()
