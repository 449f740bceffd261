"""What the page of one task shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING

from assay.accounts.models import Person
from assay.activity.feed import Entry, feed_about
from assay.projects.models import Column, Label
from assay.pure.workdays import add_working_days
from assay.tasks.models import Task


@dataclass(frozen=True)
class TaskPage:
    """`ends_on` is the last working day of the estimate."""

    task: Task
    labels: list[Label]
    columns: list[Column]
    feed: list[Entry]
    day: int | None
    estimate: float | None
    is_over: bool
    ends_on: date | None
    can_change: bool


def task_page(task: Task, reader: Person, *, at: datetime) -> TaskPage:
    """Return what the page shows of a task that was loaded with its facts."""
    return TaskPage(
        task=task,
        labels=sorted(task.labels.all(), key=lambda label: label.name),
        columns=list(task.project.columns.order_by("position")),
        feed=feed_about(task.subject, reader=reader),
        day=task.day_number(at=at),
        estimate=None if task.estimate_days is None else float(task.estimate_days),
        is_over=task.is_over_estimate(at=at),
        ends_on=_end(task),
        can_change=task.can_be_changed_by(reader),
    )


def _end(task: Task) -> date | None:
    if task.started_at is None or task.estimate_days is None:
        return None
    days = int(task.estimate_days.to_integral_value(rounding=ROUND_CEILING))
    # The day of the start is day 1; on a weekend, the Monday after.
    return add_working_days(task.started_at.date() - timedelta(days=1), max(days, 1))
