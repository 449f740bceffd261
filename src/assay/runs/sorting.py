"""Sort the inbox: several runs at once."""

from collections.abc import Iterable

from django.db import transaction

from assay.accounts.models import Person
from assay.runs.linking import link
from assay.runs.models import Run
from assay.tasks.models import Task


@transaction.atomic
def link_waiting(runs: Iterable[Run], task: Task, *, by: Person) -> int:
    """Link those of the runs that still wait to the task and return how many; others were quicker for the rest."""
    asked = Run.objects.unlinked().filter(pk__in=[run.pk for run in runs])
    waiting = list(asked.order_by("pk").select_for_update())
    for run in waiting:
        link(run, task, by=by)
    return len(waiting)
