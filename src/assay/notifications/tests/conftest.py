"""What the tests of notices share: a task of kite, and the worker. It imports no models: Django starts later."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def task(kite, ada) -> Any:
    """A task that ada made."""
    from assay.tasks.models import Task

    return Task.create(kite, title="Fold the wings", by=ada)


@pytest.fixture
def work() -> Callable[[], int]:
    """Do all queued jobs, as the worker would; return how many they were."""

    def work_off() -> int:
        from django_q.models import OrmQ

        from assay.kit.jobs import run

        queued = list(OrmQ.objects.order_by("pk"))
        OrmQ.objects.all().delete()
        for one in queued:
            run(*one.task["args"])
        return len(queued)

    return work_off


@pytest.fixture
def told(work) -> Callable[[Any], list[tuple[str, str]]]:
    """Do the queued jobs and return what a person was told: reason and kind of event, oldest first."""

    def reasons(person: Any) -> list[tuple[str, str]]:
        from assay.notifications.models import Notice

        work()
        mine = Notice.objects.visible_to(person).order_by("pk")
        return list(mine.values_list("reason", "event__kind"))

    return reasons
