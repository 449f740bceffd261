"""Models for the tests of the registry: registered as a client would, in one call."""

from collections.abc import Mapping

from assay.accounts.models import Person
from assay.kit import blobs
from assay.registry.actions import register
from assay.registry.models import ModelVersion
from assay.registry.sources import origin_of_logged
from assay.runs import files
from assay.runs.models import LoggedModel
from assay.runs.tests.logged import logged_run, with_input
from assay.tasks.models import Task


def logged_model(
    by: Person, *, task: Task | None = None, metrics: Mapping[str, float] | None = None, name: str = "clf"
) -> LoggedModel:
    """A model with two files that a finished run logged."""
    tags = {"mlflow.source.git.commit": "3f2c1a9b" * 5, "mlflow.source.name": "train.py"}
    values = {key: [value] for key, value in (metrics or {}).items()}
    run = logged_run(by, task=task, metrics=values, tags=tags)
    with_input(run, by, name="customers")
    model = LoggedModel.start(run.group, name=name, run=run)
    for path in ("MLmodel", "data/model.pkl"):
        files.keep(files.Root(model=model), path, blobs.keep([path.encode()]))
    return model


def registered(
    by: Person, name: str = "churn", *, task: Task | None = None, metrics: Mapping[str, float] | None = None
) -> ModelVersion:
    """The next version of the model of this name."""
    return register(name, origin_of_logged(logged_model(by, task=task, metrics=metrics)), by=by)
