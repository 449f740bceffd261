"""Plans of a project: one in force, a draft, and one that was thrown away."""

from dataclasses import replace

from assay.accounts.models import Person
from assay.projects.models import PlanVersion, Project

PARAMETERS: dict[str, dict[str, str]] = {
    "projects/<str:key>/plan/drafts/": {"pk": "thrown_plan_pk"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    owner = people["owner"]
    plan = PlanVersion.begin(project, by=owner)
    lines = (replace(plan.facts.lines[0], people=(owner.pk,)), *plan.facts.lines[1:])
    plan.edit(replace(plan.facts, methodology="Slowly", lines=lines), version=1, by=owner)
    plan.agree(version=2, by=owner)
    thrown = PlanVersion.begin(project, reason="No", by=owner)
    thrown.discard(by=owner)
    PlanVersion.begin(project, reason="Late", by=owner)
    return {"thrown_plan_pk": thrown.pk}
