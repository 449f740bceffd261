"""What was decided of a project: the log, one decision, and taking one back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.paging import BadCursor, newest_first
from assay.projects.fact_forms import DecisionForm, RevocationForm
from assay.projects.finding import editable_project_at, project_at
from assay.projects.models import Decision, Project, WhatNeeded
from assay.web.errors import problem
from assay.web.messages import answer

_ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decisions(request: PersonRequest, key: str) -> HttpResponse:
    """The log, newest first; by POST one more."""
    project = project_at(request, key)
    if request.method != "POST":
        return _log(request, project, DecisionForm())
    require(project.can_be_edited_by(request.person))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _log(request, project, form, status=422)
    try:
        Decision.record(project, **form.cleaned_data, by=request.person)
    except WhatNeeded as error:
        form.add_error("what", str(error))
        return _log(request, project, form, status=422)
    return answer(request, redirect=_address(project), text=_("Recorded."))


@require_safe
@signed_in
def decision(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    project = project_at(request, key)
    return _page(request, project, _found(project, pk), RevocationForm())


@require_POST
@signed_in
def revocation(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Take a decision back; it stays readable with the reason."""
    project = editable_project_at(request, key)
    found = _found(project, pk)
    form = RevocationForm(request.POST)
    if not form.is_valid():
        return _page(request, project, found, form, status=422)
    found.revoke(**form.cleaned_data, by=request.person)
    here = reverse("projects:decision", args=[project.key, found.pk])
    return answer(request, redirect=here, text=_("Revoked."))


def _found(project: Project, pk: int) -> Decision:
    return get_object_or_404(project.decisions.with_people(), pk=pk)


def _log(request: PersonRequest, project: Project, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    cursor = request.GET.get("cursor", "")
    try:
        page = newest_first(project.decisions.with_people(), cursor=cursor, size=_ON_A_PAGE)
    except BadCursor as error:
        return problem(request, 400, message=str(error))
    more = {"page": page, "is_first": not cursor, "form": form, "is_open": form.is_bound or "new" in request.GET}
    return _shown(request, "projects/decisions.html", project, more, status=status)


def _page(
    request: PersonRequest, project: Project, decision: Decision, form: RevocationForm, *, status: int = 200
) -> HttpResponse:
    return _shown(request, "projects/decision.html", project, {"one": decision, "form": form}, status=status)


def _shown(
    request: PersonRequest, template: str, project: Project, more: dict[str, Any], *, status: int
) -> HttpResponse:
    context = {"project": project, "can_decide": project.can_be_edited_by(request.person)}
    return render(request, template, context | more, status=status)


def _address(project: Project) -> str:
    return reverse("projects:decisions", args=[project.key])
