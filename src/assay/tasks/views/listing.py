"""Tasks as a table, of one project or of all; what its filter can be completed with."""

from typing import cast

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.clock import now
from assay.projects.finding import project_at
from assay.projects.models import ColumnState
from assay.tasks.filtering import TaskFilter
from assay.tasks.filtering.offers import offers
from assay.tasks.icons import KIND_ICONS
from assay.tasks.keys import TaskKind
from assay.tasks.queries import Scope
from assay.tasks.queries.task_list import HEADS, ListLook, exported, task_list
from assay.web.errors import problem
from assay.web.messages import is_htmx

MOST_WORDS = 80


@require_safe
@signed_in
def task_table(request: PersonRequest, key: str) -> HttpResponse:
    """The tasks of a project that fit; htmx gets the table alone."""
    return _table(request, Scope(request.person, project_at(request, key)))


@require_safe
@signed_in
def task_table_everywhere(request: PersonRequest) -> HttpResponse:
    """The tasks of all projects that the person may see."""
    return _table(request, Scope(request.person))


@require_safe
@signed_in
def tasks_as_csv(request: PersonRequest, key: str) -> HttpResponse:
    """The same tasks as a file."""
    return _csv(request, Scope(request.person, project_at(request, key)))


@require_safe
@signed_in
def tasks_as_csv_everywhere(request: PersonRequest) -> HttpResponse:
    return _csv(request, Scope(request.person))


@require_safe
@signed_in
def filter_offers(request: PersonRequest, key: str) -> HttpResponse:
    """Keys and values for a filter, for completion."""
    return _offers(request, Scope(request.person, project_at(request, key)))


@require_safe
@signed_in
def filter_offers_everywhere(request: PersonRequest) -> HttpResponse:
    return _offers(request, Scope(request.person))


def _table(request: PersonRequest, scope: Scope) -> HttpResponse:
    look = _look(request, scope)
    shown = task_list(scope.tasks, look, reader=request.person, at=now())
    context = {
        "scope": scope,
        "project": scope.project,
        "list": shown,
        "look": look,
        "wanted": look.filter,
        "here": look.path,
        "heads": HEADS,
        "icons": KIND_ICONS,
        "kinds": TaskKind.choices,
        "states": ColumnState.choices,
    }
    template = "tasks/_table.html" if is_htmx(request) else "tasks/table.html"
    return render(request, template, context, status=422 if look.filter.errors else 200)


def _csv(request: PersonRequest, scope: Scope) -> HttpResponse:
    look = _look(request, scope)
    if look.filter.errors:
        return problem(request, 422, message=" ".join(one.message for one in look.filter.errors))
    lines = exported(scope.tasks, look, reader=request.person, at=now())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"tasks-{scope.project.key}.csv" if scope.project else "tasks.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    # Django's stubs know no streamed answer as a HttpResponse; to everybody else it is one.
    return cast("HttpResponse", response)


def _offers(request: PersonRequest, scope: Scope) -> HttpResponse:
    key, words = request.GET.get("key", ""), request.GET.get("words", "")[:MOST_WORDS]
    return JsonResponse({"keys": offers(request.person, scope.project, key=key, words=words)})


def _look(request: PersonRequest, scope: Scope) -> ListLook:
    wanted = TaskFilter.read(request.GET.get("filter", ""), reader=request.person, project=scope.project, at=now())
    return ListLook.of(request.GET, wanted, scope.to("list"))
