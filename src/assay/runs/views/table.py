"""The table of a project's runs: to look at, to save as CSV, and under names."""

from typing import cast

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.projects.finding import project_at
from assay.runs.columns import PICKS
from assay.runs.models import SavedView
from assay.runs.queries import runs_of_task
from assay.runs.queries.table import can_group, exported, known_keys, runs_of_project
from assay.runs.table_forms import TableForm, ViewForm
from assay.runs.views.links import TableAddress, links_of
from assay.tasks.finding import task_at
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx

MOST_WORDS = 200


@require_safe
@signed_in
def of_project(request: PersonRequest, key: str) -> HttpResponse:
    """The runs of a project's tasks; htmx gets the table alone."""
    project = project_at(request, key)
    form = TableForm(request.GET, project=project, reader=request.person)
    status = 200 if form.is_valid() else 422
    asked = form.asked
    table = runs_of_project(project, reader=request.person, asked=asked, at=now())
    context = {
        "project": project,
        "table": table,
        "form": form,
        "asked": asked,
        "here": TableAddress(project.key, request.GET),
        "groupable": [one for one in table.columns if can_group(one)],
        "picks": PICKS,
        **links_of(request),
    }
    template = "runs/_table.html" if is_htmx(request) else "runs/of_project.html"
    return render(request, template, context, status=status)


@require_safe
@signed_in
def as_csv(request: PersonRequest, key: str) -> HttpResponse:
    """The same runs and columns as a file."""
    project = project_at(request, key)
    form = TableForm(request.GET, project=project, reader=request.person)
    if not form.is_valid():
        told = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return problem(request, 422, message=told)
    lines = exported(project, reader=request.person, asked=form.asked, at=now())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="runs-{project.key}.csv"'
    response.headers["Cache-Control"] = "private, no-cache"
    # Django's stubs know no streamed answer as a HttpResponse; to everybody else it is one.
    return cast("HttpResponse", response)


@require_safe
@signed_in
def keys(request: PersonRequest, key: str) -> HttpResponse:
    """The names that a filter can hold, for completion."""
    project = project_at(request, key)
    known = known_keys(
        project, reader=request.person, words=request.GET.get("words", "")[:MOST_WORDS].replace("\0", "")
    )
    names = [f"metrics.{one}" for one in known.metrics] + [f"params.{one}" for one in known.params]
    return JsonResponse({"names": names + [f"tags.{one}" for one in known.tags]})


@require_safe
@signed_in
def of_task(request: PersonRequest, key: str) -> HttpResponse:
    """The runs on the page of a task, fetched again while they log; else the table of its project."""
    task = task_at(request, key)
    if not is_htmx(request):
        return redirect(f"{reverse('runs:of_project', args=[task.project.key])}?task={task.key}")
    context = {"task": task, "runs": runs_of_task(task, request.person, at=now())}
    return render(request, "runs/_of_task.html", context)


@require_POST
@signed_in
def saved_views(request: PersonRequest, key: str) -> HttpResponse:
    """Save what the table shows under a name, for everybody who sees the project."""
    project = project_at(request, key)
    require(request.person.can_write)
    form = ViewForm(request.POST)
    if not form.is_valid():
        told = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return problem(request, 422, message=told)
    view = TableAddress.back(project.key, form.cleaned_data["query"])
    SavedView.keep(project, name=form.cleaned_data["name"], query=view.view, by=request.person, at=now())
    return answer(
        request, redirect=view.whole, text=_("Saved the view “%(name)s”.") % {"name": form.cleaned_data["name"]}
    )


@require_POST
@signed_in
def saved_view(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Take a saved view away; the runs stay."""
    project = project_at(request, key)
    view = get_object_or_404(SavedView.objects.visible_to(request.person).filter(project=project), pk=pk)
    require(request.person.can_write)
    view.delete()
    said = _("Removed the view “%(name)s”.") % {"name": view.name}
    return answer(request, redirect=reverse("runs:of_project", args=[project.key]), text=said)
