"""One experiment of the project kite, and trainings that log through the verbs of the ingest.

Models are imported where they are used: pytest reads this file before Django starts.
"""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def task(kite, ada) -> Any:
    """A task of the kind experiment, assigned to nobody."""
    from assay.tasks.models import Task

    made = Task.create(kite, title="Wing area lifts f1", by=ada, kind="experiment")
    return Task.objects.with_facts().filter(pk=made.pk)[0]


@pytest.fixture
def active(kite) -> Any:
    return kite.columns.filter(state="active").order_by("position")[0]


@pytest.fixture
def done(kite) -> Any:
    return kite.columns.filter(state="done").order_by("position")[0]


@pytest.fixture
def started(task, ada) -> Callable[..., Any]:
    """Write a plan, start the experiment, return it."""
    from assay.experiments.tests.trainings import write_plan

    def start(**plan: Any) -> Any:
        at = plan.pop("at", None)
        experiment = write_plan(task, by=ada, **plan)
        experiment.start(by=ada, at=at)
        return experiment

    return start


@pytest.fixture
def train(task, ada) -> Callable[..., Any]:
    """Begin a run of the task, as a client with MLFLOW_EXPERIMENT_NAME set does."""
    from assay.experiments.tests.trainings import Training

    def begin(**facts: Any) -> Training:
        return Training.begin(task, by=ada, **facts)

    return begin
