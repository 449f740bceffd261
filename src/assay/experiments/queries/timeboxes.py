"""The timeboxes of experiments that are under way."""

from datetime import datetime

from assay.accounts.calendars import calendars_of
from assay.experiments.models import Experiment
from assay.projects.models import Project
from assay.tasks.timeboxes import RunningTimebox


def running_timeboxes(project: Project, at: datetime) -> list[RunningTimebox]:
    """Return those of a project, the one that ends first first, each counted on the calendar of whose it is."""
    started = Experiment.objects.of_project(project.pk).filter(started_at__isnull=False, concluded_at=None)
    at_hand = started.filter(task__archived_at=None, task__trashed_at=None, timebox_days__isnull=False)
    found = list(at_hand.select_related("task__project", "task__phase", "task__assignee").order_by("decide_on", "pk"))
    people = {one.task.assignee for one in found if one.task.assignee is not None}
    calendars = calendars_of(people, workspace_id=project.workspace_id) if found else {}
    return [
        RunningTimebox(
            task=one.task,
            day=one.day_number(calendars[one.task.assignee_id], at=at),
            days=one.total_days,
            is_over=one.is_past_timebox(calendars[one.task.assignee_id], at=at),
        )
        for one in found
    ]
