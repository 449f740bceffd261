"""What helps while a plan is written: how its lines are understood, names that complete, runs to beat."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Person
from assay.experiments.baselines import baseline_of
from assay.experiments.forms.fields import run_number
from assay.experiments.lines import BadLines, read_numbers
from assay.experiments.models import Experiment
from assay.experiments.queries.baseline_offers import found_baselines
from assay.experiments.queries.known_splits import notes_on_splits
from assay.experiments.queries.line_notes import explained, notes_on_metrics
from assay.experiments.queries.line_readings import readings_of
from assay.experiments.views.finding import task_of_experiment
from assay.projects.finding import project_at
from assay.projects.metric_words import metric_in_words
from assay.projects.queries import definitions_told
from assay.pure.verdict import Baseline
from assay.runs.models import Run
from assay.runs.queries.table.keys import known_keys
from assay.tasks.models import Task

WORDS = ("baseline", "diverges", "elapsed", "after", "epochs", "steps", "on", "and", "or")
SPLITS = ("test", "validation", "train", "production")
MOST_TEXT = 8000


@require_POST
@signed_in
def reading(request: PersonRequest, key: str, field: str) -> HttpResponse:
    """How each line of a field is understood, with the number behind it, or what is wrong in it."""
    task = task_of_experiment(request, key)
    baseline = _baseline(task, request)
    text = request.POST.get(field, "")[:MOST_TEXT]
    definitions = definitions_told(task, task.project_id)
    lines = readings_of(
        text,
        is_stop=field == "stops",
        baseline=baseline,
        notes_on=lambda meaning: [
            *notes_on_metrics(meaning, definitions),
            *notes_on_splits([meaning], task.project, request.person),
        ],
        explained=lambda meaning: explained(meaning, definitions),
    )
    return render(request, "experiments/_reading.html", {"lines": lines})


@require_safe
@signed_in
def names(request: PersonRequest, key: str) -> HttpResponse:
    """Words that a line can hold: metrics that the project defines or logs, splits, and those of the language."""
    project = project_at(request, key)
    known = known_keys(project, reader=request.person)
    told = {one.name: metric_in_words(one) for one in definitions_told(project, project.pk).all}
    metrics = [name for name in known.metrics if not name.startswith("system/") and " " not in name]
    return JsonResponse({"names": [*dict.fromkeys([*told, *metrics, *SPLITS, *WORDS])], "told": told})


@require_safe
@signed_in
def baselines(request: PersonRequest, key: str) -> HttpResponse:
    """Runs of the project that fit what is typed, with their metrics, for the list of the field."""
    task = task_of_experiment(request, key)
    words = request.GET.get("baseline_run", "")[:100].replace("\0", "")
    runs = found_baselines(task.project, request.person, words)
    return render(request, "experiments/_baselines.html", {"runs": runs})


def _baseline(task: Task, request: PersonRequest) -> Baseline:
    """The numbers to beat as the form has them, not yet saved; after the start those that are frozen."""
    experiment = Experiment.seen(task)
    if experiment.is_draft and "baseline_values" in request.POST:
        experiment.baseline_run = _run(request.POST.get("baseline_run", ""), request.person)
        try:
            experiment.baseline_values = read_numbers(request.POST["baseline_values"][:MOST_TEXT])
        except BadLines:
            experiment.baseline_values = {}
    return baseline_of(experiment)


def _run(text: str, reader: Person) -> Run | None:
    number = run_number(text)
    return Run.objects.visible_to(reader).alive().filter(number=number).first() if number else None
