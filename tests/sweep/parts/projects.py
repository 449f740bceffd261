"""Where a project stands: decisions and checks."""

from datetime import date

from assay.accounts.models import Person
from assay.projects.models import Decision, Project

PARAMETERS: dict[str, dict[str, str]] = {
    "projects/<str:key>/facts/": {"fact": "=goal"},
    "projects/<str:key>/readiness/": {"pk": "check_pk"},
    "projects/<str:key>/decisions/": {"pk": "decision_pk"},
    "api/v1/projects/<key>/readiness/": {"number": "check_pk"},
    "api/v1/projects/<key>/decisions/": {"number": "decision_pk"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    owner = people["owner"]
    project.edit(version=project.version, by=owner, status="Well", decision_due_on=date(2027, 3, 1))
    made = Decision.record(project, kind="go", what="Sweep", why="It is clean.", evidence="ML-1", by=owner)
    made.revoke(because="It is not.", by=owner)
    return {"decision_pk": made.pk, "check_pk": project.readiness_checks.order_by("pk")[0].pk}
