"""The pages of insights: figures and what they count."""

from assay.accounts.models import Person
from assay.projects.models import Project

PARAMETERS: dict[str, dict[str, str]] = {
    "insights/counted/": {"figure": "=cycle-time"},
    "projects/<str:key>/insights/counted/": {"figure": "=cycle-time"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    return {}
