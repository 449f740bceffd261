"""Every example with the framework it is about, against a real server: `./run test frameworks`.

Not among the tests that always run: the frameworks are large. ASSAY_FRAMEWORKS_PYTHON names the Python that has
them; an example whose library it lacks is skipped.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.examples_at_work import Machine, installed_client
from tests.serving import Server

from assay.experiments.models import Experiment
from assay.experiments.tests.trainings import write_plan
from assay.runs.models import Run, RunStatus
from assay.tasks.models import Task

PYTHON = os.environ.get("ASSAY_FRAMEWORKS_PYTHON", "")
MANY = "20000"
# By example: a metric that it logs as it goes, one param, and whether it keeps a model or file.
LOGGED = {
    "gradient_boosting": ("train_loss", "n_estimators", False),
    "xgboost_rounds": ("validation-logloss", "max_depth", True),
    "lightgbm_rounds": ("validation-binary_logloss", "num_leaves", True),
    "torch_loop": ("train_loss", "lr", True),
    "lightning_trainer": ("train_loss", "optimizer_name", False),
    "keras_fit": ("val_loss", "batch_size", False),
    "hugging_face_trainer": ("loss", "num_train_epochs", False),
}


@pytest.fixture
def task(transactional_db: None, kite: Any, ada: Any) -> Task:
    """A started experiment with a stop condition that each of the trainings fires."""
    made = Task.create(kite, title="Small models are enough", by=ada, kind="experiment")
    names = sorted({metric for metric, _param, _keeps in LOGGED.values()})
    stops = "\n".join(f"`{name}` < 100 after 2 epochs -> look at the curve" for name in names)
    write_plan(made, by=ada, criteria="test_f1 >= 0.5", baseline="test_f1 = 0.4", stops=stops).start(by=ada)
    return made


@pytest.fixture
def machine(task: Task, ada_token: str, tmp_path: Path) -> Iterator[Machine]:
    server = Server(tmp_path / "server.log")
    server.wait_until_it_answers()
    yield Machine(server, ada_token, task.key, python=PYTHON)
    server.stop()


def client(folder: Path) -> Path:
    (folder / "site").mkdir()
    return installed_client(folder / "site")


def finished(done: "subprocess.CompletedProcess[str]") -> None:
    if done.stdout.startswith("Skipped"):
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


def longest(run: Run) -> int:
    return max(run.series.exclude(key__startswith="system/").values_list("count", flat=True))


@pytest.mark.parametrize("script", LOGGED)
def test_what_it_logs_arrives(machine: Machine, task: Task, script: str) -> None:
    finished(machine.train(script))
    metric, param, keeps = LOGGED[script]
    run = Run.objects.filter(task=task)[0]
    assert run.status == RunStatus.FINISHED
    assert run.series.get(key=metric).count >= 3
    assert run.params.filter(key=param).exists()
    assert not keeps or run.artifacts.exists() or run.model_uses.exists()


@pytest.mark.parametrize("script", LOGGED)
def test_it_ends_when_the_card_asks(machine: Machine, task: Task, script: str, tmp_path: Path) -> None:
    machine.client = client(tmp_path)
    finished(machine.train(script, MANY))
    run = Run.objects.filter(task=task)[0]
    assert run.status == RunStatus.FINISHED
    assert run.stop_asked_at is not None
    assert 2 <= longest(run) < int(MANY)


@pytest.mark.parametrize("script", LOGGED)
def test_the_hard_stop_ends_it_too(machine: Machine, task: Task, ada: Any, script: str, tmp_path: Path) -> None:
    """With the client the training ends by itself or by the refusal, whichever comes first; never does it go on."""
    Experiment.of(task).stop_hard(by=ada)
    machine.client = client(tmp_path)
    done = machine.train(script, MANY)
    if done.stdout.startswith("Skipped"):
        pytest.skip(done.stdout.strip())
    run = Run.objects.filter(task=task)[0]
    assert run.refusal.startswith(f"stopped by card {task.key}")
    assert run.is_over
    assert longest(run) < int(MANY)
