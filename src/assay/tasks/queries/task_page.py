"""What the page of one task shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assay.accounts.calendars import Calendar
from assay.accounts.models import Person
from assay.activity.feed import Entry, feed_about
from assay.projects.models import Label
from assay.pure.workdays import whole_days
from assay.tasks.asides import Aside, asides
from assay.tasks.events.comments import CommentChange
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.tasks.queries.blocked import blocked_in_words
from assay.tasks.queries.parts import Parts, parts_of
from assay.tasks.undoing.overtaking import undoable

# How much of a history a page shows, and how much when asked for all of it.
SOME_EVENTS, MOST_EVENTS = 60, 2000


@dataclass(frozen=True)
class TaskPage:
    """`ends_on` is the last working day of the estimate, `back_on` when an absent assignee works again, `blocked`
    for how many working days the task has been blocked, and by what.

    `undo` holds the numbers of events that can be taken back.
    """

    task: Task
    labels: list[Label]
    feed: list[Entry]
    parts: Parts
    undo: set[int]
    day: int | None
    estimate: float | None
    is_over: bool
    ends_on: date | None
    back_on: date | None
    can_change: bool

    is_long: bool
    is_cut: bool
    is_brought: bool
    blocked: str = ""

    @property
    def asides(self) -> list[Aside]:
        """What higher domains say above it."""
        return asides()

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        """What the task could be, as a form's choices."""
        return TaskKind.choices


def task_page(task: Task, reader: Person, *, at: datetime, is_long: bool = False) -> TaskPage:
    """Return what the page shows of a task that was loaded with its facts; `is_long` with the whole history."""
    most = MOST_EVENTS if is_long else SOME_EVENTS
    feed = feed_about(task.subject, reader=reader, most=most)
    calendar = task.calendar
    events = [entry.event for entry in feed if entry.event]
    undo = undoable(events, at=at) if reader.can_write else set()
    of_others = (event for event in events if event.person_id != reader.pk)
    undo -= {event.pk for event in of_others if isinstance(event.happening, CommentChange)}
    return TaskPage(
        task=task,
        labels=sorted(task.labels.all(), key=lambda label: label.name),
        feed=feed,
        is_long=is_long,
        is_cut=len(feed) == SOME_EVENTS and not is_long,
        is_brought=any(entry.event and entry.person is None and entry.event.happening.nobody() for entry in feed),
        parts=parts_of(task, reader),
        undo=undo,
        day=task.day_number(calendar, at=at),
        estimate=None if task.estimate_days is None else float(task.estimate_days),
        is_over=task.is_over_estimate(calendar, at=at),
        ends_on=_end(task, calendar),
        back_on=calendar.back_on(calendar.day_of(at)),
        can_change=task.can_be_changed_by(reader),
        blocked=blocked_in_words(task.blocked_at, task.blocked_reason, calendar, at=at),
    )


def _end(task: Task, calendar: Calendar) -> date | None:
    if task.started_at is None or task.estimate_days is None:
        return None
    return calendar.end_of(task.started_at, whole_days(task.estimate_days))
