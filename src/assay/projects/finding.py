"""How views find a project; one that this person may not see is not found, whoever's it is."""

from django.http import Http404

from assay.accounts.doors import PersonRequest, require
from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.queries.metrics import told_metrics


def project_of(person: Person, key: str) -> Project:
    """Return the project with this key, in any case of letters. Raises `Http404`."""
    projects = Project.objects.visible_to(person).select_related("lead", "workspace")
    projects = projects.annotate(told_metrics=told_metrics("pk"))
    project = projects.filter(key=key.upper()).first()
    if project is None:
        raise Http404
    return project


def project_at(request: PersonRequest, key: str) -> Project:
    """Return the project and make it the one whose places the rail shows."""
    project = project_of(request.person, key)
    request.project = project  # type: ignore[attr-defined]
    return project


def editable_project_at(request: PersonRequest, key: str) -> Project:
    """Return the project if this person may edit it; else 403."""
    project = project_at(request, key)
    require(project.can_be_edited_by(request.person))
    return project
