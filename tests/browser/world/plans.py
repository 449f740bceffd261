"""Plans: one that nobody began, one agreed and planned anew, and the draft of the next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.browser.world.places import LONG_TITLE, LONG_WORD, World
from tests.browser.world.projects import project

from assay.accounts.models import Person
from assay.kit.clock import as_of
from assay.projects.models import PlanVersion, Project
from assay.tasks.models import Task

_MONDAY = datetime(2026, 2, 2, 9, tzinfo=UTC)


def add_past(ada: Person) -> None:
    """A project whose phases are over, all of one kind, so that there is something to compare."""
    with as_of(_MONDAY):
        past = project(ada, "PAST", "Long ago", goal="")
        past.tasks.all().delete()
        phases = list(past.phases.in_order()[:4])
        for phase in phases:
            phase.edit(replace(phase.facts, kind="data"), version=1, by=ada)
        PlanVersion.begin(past, by=ada).agree(version=1, by=ada)
    for number, phase in enumerate(phases):
        with as_of(_MONDAY + timedelta(weeks=6 * number)):
            task = Task.create(past, title="Look at it", phase=phase, by=ada)
            task.move_to(past.columns.get(state="active"), by=ada)
        with as_of(_MONDAY + timedelta(weeks=7.4 * number + 1)):
            task.move_to(past.columns.get(state="done"), by=ada)


def add_plans(world: World, kite: Project, ada: Person, ben: Person) -> None:
    first = PlanVersion.begin(kite, by=ada)
    words, data = f"Start **simple**, then {LONG_WORD}.", "| rows | from |\n|---|---|\n| 3 | kites |"
    people = tuple(sorted((ada.pk, ben.pk)))
    lines = (replace(first.facts.lines[0], people=people), *first.facts.lines[1:])
    first.edit(replace(first.facts, methodology=words, data=data, lines=lines), version=1, by=ada)
    first.agree(version=2, by=ada)
    second = PlanVersion.begin(kite, reason=LONG_TITLE[:240], by=ben)
    thin = tuple(
        replace(line, weeks_low=Decimal("0.5"), weeks_high=Decimal(1)) if number > 2 else line
        for number, line in enumerate(second.facts.lines)
    )
    second.edit(replace(second.facts, lines=thin), version=1, by=ben)
    second.agree(version=2, by=ada)
    PlanVersion.begin(kite, reason="The labels came late", by=ben)
    world.places |= {
        "plan": "/projects/KITE/plan",
        "plan that was superseded": "/projects/KITE/plan?version=1",
        "draft of a plan": "/projects/KITE/plan?version=3",
        "writing a plan": "/projects/KITE/plan/draft",
        "plan that nobody began": "/projects/EMPTY/plan",
    }
