"""Letters: of somebody who chose, and of a stakeholder who follows."""

from datetime import date

from assay.accounts.models import Person
from assay.digests.models import Letter, Subscription, TrialLetter
from assay.projects.models import Project, Stakeholder

PARAMETERS: dict[str, dict[str, str]] = {"no-more-letters/": {"token": "=guessed"}}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    chosen = Subscription.choose(people["owner"], day=5, covers="all")
    fay = Stakeholder.add(project, name="Fay", email="fay@care.example", by=people["owner"])
    followed = Subscription.follow(fay, way="sealed")
    for one in (chosen, followed):
        Letter.write(one, "2026-W10", first=date(2026, 2, 23), last=date(2026, 3, 1))
    TrialLetter.ask(people["owner"])
    return {}
