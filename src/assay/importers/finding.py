"""How views find an import; one of a project that this person may not edit is not theirs to see."""

from django.shortcuts import get_object_or_404

from assay.accounts.doors import PersonRequest
from assay.importers.models import Source
from assay.projects.finding import editable_project_at
from assay.projects.models import Project


def source_at(request: PersonRequest, key: str, pk: int) -> tuple[Project, Source]:
    """Return the project and its source. Raises `Http404`, and `PermissionDenied` for who may not edit the project."""
    project = editable_project_at(request, key)
    sources = Source.objects.visible_to(request.person).filter(project=project).select_related("project", "created_by")
    return project, get_object_or_404(sources, pk=pk)
