"""How operations find what belongs to a project that the caller may edit."""

from assay.accounts.doors import require
from assay.projects.finding import project_of
from assay.projects.models import Project
from assay.rest.doors import ApiRequest


def editable_project_of(request: ApiRequest, key: str) -> Project:
    """Return the project. Raises `Http404`, and 403 for who may see but not edit it."""
    project = project_of(request.person, key)
    require(project.can_be_edited_by(request.person))
    return project
