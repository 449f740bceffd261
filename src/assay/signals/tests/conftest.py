"""Work in the project kite at a moment that a test names: a Monday morning, and days after it.

Models are imported where they are used: pytest reads this file before Django starts.
"""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def column(kite) -> Callable[[str], Any]:
    def find(state: str) -> Any:
        return kite.columns.filter(state=state).order_by("position")[0]

    return find


@pytest.fixture
def doing(kite, ada, column) -> Callable[..., Any]:
    """Make a task that somebody, ada if nobody is named, began on a day of `days.py`."""
    from assay.kit.clock import as_of
    from assay.signals.tests.days import day
    from assay.tasks.models import Task

    def begin(title: str = "Wing", *, on: int = 0, assignee: Any = None, estimate: Any = None) -> Any:
        who = assignee or ada
        with as_of(day(on)):
            task = Task.create(kite, title=title, by=who, assignee=who, estimate_days=estimate)
            task.move_to(column("active"), by=who)
        return task

    return begin


@pytest.fixture
def heard(kite, ada) -> Callable[..., dict[str, list[Any]]]:
    """Return the signals of kite by their rule, as ada hears them on a day."""
    from assay.kit.clock import as_of
    from assay.signals.queries import signals_of
    from assay.signals.tests.days import day

    def listen(on: int) -> dict[str, list[Any]]:
        kite.refresh_from_db()
        with as_of(day(on)):
            found: dict[str, list[Any]] = {}
            for signal in signals_of([kite], person=ada):
                found.setdefault(signal.rule, []).append(signal)
            return found

    return listen
