"""A task that came from another tracker."""

from assay.accounts.models import Person
from assay.importers.models import BroughtTask
from assay.projects.models import Project

PARAMETERS: dict[str, dict[str, str]] = {}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    task = project.tasks.order_by("-number")[0]
    BroughtTask.objects.create(project=project, key="OLD-1", task=task)
    return {}
