"""How long phases really take here: per kind of phase, over all projects that the reader sees."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.planning.measured import kinds_measured


@require_safe
@signed_in
def phase_lengths(request: PersonRequest) -> HttpResponse:
    return render(request, "projects/phase_lengths.html", {"kinds": kinds_measured(request.person)})
