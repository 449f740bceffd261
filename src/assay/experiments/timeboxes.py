"""The day to decide follows the calendar of the assignee: absences, holidays, working days, another assignee."""

from django.db import transaction
from django.db.models import Q

from assay.accounts.calendars import calendars_of
from assay.activity.models import Event
from assay.experiments.models import Experiment
from assay.experiments.models.experiment.model import ExperimentQuerySet
from assay.kit.jobs import job

_BY_KIND = {
    "task.assigned": "task",
    "absence.entered": "person",
    "absence.changed": "person",
    "absence.removed": "person",
    "person.edited": "person",
    "holidays.added": "workspace",
    "holiday.removed": "workspace",
    "workspace.time-zone-set": "workspace",
}
_FIELDS = {"task": "task_id", "person": "task__assignee_id", "workspace": "task__project__workspace_id"}


def follow_calendar(event: Event) -> None:
    """Queue the new dates of running timeboxes that this event concerns.

    A job, as whoever assigns a task holds its row, and whoever logs a run holds the experiment's.
    """
    subject = _BY_KIND.get(event.kind)
    if subject and _running(subject, int(event.subject_id)).exists():
        redate_timeboxes.later(event.workspace_id, subject, int(event.subject_id))


@job()
@transaction.atomic
def redate_timeboxes(workspace_id: int, subject: str, number: int) -> None:
    """Date running timeboxes anew; done twice it changes nothing more."""
    running = _running(subject, number).select_related("task__assignee", "task__project")
    found = list(running.order_by("pk").select_for_update(of=("self",), no_key=True))
    people = {one.task.assignee for one in found if one.task.assignee}
    calendars = calendars_of(people, workspace_id=workspace_id)
    for experiment in found:
        experiment.redate(calendars[experiment.task.assignee_id])


def _running(subject: str, number: int) -> ExperimentQuerySet:
    return Experiment.objects.under_way().filter(Q((_FIELDS[subject], number)), timebox_ended_at=None)
