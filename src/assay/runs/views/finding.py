"""Find the run that an address names, and put its project into the rail."""

from django.shortcuts import get_object_or_404

from assay.accounts.doors import PersonRequest
from assay.runs.models import LoggedModel, Run
from assay.runs.shelves import Shelf


def run_at(request: PersonRequest, uid: str) -> Run:
    """Return the run, deleted or not; its page says which."""
    runs = Run.objects.visible_to(request.person).select_related("task__project", "group", "person")
    run = get_object_or_404(runs, uid=uid)
    request.project = run.task.project if run.task else None  # type: ignore[attr-defined]
    return run


def living_run_at(request: PersonRequest, uid: str) -> Run:
    """Return the run to be changed; a deleted one is not there."""
    runs = Run.objects.visible_to(request.person).alive().select_related("task__project", "group", "person")
    return get_object_or_404(runs, uid=uid)


def shelf_at(request: PersonRequest, uid: str, model: str) -> Shelf:
    """Return the files of the run or, with the id of a model, of that model which it logged."""
    run = run_at(request, uid)
    if not model:
        return Shelf(run)
    logged = LoggedModel.objects.visible_to(request.person).alive()
    return Shelf(run, get_object_or_404(logged, uid=model, run=run))
