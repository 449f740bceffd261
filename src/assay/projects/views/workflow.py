"""The way a project works: one page of its settings, and adding to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.finding import editable_project_at
from assay.projects.models import LabelTaken, NameTaken, PhaseFacts, Project, TooManyColumns
from assay.projects.planting import kind_names
from assay.projects.queries import workflow_page
from assay.projects.workflow_forms import ColumnForm, LabelForm, NewPhaseForm
from assay.web.messages import answer


@require_safe
@signed_in
def workflow(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, editable_project_at(request, key))


@require_POST
@signed_in
def columns(request: PersonRequest, key: str) -> HttpResponse:
    project = editable_project_at(request, key)
    form = ColumnForm(request.POST)
    if form.is_valid():
        try:
            project.add_column(**form.cleaned_data, by=request.person)
        except (NameTaken, TooManyColumns) as error:
            form.add_error("name", str(error))
        else:
            return _added(request, project, "columns")
    return _page(request, project, column_form=form)


def add_phase(request: PersonRequest, key: str) -> HttpResponse:
    """Add a phase by its name; the rest is written on its own page."""
    project = editable_project_at(request, key)
    form = NewPhaseForm(request.POST)
    if form.is_valid():
        try:
            phase = project.add_phase(PhaseFacts(**form.cleaned_data), by=request.person)
        except NameTaken as error:
            form.add_error("name", str(error))
        else:
            text = _("Phase %(name)s added. Say what it is for.") % {"name": phase.name}
            return answer(request, redirect=reverse("projects:phase_facts", args=[project.key, phase.pk]), text=text)
    return _page(request, project, phase_form=form)


@require_POST
@signed_in
def labels(request: PersonRequest, key: str) -> HttpResponse:
    project = editable_project_at(request, key)
    form = LabelForm(request.POST)
    if form.is_valid():
        try:
            project.add_label(**form.cleaned_data, by=request.person)
        except LabelTaken as error:
            form.add_error("name", str(error))
        else:
            return _added(request, project, "labels")
    return _page(request, project, label_form=form)


def _added(request: PersonRequest, project: Project, place: str) -> HttpResponse:
    return answer(request, redirect=reverse("projects:workflow", args=[project.key]) + f"#{place}")


def _page(request: PersonRequest, project: Project, **given: Any) -> HttpResponse:
    context = {
        "project": project,
        "page": workflow_page(project),
        "kinds": kind_names(),
        "column_form": given.get("column_form") or ColumnForm(),
        "phase_form": given.get("phase_form") or NewPhaseForm(),
        "label_form": given.get("label_form") or LabelForm(),
    }
    return render(request, "projects/workflow.html", context, status=422 if given else 200)
