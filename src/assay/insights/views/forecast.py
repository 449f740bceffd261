"""When a project and its phases will be done, and what that rests on."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.insights.address import Address
from assay.insights.asked import Asked
from assay.insights.forecasts import drawn, saying
from assay.insights.forecasts.drawn import TARGET
from assay.insights.forecasts.page import forecast_page
from assay.insights.forecasts.shown import of_phase
from assay.insights.outlook.asking import way_so_far
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.web.charts import BurnUp, asked_file, chart_answer
from assay.web.messages import is_htmx


@require_safe
@signed_in
def forecast(request: PersonRequest, key: str) -> HttpResponse:
    """The forecast of a project; its address says `by`, `tries`, `drop`, `people` and `closed`."""
    project = project_at(request, key)
    if "as" in request.GET and request.GET.get("chart") != TARGET:
        return chart_answer(_burn_up(project), request.GET["as"])
    page = forecast_page(project, request.GET)
    chances = drawn.chances(page.way) if page.way else None
    if file := asked_file(request, [chances] if chances else []):
        return file
    context = {
        "project": project,
        "page": page,
        "say": saying,
        "burn_up": drawn.burn_up(page.outlook, page.course, project),
        "places": _places(project, request.path),
        "chances": chances,
    }
    return render(request, "insights/forecast.html", context, status=422 if page.form.errors else 200)


@require_safe
@signed_in
def phase_forecast(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """The forecast of a phase: a fragment that its page fetches, or a page without JavaScript."""
    project = project_at(request, key)
    phase = get_object_or_404(project.phases.select_related("project"), pk=pk)
    template = "insights/_phase_forecast.html" if is_htmx(request) else "insights/phase_forecast.html"
    context = {"project": project, "phase": phase, "say": saying} | of_phase(phase, request.person)
    return render(request, template, context)


def _places(project: Project, here: str) -> list[tuple[str, str, bool, str]]:
    """The pages of insights, this one shown."""
    return [(words, href, href == here, count) for words, href, _is, count in Address(project, Asked()).tabs]


def _burn_up(project: Project) -> BurnUp:
    return drawn.burn_up(*way_so_far(project), project)
