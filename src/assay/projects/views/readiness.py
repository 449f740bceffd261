"""Whether data and machines are ready: short checks that the team answers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.projects.fact_forms import CheckForm, NewCheckForm
from assay.projects.finding import project_at
from assay.projects.models import CheckTaken, Project, ReadinessCheck, TooManyChecks
from assay.projects.queries.state import readiness_of
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def checks(request: PersonRequest, key: str) -> HttpResponse:
    """All checks with their answers; by POST one more."""
    project = project_at(request, key)
    if request.method != "POST":
        return _page(request, project, NewCheckForm())
    require(request.person.can_write)
    form = NewCheckForm(request.POST)
    if not form.is_valid():
        return _page(request, project, form, status=422)
    try:
        ReadinessCheck.add(project, **form.cleaned_data, by=request.person)
    except (CheckTaken, TooManyChecks) as error:
        form.add_error("name", str(error))
        return _page(request, project, form, status=409)
    return answer(request, redirect=_list(project), text=_("Added."))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def check(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """One check, as a form."""
    project, found = _to_answer(request, key, pk)
    if is_htmx(request) and "shown" in request.GET:
        return render(request, "projects/_check.html", _row(project, found))
    form = CheckForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        found.reply(**form.cleaned_data, by=request.person)
        return answer(request, redirect=_list(project), template="projects/_check.html", context=_row(project, found))
    template = "projects/_check_form.html" if is_htmx(request) else "projects/check.html"
    return render(request, template, _row(project, found) | {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def removal(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Ask this no more."""
    project, found = _to_answer(request, key, pk)
    found.drop(by=request.person)
    undo = reverse("projects:check_return", args=[project.key, found.pk])
    text = _("%(name)s is asked no more.") % {"name": found.name}
    return answer(request, redirect=_list(project), text=text, undo=undo)


@require_POST
@signed_in
def return_(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Ask a dropped check again."""
    project = project_at(request, key)
    require(request.person.can_write)
    try:
        get_object_or_404(project.readiness_checks, pk=pk).bring_back(by=request.person)
    except (CheckTaken, TooManyChecks) as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=_list(project))


def _to_answer(request: PersonRequest, key: str, pk: int) -> tuple[Project, ReadinessCheck]:
    project = project_at(request, key)
    require(request.person.can_write)
    asked = project.readiness_checks.present().select_related("answered_by", "project")
    return project, get_object_or_404(asked, pk=pk)


def _page(request: PersonRequest, project: Project, form: NewCheckForm, *, status: int = 200) -> HttpResponse:
    context = {"project": project, "areas": readiness_of(project), "form": form, "can_answer": request.person.can_write}
    return render(request, "projects/readiness.html", context, status=status)


def _row(project: Project, check: ReadinessCheck) -> dict[str, Any]:
    return {"project": project, "check": check, "can_answer": True}


def _list(project: Project) -> str:
    return reverse("projects:readiness", args=[project.key])
