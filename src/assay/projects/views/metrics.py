"""The metrics of a project: what each means, which way is better, and where it must get."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.finding import editable_project_at, project_at
from assay.projects.metric_forms import MetricForm
from assay.projects.models import MetricDefinition, MetricTaken, Project
from assay.web.errors import problem
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def metrics(request: PersonRequest, key: str) -> HttpResponse:
    """All definitions; a new one is posted here."""
    project = project_at(request, key)
    if request.method != "POST":
        return _page(request, project)
    require(project.can_be_edited_by(request.person))
    form = MetricForm(request.POST)
    if form.is_valid():
        try:
            made = MetricDefinition.add(project, form.facts, by=request.person)
        except MetricTaken as error:
            form.add_error("metric", str(error))
        else:
            return answer(request, redirect=_address(made), text=_("%(metric)s is defined.") % {"metric": made})
    return _page(request, project, form=form, status=422)


@require_POST
@signed_in
def metric(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Edit a definition. When somebody was faster, both are shown and the second save wins."""
    found = _present(request, key, pk)
    form = MetricForm.of(found, request.POST)
    if not form.is_valid():
        return _page(request, found.project, editing=(found, form), status=422)
    try:
        found.edit(form.facts, version=form.cleaned_data["version"] or found.version, by=request.person)
    except EditedMeanwhile as conflict:
        typed = request.POST.copy()
        typed["version"] = str(found.version)
        kept = MetricForm.of(found, typed)
        kept.add_error(None, str(conflict))
        return _page(request, found.project, editing=(found, kept), status=409)
    except MetricTaken as error:
        form.add_error("metric", str(error))
        return _page(request, found.project, editing=(found, form), status=422)
    return answer(request, redirect=_address(found), text=_("Saved."))


@require_POST
@signed_in
def metric_retirement(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Take the definition out of use."""
    found = _present(request, key, pk)
    found.retire(by=request.person)
    undo = reverse("projects:metric_return", args=[found.project.key, found.pk])
    text = _("%(metric)s is retired.") % {"metric": found}
    return answer(request, redirect=_address(found), text=text, undo=undo)


@require_POST
@signed_in
def metric_return(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Use a retired definition again."""
    project = editable_project_at(request, key)
    found = get_object_or_404(project.metrics.retired().select_related("project"), pk=pk)
    try:
        found.bring_back(by=request.person)
    except MetricTaken as error:
        return problem(request, 409, message=str(error))
    return answer(request, redirect=_address(found), text=_("%(metric)s is back.") % {"metric": found})


def _present(request: PersonRequest, key: str, pk: int) -> MetricDefinition:
    project = editable_project_at(request, key)
    return get_object_or_404(project.metrics.present().select_related("project"), pk=pk)


def _page(
    request: PersonRequest,
    project: Project,
    *,
    form: MetricForm | None = None,
    editing: tuple[MetricDefinition, MetricForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `editing` is the definition whose form stands open, with what is wrong in it."""
    opened = {editing[0].pk: editing[1]} if editing else {}
    known = list(MetricDefinition.objects.filter(project=project).in_order())
    present = [one for one in known if one.retired_at is None]
    context: dict[str, Any] = {
        "project": project,
        "can_edit": project.can_be_edited_by(request.person),
        "rows": [(one, opened.get(one.pk) or MetricForm.of(one)) for one in present],
        "retired": [one for one in known if one.retired_at is not None],
        "form": form or MetricForm(),
        "has_primary": any(one.is_primary for one in present),
    }
    return render(request, "projects/metrics.html", context, status=status)


def _address(metric: MetricDefinition) -> str:
    return reverse("projects:metrics", args=[metric.project.key]) + f"#metric-{metric.pk}"
