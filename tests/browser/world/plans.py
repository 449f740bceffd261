"""Plans: one that nobody began, one agreed and planned anew, and the draft of the next."""

from dataclasses import replace
from decimal import Decimal

from tests.browser.world.places import LONG_TITLE, LONG_WORD, World

from assay.accounts.models import Person
from assay.projects.models import PlanVersion, Project


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
