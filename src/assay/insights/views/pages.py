"""Insights: the flow of work and what the team learned, of a project or of all that the reader may see."""

from typing import get_args

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.insights.address import Address
from assay.insights.look import Look
from assay.insights.sections.lanes import in_lanes
from assay.insights.sections.rendering import Page
from assay.insights.sections.section import Area, Tab, section_named
from assay.insights.views.looking import form_of, look_of
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.web.charts import chart_answer


@require_safe
@signed_in
def flow(request: PersonRequest) -> HttpResponse:
    return _page(request, "flow", None)


@require_safe
@signed_in
def phases(request: PersonRequest) -> HttpResponse:
    """Over all projects: how long each of them has taken."""
    return _page(request, "phases", None)


@require_safe
@signed_in
def team(request: PersonRequest) -> HttpResponse:
    return _page(request, "team", None)


@require_safe
@signed_in
def flow_of_project(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, "flow", project_at(request, key))


@require_safe
@signed_in
def phases_of_project(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, "phases", project_at(request, key))


@require_safe
@signed_in
def team_of_project(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, "team", project_at(request, key))


@require_safe
@signed_in
def models(request: PersonRequest) -> HttpResponse:
    return _page(request, "models", None)


@require_safe
@signed_in
def models_of_project(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, "models", project_at(request, key))


def _page(request: PersonRequest, tab: Tab, project: Project | None) -> HttpResponse:
    form = form_of(request.GET, project)
    look = look_of(request.person, form, project)
    if "as" in request.GET:
        return _file(request, look)
    address = Address(project, look.asked, tab)
    page = Page(look, address)
    parts = {area: page.parts(area) for area in get_args(Area)}
    lanes = in_lanes(parts["charts"])
    context = {"look": look, "form": form, "parts": parts, "lanes": lanes, "address": address, "project": project}
    return render(request, "insights/insights.html", context)


def _file(request: PersonRequest, look: Look) -> HttpResponse:
    """One chart as a file: `?chart=cycle-time&as=png`."""
    section = section_named(request.GET.get("chart", ""))
    told = section.context(look) if section else None
    if not told or "chart" not in told:
        raise Http404
    return chart_answer(told["chart"], request.GET["as"])
