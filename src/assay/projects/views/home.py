"""The list of projects: where everybody arrives."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.queries import project_rows
from assay.projects.workflows import SIX_PHASES, workflow_named


@require_safe
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    rows = project_rows(request.person)
    if rows:
        return render(request, "projects/home.html", {"rows": rows})
    return render(request, "projects/first.html", {"workflow": workflow_named(SIX_PHASES)})
