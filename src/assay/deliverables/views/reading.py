"""Reading: what a project owes, and one deliverable."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.deliverables.finding import deliverable_at
from assay.deliverables.models import Deliverable
from assay.projects.finding import project_at


@require_safe
@signed_in
def listing(request: PersonRequest, key: str) -> HttpResponse:
    """What the project owes, by phase."""
    project = project_at(request, key)
    rows = Deliverable.objects.filter(project=project).select_related("project", "phase", "responsible").in_order()
    return render(request, "deliverables/list.html", {"project": project, "rows": rows})


@require_safe
@signed_in
def deliverable(request: PersonRequest, key: str) -> HttpResponse:
    found = deliverable_at(request, key)
    return render(request, "deliverables/deliverable.html", {"deliverable": found, "project": found.project})
