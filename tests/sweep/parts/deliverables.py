"""What phases hand over."""

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.projects.models import Project

PARAMETERS: dict[str, dict[str, str]] = {
    "deliverables/": {"key": "deliverable_key"},
    "api/v1/deliverables/": {"key": "deliverable_key"},
}
NOTHING = {"deliverable_key": "NOSUCH-D1"}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    first = Deliverable.objects.filter(project=project).in_order()[0]
    return {"deliverable_key": first.key}
