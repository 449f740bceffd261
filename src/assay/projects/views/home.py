"""The start of everything: what stands on the first page before there is a project to show on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.choosing import offered_to
from assay.projects.forms import NewProjectForm


@require_safe
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """Offer three ways to begin. `assay.portfolio` answers at this address first, and shows this when it is empty."""
    workflows = offered_to(request.person)
    form = NewProjectForm(reader=request.person, workflows=workflows)
    return render(request, "projects/first.html", {"form": form, "workflows": workflows})
