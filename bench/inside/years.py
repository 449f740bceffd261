"""Fill an empty data folder with what a large team did in years: `python -m bench.inside.years PROJECTS`.

Two hundred projects are 20,000 tasks and 400,000 events: what the pages of insights, the portfolio and the review must
show in a tenth of a second.
"""

import json
import random
import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from assay.cli.prepare import prepare

TASKS, EVENTS, PEOPLE, LEADS = 100, 2000, 60, 12
_LETTERS = "ABCDEFGHIJ"


def fill(count: int) -> dict[str, Any]:
    """Make the people, the projects with their plans by the verbs of the product, and their past in bulk."""
    from django.db import transaction

    from assay.accounts.models import Person, Token
    from bench.inside.planting import session_of

    people = _people()
    owner = people[0]
    dice = random.Random(7)  # noqa: S311  nothing secret
    projects = []
    for number in range(count):
        with transaction.atomic():
            projects.append(_project(number, people, dice))
    project = next(one for one in projects if one.lead_id == owner.pk)
    task = project.tasks.filter(column__state="active").order_by("pk")[0]
    _token, secret = Token.create_for(owner, name="bench")
    facts = {"token": secret, "session": session_of(owner), "project": project.key, "task": task.key}
    return facts | {"number": project.pk, "phase": task.phase_id, "person": owner.pk, "people": Person.objects.count()}


def _people() -> list[Any]:
    from assay.accounts.models import Person, User, Workspace

    workspace = Workspace.objects.create(name="Years", time_zone="Europe/Lisbon")
    people: list[Any] = []
    for number in range(PEOPLE):
        user = User.objects.create_user(f"person{number}@bench.example")
        role, by = ("lead" if number < LEADS else "member", people[0]) if people else ("owner", None)
        people.append(Person.join(workspace, name=f"Person {number}", role=role, user=user, by=by))
    return people


def _project(number: int, people: Sequence[Any], dice: random.Random) -> Any:
    from assay.kit.clock import as_of, now
    from assay.projects.models import PlanVersion, Project
    from assay.projects.workflows import SIX_PHASES, workflow_named
    from bench.inside import years_of_tasks

    key = "Y" + "".join(_LETTERS[int(digit)] for digit in f"{number:03d}")
    lead, begun = people[number % LEADS], now() - timedelta(days=60 + number * 37 % 500)
    with as_of(begun):
        project = Project.start(key=key, name=f"Project {number}", workflow=workflow_named(SIX_PHASES), by=lead)
        project.close_guide(by=lead)
        _metric(project, lead)
        plan = PlanVersion.begin(project, by=lead)
        plan.agree(version=plan.version, by=lead)
    team = [people[(number * 3 + step) % PEOPLE] for step in range(3)]
    # Every third project is over; the others go on.
    years_of_tasks.plant(project, team, begun=begun, is_over=number % 3 == 2, dice=dice)
    return project


def _metric(project: Any, lead: Any) -> None:
    from assay.projects.models import MetricDefinition, MetricFacts

    facts = MetricFacts(key="score", title="Score", role="primary", target=0.9, baseline=0.5)
    MetricDefinition.add(project, facts, by=lead)


def main(count: int) -> None:
    prepare()
    print(json.dumps(fill(count)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
