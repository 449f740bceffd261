"""The page of a project, and its history."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.handles import handles_in
from assay.activity.feed import page_of_project
from assay.kit.paging import BadCursor
from assay.notifications.watching import watching_of
from assay.projects.finding import project_at
from assay.projects.queries import below_of, overview_of
from assay.projects.readers import readers_of
from assay.web.errors import problem
from assay.web.messages import is_htmx


@require_safe
@signed_in
def overview(request: PersonRequest, key: str) -> HttpResponse:
    project = project_at(request, key)
    page = overview_of(project, request=request, reader=request.person)
    watching = {
        "watching": watching_of(project.subject, request.person),
        "watched": {"kind": "project", "name": project.key},
    }
    return render(request, "projects/overview.html", {"project": project, "page": page} | watching)


@require_safe
@signed_in
def mentionable(request: PersonRequest, key: str) -> JsonResponse:
    """Whom a text of this project can name: everybody who may see it, with their handles."""
    project = project_at(request, key)
    handles = handles_in(project.workspace_id)
    people = [(person.name, handles.get(person.pk)) for person in readers_of(project)]
    return JsonResponse({"people": [{"name": name, "handle": handle} for name, handle in people if handle]})


@require_safe
@signed_in
def below(request: PersonRequest, key: str) -> HttpResponse:
    """The lower half of the overview: a fragment that it fetches, or a page without JavaScript."""
    project = project_at(request, key)
    found = below_of(project, request=request, reader=request.person)
    template = "projects/_below.html" if is_htmx(request) else "projects/below.html"
    return render(request, template, {"project": project, "below": found})


@require_safe
@signed_in
def activity(request: PersonRequest, key: str) -> HttpResponse:
    project = project_at(request, key)
    cursor = request.GET.get("cursor", "")
    try:
        page = page_of_project(project.pk, reader=request.person, cursor=cursor)
    except BadCursor as error:
        return problem(request, 400, message=str(error))
    context = {"project": project, "page": page, "is_first": not cursor}
    return render(request, "projects/activity.html", context)
