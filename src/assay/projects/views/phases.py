"""The phases of a project in time, and one of them: when, who, what it owes, how it ended."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.exit_forms import ExitForm, ReopenForm
from assay.projects.finding import editable_project_at, project_at
from assay.projects.models import ExitReasonNeeded, Phase, PhaseDone, PhaseNotDone, Project, QuestionsOpen
from assay.projects.owing import owed_by
from assay.projects.queries.phase_page import phase_page
from assay.projects.queries.timeline import phases_page
from assay.projects.views.workflow import add_phase
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def phases(request: PersonRequest, key: str) -> HttpResponse:
    """All phases on one line of time; who may edit the project adds one here."""
    if request.method == "POST":
        return add_phase(request, key)
    project = project_at(request, key)
    return render(request, "projects/phases.html", {"project": project, "page": phases_page(project)})


@require_safe
@signed_in
def phase(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Read a phase, a retired one too."""
    return _page(request, project_at(request, key), pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def phase_closure(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Ask the exit questions, and declare the phase done."""
    found = _editable(request, key, pk)
    form = ExitForm(request.POST if request.method == "POST" else None, phase=found)
    if not form.is_bound or not form.is_valid():
        return _exit(request, found, form, status=422 if form.is_bound else 200)
    try:
        found.declare_done(form.answers, reason=form.cleaned_data["reason"], by=request.person)
    except PhaseDone as error:
        return answer(request, redirect=_address(found), text=str(error))
    except QuestionsOpen as error:
        form.add_error(None, str(error))
        return _exit(request, found, form, status=422)
    except ExitReasonNeeded as error:
        form.add_error("reason", str(error))
        return _exit(request, found, form, status=422)
    return answer(request, redirect=_address(found), text=_("%(name)s is declared done.") % {"name": found.name})


@require_POST
@signed_in
def phase_reopening(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Say that the phase is not done after all."""
    found = _editable(request, key, pk)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, found.project, found.pk, reopen_form=form, status=422)
    try:
        found.reopen(because=form.cleaned_data["because"], by=request.person)
    except PhaseNotDone as error:
        return answer(request, redirect=_address(found), text=str(error))
    return answer(request, redirect=_address(found), text=_("%(name)s is open again.") % {"name": found.name})


def _editable(request: PersonRequest, key: str, pk: int) -> Phase:
    project = editable_project_at(request, key)
    return get_object_or_404(project.phases.present().select_related("project"), pk=pk)


def _page(
    request: PersonRequest, project: Project, pk: int, *, reopen_form: ReopenForm | None = None, status: int = 200
) -> HttpResponse:
    page = phase_page(project, pk, reader=request.person, request=request)
    if page is None:
        raise Http404
    context: dict[str, Any] = {
        "project": project,
        "phase": page.phase,
        "page": page,
        "reopen_form": reopen_form or ReopenForm(),
    }
    return render(request, "projects/phase.html", context, status=status)


def _exit(request: PersonRequest, phase: Phase, form: ExitForm, *, status: int) -> HttpResponse:
    owed = [one for one in owed_by([phase.pk]).get(phase.pk, []) if not one.is_settled]
    context = {"project": phase.project, "phase": phase, "form": form, "owed": owed}
    return render(request, "projects/phase_closure.html", context, status=status)


def _address(phase: Phase) -> str:
    return reverse("projects:phase", args=[phase.project.key, phase.pk])
