"""The stock MLflow client against the real server: models are registered, named by aliases, and loaded again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.serving import Server

from assay.registry.models import RegisteredModel
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

REGISTERING = """
import mlflow
from mlflow import MlflowClient
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression

X, y = load_wine(return_X_y=True)
needs = {"serialization_format": "pickle", "pip_requirements": ["scikit-learn"]}
with mlflow.start_run() as run:
    model = LogisticRegression(max_iter=50).fit(X, y)
    mlflow.log_metric("test_accuracy", model.score(X, y))
    logged = mlflow.sklearn.log_model(model, name="classifier", registered_model_name="churn", **needs)
assert str(logged.registered_model_version) == "1", logged.registered_model_version

second = mlflow.register_model(logged.model_uri, "churn", tags={"checked": "yes"})
third = mlflow.register_model(f"runs:/{run.info.run_id}/classifier", "churn")
assert (str(second.version), str(third.version)) == ("2", "3"), (second, third)
assert third.run_id == second.run_id == run.info.run_id
assert second.tags == {"checked": "yes"}

client = MlflowClient()
client.set_registered_model_alias("churn", "champion", "2")
assert client.get_model_version_by_alias("churn", "champion").version == "2"
client.update_registered_model("churn", "Who leaves within thirty days")
client.update_model_version("churn", "1", "The first one")
client.set_registered_model_tag("churn", "team", "growth")
client.set_model_version_tag("churn", "1", "reviewed", "no")
client.delete_model_version_tag("churn", "1", "reviewed")

for uri in ("models:/churn@champion", "models:/churn/1", "models:/churn/3", "models:/churn/latest"):
    again = mlflow.sklearn.load_model(uri)
    assert (again.predict(X) == model.predict(X)).all(), uri

assert [one.name for one in client.search_registered_models()] == ["churn"]
assert [one.name for one in mlflow.search_registered_models(filter_string="name LIKE 'ch%'")] == ["churn"]
found = client.search_model_versions("name='churn'", order_by=["version_number ASC"])
assert [one.version for one in found] == ["1", "2", "3"], found
of_run = mlflow.search_model_versions(filter_string=f"run_id='{run.info.run_id}'")
assert {one.version for one in of_run} == {"1", "2", "3"}, of_run

shown = client.get_registered_model("churn")
assert (shown.description, shown.aliases, shown.tags) == (
    "Who leaves within thirty days", {"champion": "2"}, {"team": "growth"}), shown

client.transition_model_version_stage("churn", "3", "Production", archive_existing_versions=True)
assert [one.version for one in client.get_latest_versions("churn", ["Production"])] == ["3"]
copied = client.copy_model_version("models:/churn@champion", "churn-production")
assert (copied.name, copied.version) == ("churn-production", "1"), copied
assert (mlflow.sklearn.load_model("models:/churn-production/1").predict(X) == model.predict(X)).all()

client.delete_model_version("churn", "3")
assert mlflow.register_model(logged.model_uri, "churn").version in ("4", 4)
client.rename_registered_model("churn", "leavers")
client.delete_registered_model_alias("leavers", "champion")
client.delete_registered_model("churn-production")
for act in (lambda: client.get_registered_model("churn"), lambda: client.get_model_version("leavers", "3")):
    try:
        act()
    except mlflow.MlflowException as error:
        assert error.error_code == "RESOURCE_DOES_NOT_EXIST", error
    else:
        raise AssertionError("found what is gone")
print("registered")
"""


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


def test_model_is_registered_named_and_loaded(server: Server, task: Task, ada_token: str, tmp_path: Path) -> None:
    _run(REGISTERING, server, ada_token, folder=tmp_path, experiment=task.key)
    model = RegisteredModel.objects.get(name="leavers")
    assert model.project == task.project
    assert list(model.versions.alive().order_by("number").values_list("number", flat=True)) == [1, 2, 4]
    assert {version.run.task for version in model.versions.select_related("run__task") if version.run} == {task}


def _run(script: str, server: Server, token: str, *, folder: Path, experiment: str) -> None:
    """Run the script as a user would, in their own folder."""
    settings = {
        "MLFLOW_TRACKING_URI": server.address,
        "MLFLOW_TRACKING_TOKEN": token,
        "MLFLOW_EXPERIMENT_NAME": experiment,
        "GIT_PYTHON_REFRESH": "quiet",
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split()[-1] == "registered"
