"""The list of projects: where everybody arrives. Before the first project it is the start of everything."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.choosing import offered_to
from assay.projects.forms import NewProjectForm
from assay.projects.queries import project_rows


@require_safe
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    rows = project_rows(request.person)
    if rows:
        return render(request, "projects/home.html", {"rows": rows})
    workflows = offered_to(request.person)
    form = NewProjectForm(reader=request.person, workflows=workflows)
    return render(request, "projects/first.html", {"form": form, "workflows": workflows})
