"""What the tests of tasks share: ready-made tasks of kite and its columns by state.

This file is read before Django starts, so it imports no models.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Column, Project
    from assay.tasks.models import Task


@pytest.fixture
def column(kite: "Project") -> "Callable[[str], Column]":
    """Find a column of kite by its state: `column("active")`."""
    return lambda state: kite.columns.filter(state=state).order_by("position")[0]


@pytest.fixture
def make(kite: "Project", ada: "Person") -> "Callable[..., Task]":
    """Make a task in kite: `make("Tune", assignee=ben)`."""

    def made(title: str = "Tune the tail", **facts: Any) -> "Task":
        from assay.tasks.models import Task

        facts.setdefault("estimate_days", Decimal(2))
        return Task.create(facts.pop("project", kite), title=title, by=facts.pop("by", ada), **facts)

    return made


@pytest.fixture
def edit() -> "Callable[..., None]":
    """Change facts of a task, as whoever saw it last: `edit(task, ben, title="New")`."""

    def edited(task: "Task", by: "Person", **changes: Any) -> None:
        from assay.tasks.models.task.editing import facts_of

        task.edit(replace(facts_of(task), **changes), version=task.version, by=by)

    return edited


@pytest.fixture
def busy(make: "Callable[..., Task]", column: "Callable[[str], Column]", ben: "Person") -> "Task":
    """A task that ben has in progress."""
    task = make("Fold the wings", assignee=ben)
    task.move_to(column("active"), by=ben)
    return task


@pytest.fixture
def guest(kite: "Project", gil: "Person", ada: "Person") -> "Person":
    """Gil, named on kite."""
    kite.add_member(gil, by=ada)
    return gil
