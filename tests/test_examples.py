"""The examples for scikit-learn run unchanged with the stock client, and end when their card says stop.

Those of the other frameworks: `./run test frameworks`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.examples_at_work import EXAMPLES, Machine, installed_client
from tests.serving import Server

from assay.experiments.models import Experiment
from assay.experiments.tests.trainings import told, write_plan
from assay.runs.models import Run, RunStatus
from assay.tasks.models import Task

MANY = "100000"


@pytest.fixture
def task(transactional_db: None, kite: Any, ada: Any) -> Task:
    """A started experiment whose stop condition fires with the fifth epoch of any of these trainings."""
    if connection.vendor == "postgresql":
        pytest.skip("The protocol is the same on both databases; the trainings take long.")
    made = Task.create(kite, title="Small models are enough", by=ada, kind="experiment")
    stops = "val_loss < 100 after 5 epochs -> look at the curve\ntrain_loss < 100 after 5 epochs"
    write_plan(made, by=ada, criteria="test_f1 >= 0.5", baseline="test_f1 = 0.4", stops=stops).start(by=ada)
    return made


@pytest.fixture
def machine(task: Task, ada_token: str, tmp_path: Path) -> Iterator[Machine]:
    """A machine with the stock client alone."""
    server = Server(tmp_path / "server.log")
    server.wait_until_it_answers()
    yield Machine(server, ada_token, task.key)
    server.stop()


@pytest.fixture
def equipped(machine: Machine, tmp_path: Path) -> Machine:
    """The same with assay-client."""
    (tmp_path / "site").mkdir()
    machine.client = installed_client(tmp_path / "site")
    return machine


def test_they_run_unchanged_with_the_stock_client_and_fill_the_card(machine: Machine, task: Task) -> None:
    done = machine.train_each("seeds", "folds", "gradient_boosting", "sklearn_autolog", "grid_search")
    assert done.returncode == 0, done.stdout + done.stderr
    runs = Run.objects.filter(task=task)
    assert set(runs.values_list("status", flat=True)) == {RunStatus.FINISHED}
    children = runs.filter(tags__key="mlflow.parentRunId").order_by("number").values_list("name", flat=True)
    assert [name for name in children if name.startswith("seed")] == [f"seed {seed}" for seed in range(5)]
    assert [name for name in children if name.startswith("fold")] == [f"fold {fold}" for fold in range(5)]
    assert len(children) == 5 + 5 + 4
    assert runs.filter(series__key="test_f1").count() == 5 + 3
    assert runs.filter(series__key="training_score").exists()
    assert Experiment.objects.filter(task=task, verdict="met").exists()


def test_a_training_that_looks_ends_itself(equipped: Machine, task: Task) -> None:
    done = equipped.train("plain_loop", MANY)
    assert done.returncode == 0, done.stdout + done.stderr
    run = Run.objects.filter(task=task)[0]
    assert run.status == RunStatus.FINISHED
    assert "Stopped: val_loss < 100 after 5 epochs -> look at the curve (val_loss was" in done.stdout
    assert 5 <= max(run.series.values_list("count", flat=True)) < 5000
    assert len(told(task, "stop.fired")) == 1


def test_one_that_does_not_look_is_ended_by_the_hard_stop(machine: Machine, task: Task, ada: Any) -> None:
    Experiment.of(task).stop_hard(by=ada)
    done = machine.train("gradient_boosting", MANY)
    assert done.returncode == 1
    assert f"stopped by card {task.key}: train_loss < 100 after 5 epochs" in done.stderr
    run = Run.objects.filter(task=task)[0]
    assert (run.status, run.series.get(key="train_loss").count) == (RunStatus.FAILED, 5)


def test_without_an_experiment_the_runs_go_to_the_card_of_the_branch(
    equipped: Machine, task: Task, tmp_path: Path
) -> None:
    (tmp_path / ".card").write_text(f"{task.key}\n")
    program = f"import os; os.chdir({str(tmp_path)!r}); import mlflow; mlflow.start_run(); mlflow.end_run()"
    done = equipped.say(program, MLFLOW_EXPERIMENT_NAME="", CI_COMMIT_REF_NAME="try-it")
    assert done.returncode == 0, done.stderr
    run = Run.objects.filter(task=task)[0]
    assert run.linked_because == "experiment"
    assert run.tags.get(key="mlflow.source.git.branch").value == "try-it"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_each_example_is_told_of(path: Path) -> None:
    if path.stem != "needs":
        assert f"({path.name})" in (EXAMPLES / "README.md").read_text()
