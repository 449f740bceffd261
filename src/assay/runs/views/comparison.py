"""Runs side by side."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.clock import now
from assay.projects.queries import definitions_of
from assay.pure.metrics import NOTHING_DEFINED
from assay.runs.chart_files import asked_curves
from assay.runs.columns import PICKS
from assay.runs.comparison_forms import ComparisonForm
from assay.runs.models import Run
from assay.runs.queries.comparison import OVER, comparison_of
from assay.web.errors import problem


@require_safe
@signed_in
def comparison(request: PersonRequest) -> HttpResponse:
    """Up to a hundred runs by their numbers; one that is not there for this person is a 404."""
    form = ComparisonForm(request.GET)
    status = 200 if form.is_valid() else 422
    if "runs" in form.errors:
        return problem(request, status, message=str(form.errors["runs"][0]))
    runs = _runs(request, form.cleaned_data["runs"])
    projects = {run.task.project for run in runs if run.task}
    definitions = NOTHING_DEFINED
    if len(projects) == 1 and all(run.task for run in runs):
        project = request.project = projects.pop()  # type: ignore[attr-defined]
        definitions = definitions_of(project.pk)
    found = comparison_of(runs, form.asked, at=now(), definitions=definitions)
    if file := asked_curves(request, found.charts):
        return file
    context = {
        "form": form,
        "asked": form.asked,
        "found": found,
        "numbers": [run.number for run in runs],
        "picks": PICKS,
        "over": OVER,
    }
    return render(request, "runs/comparison.html", context, status=status)


def _runs(request: PersonRequest, numbers: list[int]) -> list[Run]:
    """The runs in the order asked for."""
    runs = Run.objects.visible_to(request.person).select_related("task__project", "person", "group")
    found = {run.number: run for run in runs.filter(number__in=numbers)}
    if len(found) < len(numbers):
        raise Http404
    return [found[number] for number in numbers]
