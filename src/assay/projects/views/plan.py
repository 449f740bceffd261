"""The plan of a project: read, written as a draft, agreed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.finding import editable_project_at, project_at
from assay.projects.models import (
    BadPlan,
    DraftThere,
    NothingPlanned,
    NotInWorkspace,
    PlanAgreed,
    PlanReasonNeeded,
    PlanVersion,
    Project,
)
from assay.projects.plan_forms import PlanForm, ReasonForm, VersionForm
from assay.projects.planning import plan_read
from assay.projects.planning.estimates import estimate_chart
from assay.projects.planning.measured import cases_of
from assay.projects.queries.plan import plan_page
from assay.web.charts import asked_file
from assay.web.errors import problem
from assay.web.messages import answer


@require_safe
@signed_in
def plan(request: PersonRequest, key: str) -> HttpResponse:
    """The plan in force, or the `version` asked for, compared with the one before or with `against`.

    `?chart=estimates&as=png`, svg or csv: what phases took beside their estimates, as a file.
    """
    project = project_at(request, key)
    charts = [estimate_chart(cases_of(project))] if "as" in request.GET else []
    return asked_file(request, charts) or _page(request, project)


@require_POST
@signed_in
def plan_versions(request: PersonRequest, key: str) -> HttpResponse:
    """Begin a draft: the first one from the usual weeks, a later one from the plan in force, with a reason."""
    project = _writable(request, key)
    form = ReasonForm(request.POST)
    form.fields["reason"].required = project.plans.in_force().exists()
    if not form.is_valid():
        return _page(request, project, reason_form=form, status=422)
    try:
        PlanVersion.begin(project, reason=form.cleaned_data["reason"], by=request.person)
    except DraftThere as error:
        return answer(request, redirect=_draft(project), text=str(error))
    except PlanReasonNeeded as error:
        form.add_error("reason", str(error))
        return _page(request, project, reason_form=form, status=422)
    return answer(request, redirect=_draft(project))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_draft(request: PersonRequest, key: str) -> HttpResponse:
    """Write the draft. When somebody was faster, what they saved is shown beside it and the next save counts."""
    project = _writable(request, key)
    draft = _draft_of(project)
    form = _form(request.POST if request.method == "POST" else None, draft)
    if not form.is_bound or not form.is_valid():
        return _editor(request, draft, form, status=422 if form.is_bound else 200)
    if "preview" in request.POST:  # without JavaScript
        return _editor(request, draft, form, status=200)
    try:
        draft.edit(form.facts, version=form.cleaned_data["version"], by=request.person)
    except EditedMeanwhile as conflict:
        return _editor(request, draft, _on_top(request, draft, conflict), status=409, theirs=plan_read(draft))
    except (BadPlan, NotInWorkspace) as error:
        form.add_error(None, str(error))
        return _editor(request, draft, form, status=422)
    except PlanAgreed as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=f"{_plan(project)}?version={draft.number}", text=_("Saved."))


@require_POST
@signed_in
def plan_agreement(request: PersonRequest, key: str) -> HttpResponse:
    """Agree the draft as it was read."""
    project = editable_project_at(request, key)
    draft, form = _draft_of(project), VersionForm(request.POST)
    if not form.is_valid():
        return problem(request, 422)
    try:
        draft.agree(version=form.cleaned_data["version"], by=request.person)
    except (EditedMeanwhile, NothingPlanned, PlanAgreed) as error:
        return _page(request, project, version=str(draft.number), refused=str(error), status=409)
    text = _("Version %(number)s is the plan now.") % {"number": draft.number}
    return answer(request, redirect=_plan(project), text=text)


@require_POST
@signed_in
def plan_removal(request: PersonRequest, key: str) -> HttpResponse:
    """Throw the draft away."""
    project = _writable(request, key)
    draft = _draft_of(project)
    try:
        draft.discard(by=request.person)
    except PlanAgreed as error:
        return problem(request, 409, message=str(error))
    undo = reverse("projects:plan_return", args=[project.key, draft.pk])
    return answer(request, redirect=_plan(project), text=_("The draft is thrown away."), undo=undo)


@require_POST
@signed_in
def plan_return(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Take a draft back that was thrown away."""
    project = _writable(request, key)
    found = get_object_or_404(project.plans.exclude(discarded_at=None), pk=pk)
    try:
        found.bring_back(by=request.person)
    except PlanAgreed as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=f"{_plan(project)}?version={found.number}", text=_("The draft is back."))


def _writable(request: PersonRequest, key: str) -> Project:
    project = project_at(request, key)
    require(request.person.can_write)
    return project


def _draft_of(project: Project) -> PlanVersion:
    return get_object_or_404(project.plans.drafts().select_related("project", "begun_by"))


def _form(data: Any, draft: PlanVersion) -> PlanForm:
    return PlanForm(data, plan=draft, phases=draft.project.phases.present().in_order())


def _on_top(request: PersonRequest, draft: PlanVersion, conflict: EditedMeanwhile) -> PlanForm:
    """Keep what was typed; the next save then stands on what is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(draft.version)
    form = _form(typed, draft)
    form.is_valid()
    form.add_error(None, str(conflict))
    return form


def _page(
    request: PersonRequest,
    project: Project,
    *,
    reason_form: ReasonForm | None = None,
    version: str = "",
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    asked, against = version or request.GET.get("version", ""), request.GET.get("against", "")
    page = plan_page(project, reader=request.person, version=asked, against=against)
    context = {"project": project, "page": page, "reason_form": reason_form or ReasonForm(), "refused": refused}
    return render(request, "projects/plan.html", context, status=status)


def _editor(
    request: PersonRequest, draft: PlanVersion, form: PlanForm, *, status: int, theirs: Any = None
) -> HttpResponse:
    context = {"project": draft.project, "draft": draft, "form": form, "theirs": theirs, "read": plan_read(draft)}
    return render(request, "projects/plan_draft.html", context, status=status)


def _plan(project: Project) -> str:
    return reverse("projects:plan", args=[project.key])


def _draft(project: Project) -> str:
    return reverse("projects:plan_draft", args=[project.key])
