"""One phase of a project in its settings: what it is, its place, whether it is there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.finding import editable_project_at
from assay.projects.models import LastPhase, NameTaken, Phase
from assay.projects.occupants import occupants
from assay.projects.workflow_forms import PhaseForm, PlaceForm
from assay.web.errors import problem
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def phase_facts(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Edit a phase. When somebody was faster, both texts are shown and the second save wins."""
    found = _present(request, key, pk)
    form = PhaseForm.of(found, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, found, form, status=422 if form.is_bound else 200)
    try:
        found.edit(form.facts, version=form.cleaned_data["version"] or found.version, by=request.person)
    except EditedMeanwhile as conflict:
        return _page(request, found, _on_top(request, found, conflict), status=409, theirs=found)
    except NameTaken as error:
        form.add_error("name", str(error))
        return _page(request, found, form, status=422)
    return answer(request, redirect=_workflow(found), text=_("Saved."))


@require_POST
@signed_in
def phase_position(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    found = _present(request, key, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return problem(request, 422)
    found.place_at(form.cleaned_data["position"], by=request.person)
    return answer(request, redirect=_workflow(found))


@require_POST
@signed_in
def phase_retirement(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Take the phase out of all choices; tasks that have it keep it."""
    found = _present(request, key, pk)
    try:
        found.retire(by=request.person)
    except LastPhase as error:
        form = PhaseForm.of(found)
        return _page(request, found, form, status=409, refused=str(error))
    text = _("%(name)s is retired.") % {"name": found.name}
    undo = reverse("projects:phase_return", args=[found.project.key, found.pk])
    return answer(request, redirect=_workflow(found), text=text, undo=undo)


@require_POST
@signed_in
def phase_return(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Offer a retired phase again."""
    project = editable_project_at(request, key)
    found = get_object_or_404(project.phases.retired(), pk=pk)
    try:
        found.bring_back(by=request.person)
    except NameTaken as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=_workflow(found), text=_("%(name)s is back.") % {"name": found.name})


def _present(request: PersonRequest, key: str, pk: int) -> Phase:
    project = editable_project_at(request, key)
    return get_object_or_404(project.phases.present().select_related("project"), pk=pk)


def _on_top(request: PersonRequest, phase: Phase, conflict: EditedMeanwhile) -> PhaseForm:
    """Keep what was typed; the next save then stands on what is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(phase.version)
    form = PhaseForm(typed)
    form.add_error(None, str(conflict))
    return form


def _page(request: PersonRequest, phase: Phase, form: PhaseForm, *, status: int, **more: Any) -> HttpResponse:
    count = occupants().counts_by_phase([phase.pk]).get(phase.pk, 0)
    context = {"project": phase.project, "phase": phase, "form": form, "count": count, "theirs": None, "refused": ""}
    return render(request, "projects/phase_facts.html", context | more, status=status)


def _workflow(phase: Phase) -> str:
    return reverse("projects:workflow", args=[phase.project.key]) + "#phases"
