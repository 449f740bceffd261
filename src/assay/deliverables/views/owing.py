"""The facts of a deliverable, its place, and whether it is needed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.deliverables.finding import deliverable_at, deliverable_to_change
from assay.deliverables.forms import FactsForm, ReasonForm
from assay.deliverables.models import Deliverable
from assay.deliverables.views.refusing import done, refused, refusing
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.workflow_forms import PlaceForm
from assay.web.errors import problem
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def facts(request: PersonRequest, key: str) -> HttpResponse:
    """Edit the facts. When somebody was faster, what was typed is kept and the second save wins."""
    found = deliverable_at(request, key)
    require(request.person.can_write)
    if request.method != "POST":
        return _page(request, found, FactsForm(project=found.project, now_in=found.phase_id, initial=_first(found)))
    form = FactsForm(request.POST, project=found.project, now_in=found.phase_id)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        found.edit(form.facts, version=form.cleaned_data["version"] or found.version, by=request.person)
    except EditedMeanwhile as conflict:
        form.add_error(None, str(conflict))
        return _page(request, deliverable_at(request, key), form, status=409)
    found.move_to(form.cleaned_data["phase"], by=request.person)
    return done(request, found, _("Saved"))


@require_POST
@signed_in
def position(request: PersonRequest, key: str) -> HttpResponse:
    """Put it at another place of its phase."""
    found, form = deliverable_to_change(request.person, key), PlaceForm(request.POST)
    if not form.is_valid():
        return problem(request, 422)
    found.place_at(form.cleaned_data["position"], by=request.person)
    return answer(request, redirect=reverse("deliverables:list", args=[found.project.key]))


@require_POST
@signed_in
@refusing
def waiver(request: PersonRequest, key: str) -> HttpResponse:
    """Say that it is not needed."""
    found, form = deliverable_to_change(request.person, key), ReasonForm(request.POST)
    if not form.is_valid():
        return refused(request, key, _("Say in a line why it is not needed."), status=422)
    found.waive(reason=form.cleaned_data["reason"], by=request.person)
    undo = reverse("deliverables:waiver-removal", args=[found.key])
    redirect = reverse("deliverables:deliverable", args=[found.key])
    return answer(request, redirect=redirect, text=_("Marked as not needed"), undo=undo)


@require_POST
@signed_in
def waiver_removal(request: PersonRequest, key: str) -> HttpResponse:
    """Want it after all."""
    found = deliverable_to_change(request.person, key)
    found.want(by=request.person)
    return done(request, found, _("It is needed again"))


def _first(found: Deliverable) -> dict[str, Any]:
    facts = vars(found.facts)
    return {**facts, "responsible": found.responsible_id, "phase": found.phase_id, "version": found.version}


def _page(request: PersonRequest, found: Deliverable, form: FactsForm, *, status: int = 200) -> HttpResponse:
    context = {"deliverable": found, "project": found.project, "form": form}
    return render(request, "deliverables/facts.html", context, status=status)
