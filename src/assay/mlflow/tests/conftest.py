"""The client of the protocol that the tests hold. Models are imported late: this file loads before Django starts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from assay.mlflow.tests.tracker import Tracker

if TYPE_CHECKING:
    from assay.tasks.models import Task


@pytest.fixture
def track(api: Callable[..., Client]) -> Callable[..., Tracker]:
    """Make a client that logs as a person: `track(ada)`, `track(ada, scope="read")`."""
    return lambda person, **options: Tracker(api(person, **options))


@pytest.fixture
def tracker(track: Callable[..., Tracker], ada: Any) -> Tracker:
    """A client that logs as ada."""
    return track(ada)


@pytest.fixture
def experiment(kite: Any, ada: Any) -> "Task":
    """An experiment of kite's."""
    from assay.tasks.keys import TaskKind
    from assay.tasks.models import Task

    return Task.create(kite, title="A lower rate", kind=TaskKind.EXPERIMENT, by=ada)
