"""Tasks that outlive their estimate: said once for each estimate, by the clock."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from assay.accounts.calendars import calendars_of
from assay.accounts.models import Person
from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.tasks.events.tasks import TaskOverran
from assay.tasks.models import Task
from assay.tasks.models.task.creating import plain_days

# A higher estimate that is outlived too is told again; a lower one is old news.
_NOT_TOLD = Q(overrun_told_days=None) | Q(overrun_told_days__lt=F("estimate_days"))


@job(every_minutes=30)
def tell_overruns() -> None:
    """Tell of the tasks that outlived their estimate since the last look; once more does no harm."""
    tell_late(at=now())


def tell_late(*, at: datetime) -> int:
    """Tell of each task that is over its estimate and was not told of yet; return how many those are."""
    return sum(_tell(task, at=at) for task in _late_ones(at))


def _late_ones(at: datetime) -> list[Task]:
    """Return the tasks over their estimate, by the working days of whom they belong to, in two queries a workspace."""
    waiting = Task.objects.open().filter(_NOT_TOLD, estimate_days__gt=0, started_at__isnull=False)
    by_workspace: dict[int, list[Task]] = defaultdict(list)
    for task in waiting.select_related("project", "column", "assignee").order_by("pk"):
        by_workspace[task.project.workspace_id].append(task)
    return [task for workspace, tasks in by_workspace.items() for task in _late_in(workspace, tasks, at=at)]


def _late_in(workspace_id: int, tasks: Iterable[Task], *, at: datetime) -> list[Task]:
    people: dict[int, Person] = {task.assignee.pk: task.assignee for task in tasks if task.assignee}
    calendars = calendars_of(people.values(), workspace_id=workspace_id)
    return [task for task in tasks if task.is_over_estimate(calendars[task.assignee_id], at=at)]


@transaction.atomic
def _tell(task: Task, *, at: datetime) -> bool:
    """Note and record it, unless another worker just did or the task changed since it was read."""
    still_so = Task.objects.open().filter(
        _NOT_TOLD, pk=task.pk, estimate_days=task.estimate_days, assignee=task.assignee_id
    )
    # One statement decides: of two workers the second one finds the row noted already.
    if not Task.objects.filter(pk__in=still_so).filter(_NOT_TOLD).update(overrun_told_days=task.estimate_days):
        return False
    days = plain_days(task.estimate_days) or ""
    record(TaskOverran(estimate_days=days, assignee_id=task.assignee_id), on=task, by=None, at=at)
    return True
