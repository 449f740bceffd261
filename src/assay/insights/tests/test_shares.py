"""What is remembered of each project for the figures of all: after a move it says what is derived afresh."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.insights import shares
from assay.insights.asked import Asked
from assay.insights.look import Look
from assay.insights.remembering import Remembered
from assay.projects.models import Project
from assay.projects.workflows import workflow_named

pytestmark = pytest.mark.django_db


def figures(reader: Person, asked: Asked, now: datetime) -> list[Any]:
    look = Look(reader, asked, now)
    found = [look.cycle, look.throughput, look.ageing, look.flow, look.spent, look.returns, look.ages]
    return [*found, look.points[:], list(look.points.by_day()), dict(look.way)]


@pytest.mark.parametrize("asked", [Asked(), Asked(weeks=None, days="calendar"), Asked(is_own=True)])
def test_after_a_move_the_figures_are_those_derived_afresh(
    kite: Project,
    ada: Person,
    told: Callable[..., Any],
    wednesday: datetime,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told([3, 2, 4], left=3)
    six_phases = workflow_named("six-phases")
    Project.start(key="HAWK", name="Hawk", goal="Tell which hawks will land.", workflow=six_phases, by=ada)
    before = figures(ada, asked, wednesday)
    task = kite.tasks.filter(title="Open")[0]
    task.assign(ada, by=ada)
    task.move_to(kite.columns.filter(state="done")[0], by=ada)
    kept = figures(ada, asked, wednesday)
    assert kept != before
    monkeypatch.setattr(shares, "_shares", Remembered(most=1000))
    assert kept == figures(ada, asked, wednesday)
