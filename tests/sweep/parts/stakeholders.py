"""Stakeholders of a project."""

from assay.accounts.models import Person
from assay.projects.models import Project, Stakeholder

PARAMETERS: dict[str, dict[str, str]] = {
    "projects/<str:key>/stakeholders/": {"pk": "stakeholder_pk"},
    "api/v1/projects/<key>/stakeholders/": {"number": "stakeholder_pk"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    made = Stakeholder.add(project, name="Lu", email="lu@care.example", role="Pays", by=people["owner"])
    return {"stakeholder_pk": made.pk}
