"""What people say of runs on the card: which repeat one another, and where they were measured."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.activity.models import Event
from assay.experiments.events import RunsMarked
from assay.experiments.models import CannotMark, Experiment, MarkedSince
from assay.experiments.views.finding import task_to_change
from assay.runs.models import Run
from assay.tasks.models import Task
from assay.tasks.views.task import page as page_of_task
from assay.web.messages import answer

MOST_RUNS = 200


@require_POST
@signed_in
def mark_runs(request: PersonRequest, key: str) -> HttpResponse:
    """Group the chosen runs, or say where they were measured: the button pressed says which."""
    task = task_to_change(request, key)
    runs, how = _runs(request, task), request.POST.get("how", "")
    experiment = Experiment.of(task)
    try:
        if how == "environment":
            event = experiment.place_runs(runs, request.POST.get("environment", ""), by=request.person)
        else:
            event = experiment.group_runs(runs, how, by=request.person)
    except CannotMark as error:
        return page_of_task(request, task, status=422, refused=str(error))
    undo = reverse("experiments:unmark_runs", args=[task.key, event])
    return answer(request, redirect=_results(task), text=_("Said of %(n)d runs") % {"n": len(runs)}, undo=undo)


@require_POST
@signed_in
def unmark_runs(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Take one such marking back."""
    task = task_to_change(request, key)
    event = Event.objects.visible_to(request.person).about(task.subject).filter(pk=number).first()
    happening: Any = event.happening if event else None
    if not isinstance(happening, RunsMarked):
        raise Http404
    try:
        Experiment.of(task).unmark(happening, by=request.person)
    except MarkedSince as error:
        return page_of_task(request, task, status=409, refused=str(error))
    return answer(request, redirect=_results(task), text=_("Taken back"))


def _runs(request: PersonRequest, task: Task) -> list[Run]:
    """The chosen runs of the experiment. Raises `Http404` when one is none of its runs."""
    asked = set(request.POST.getlist("run")[:MOST_RUNS])
    found = list(Run.objects.of_task(task.pk).filter(uid__in=asked))
    if len(found) != len(asked):
        raise Http404
    return found


def _results(task: Task) -> str:
    return reverse("tasks:task", args=[task.key]) + "#results"
