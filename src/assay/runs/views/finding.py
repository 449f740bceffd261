"""Find the run that an address names, and put its project into the rail."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import Http404
from django.shortcuts import get_object_or_404

from assay.accounts.doors import PersonRequest
from assay.projects.queries import told_metrics
from assay.runs.models import LoggedModel, Run
from assay.runs.shelves import Shelf
from assay.runs.writing import NoSuchRun, RunIsDeleted, writing_to


def run_at(request: PersonRequest, uid: str) -> Run:
    """Return the run, deleted or not; its page says which."""
    runs = Run.objects.visible_to(request.person).select_related("task__project", "group", "person")
    run = get_object_or_404(runs.annotate(told_metrics=told_metrics("task__project")), uid=uid)
    request.project = run.task.project if run.task else None  # type: ignore[attr-defined]
    return run


def living_run_at(request: PersonRequest, uid: str) -> Run:
    """Return the run to be changed; a deleted one is not there."""
    runs = Run.objects.visible_to(request.person).alive().select_related("task__project", "group", "person")
    return get_object_or_404(runs, uid=uid)


@contextmanager
def holding(run: Run, request: PersonRequest) -> Iterator[Run]:
    """Hold a run that was just found; one that somebody deleted since is not there."""
    try:
        with writing_to(run.uid, by=request.person) as held:
            yield held
    except (NoSuchRun, RunIsDeleted) as gone:
        raise Http404 from gone


def shelf_at(request: PersonRequest, uid: str, model: str) -> Shelf:
    """Return the files of the run or, with the id of a model, of that model which it logged."""
    run = run_at(request, uid)
    if not model:
        return Shelf(run)
    logged = LoggedModel.objects.visible_to(request.person).alive()
    return Shelf(run, get_object_or_404(logged, uid=model, run=run))
