"""Sort the inbox: several runs at once."""

from collections.abc import Iterable

from django.db import transaction

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.runs.events import RunIgnored, RunWaitsAgain
from assay.runs.linking import link
from assay.runs.models import Run
from assay.runs.models.run import RunQuerySet
from assay.runs.telling import tell, write_history
from assay.tasks.models import Task


@transaction.atomic
def link_waiting(runs: Iterable[Run], task: Task, *, by: Person) -> int:
    """Link those of the runs that still wait to the task and return how many; others were quicker for the rest."""
    asked = Run.objects.unlinked().filter(pk__in=[run.pk for run in runs])
    waiting = list(asked.order_by("pk").select_for_update(of=("self",), no_key=True))
    for run in waiting:
        link(run, task, by=by)
    return len(waiting)


@transaction.atomic
def put_aside(runs: Iterable[Run], *, by: Person) -> int:
    """Ignore those of the runs that wait: they need no task. Return how many; it can be taken back."""
    waiting = _held(Run.objects.waiting(), runs)
    for run in waiting:
        run.ignored_at = now()
        run.save(update_fields=["ignored_at"])
        write_history(run, RunIgnored(run=run.uid, number=run.number, name=run.name), by=by)
        tell(run)
    return len(waiting)


@transaction.atomic
def take_back(runs: Iterable[Run], *, by: Person) -> int:
    """Let those of the runs that were put aside wait again, and return how many."""
    ignored = _held(Run.objects.unlinked().exclude(ignored_at=None), runs)
    for run in ignored:
        run.ignored_at = None
        run.save(update_fields=["ignored_at"])
        write_history(run, RunWaitsAgain(run=run.uid, number=run.number, name=run.name), by=by)
        tell(run)
    return len(ignored)


def _held(among: RunQuerySet, runs: Iterable[Run]) -> list[Run]:
    found = among.filter(pk__in=[run.pk for run in runs]).select_related("group", "group__project")
    return list(found.order_by("pk").select_for_update(of=("self",), no_key=True))
