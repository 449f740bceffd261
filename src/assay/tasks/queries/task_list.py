"""Tasks as a table: those that fit a filter, in the order of any column, a page at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, OrderBy, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assay.accounts.calendars import Calendar, calendars_of
from assay.accounts.models import Person
from assay.kit.spreadsheets import csv_line
from assay.pure.numbers import plain_decimal
from assay.tasks.filtering import TaskFilter
from assay.tasks.filtering.conditions import with_updated
from assay.tasks.models import Task, TaskLink
from assay.tasks.models.task.model import TaskQuerySet
from assay.tasks.queries.cards import age_in_words

PAGE = 100
FARTHEST = 10_000_000
MOST_EXPORTED = 20_000
AT_ONCE = 500


@dataclass(frozen=True)
class Head:
    """A column: its name in the address, on the page, and by which fields of the tasks it is put in order."""

    name: str
    title: str | Promise
    fields: tuple[str, ...]
    is_newest_first: bool = False
    css: str = ""


HEADS = (
    Head("key", _("Key"), ("project__key", "number")),
    Head("title", _("Title"), ("title",)),
    Head("assignee", _("Assignee"), ("assignee__name",)),
    Head("phase", _("Phase"), ("phase__position", "phase__name")),
    Head("column", _("Column"), ("column__position", "column__name")),
    Head("estimate", _("Estimate"), ("estimate_days",), css="r"),
    Head("age", _("Age"), ("started_at",), css="r"),
    Head("updated", _("Updated"), ("updated_at",), is_newest_first=True),
)
_BY_NAME = {head.name: head for head in HEADS}
_EXPORTED = (
    *("key", "title", "project", "kind", "phase", "column", "state", "assignee", "discipline", "labels"),
    *("estimate", "age", "created", "started", "finished", "updated", "archived"),
)


@dataclass(frozen=True)
class ListLook:
    """What the address asks of the table beside the filter: the order, a minus before it, and the first row."""

    filter: TaskFilter
    path: str
    order: str = ""
    start: int = 0

    @classmethod
    def of(cls, query: QueryDict, wanted: TaskFilter, path: str) -> "ListLook":
        """Read an address; what does not make sense is left out."""
        order, start = query.get("order", ""), query.get("start", "")
        is_number = start.isascii() and start.isdigit() and len(start) < 9
        return cls(
            filter=wanted,
            path=path,
            order=order if order.removeprefix("-") in _BY_NAME else "",
            start=min(int(start), FARTHEST) if is_number else 0,
        )

    def as_query(self, **changes: object) -> str:
        """Return the end of an address with these parts changed; who changes one begins at the first row."""
        pairs: dict[str, object] = {"filter": self.filter.as_text, "order": self.order, "start": ""} | changes
        query = urlencode([(name, value) for name, value in pairs.items() if value])
        return f"?{query}" if query else ""

    def next_order(self, head: Head) -> str:
        """Return the order that a click on the column asks for: its own way, then the other."""
        first = f"-{head.name}" if head.is_newest_first else head.name
        other = head.name if head.is_newest_first else f"-{head.name}"
        return other if self.order == first else first

    def sorted_by(self, head: Head) -> str:
        """Return how the column is put in order, as screen readers are told; empty for all others."""
        if self.order.removeprefix("-") != head.name:
            return ""
        return "descending" if self.order.startswith("-") else "ascending"


@dataclass(frozen=True)
class ListRow:
    """A task of the table. `updated_at` is when its history last grew."""

    task: Task
    age: str
    is_over: bool
    is_blocked: bool
    updated_at: datetime


@dataclass(frozen=True)
class TaskList:
    rows: list[ListRow]
    found: int
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.rows)

    @property
    def before(self) -> int:
        """Where the page before this one starts."""
        return max(self.start - PAGE, 0)


def task_list(tasks: TaskQuerySet, look: ListLook, *, reader: Person, at: datetime) -> TaskList:
    """Return one page of the tasks that fit, with all that it shows, in at most nine queries."""
    fitting = look.filter.shown_of(tasks)
    found = fitting.count()
    start = look.start if look.start < found else 0
    shown = list(_in_order(fitting, look)[start : start + PAGE])
    return TaskList(_rows(_loaded(shown), reader=reader, at=at), found, start)


def exported(tasks: TaskQuerySet, look: ListLook, *, reader: Person, at: datetime) -> Iterator[str]:
    """Yield the lines of a CSV of all tasks that fit, the head first; at most `MOST_EXPORTED`."""
    ids = list(_in_order(look.filter.shown_of(tasks), look)[:MOST_EXPORTED])
    yield csv_line(_EXPORTED)
    for begin in range(0, len(ids), AT_ONCE):
        for row in _rows(_loaded(ids[begin : begin + AT_ONCE]), reader=reader, at=at):
            yield csv_line(_texts(row))


def _loaded(numbers: Sequence[int]) -> list[Task]:
    """Return these tasks in this order; asked for with the order, what is read of each would be read of all."""
    known = with_updated(Task.objects.filter(pk__in=numbers)).annotate(last_at=F("updated_at")).with_facts()
    by_id = {task.pk: task for task in known}
    return [by_id[number] for number in numbers if number in by_id]


def _in_order(tasks: TaskQuerySet, look: ListLook) -> QuerySet[Task, int]:
    """Put their numbers in order, the newest first where no order is asked for; what is missing stands last."""
    head = _BY_NAME.get(look.order.removeprefix("-"))
    tasks = with_updated(tasks) if head and "updated_at" in head.fields else tasks
    is_descending = look.order.startswith("-")
    keys = [OrderBy(F(name), descending=is_descending, nulls_last=True) for name in (head.fields if head else ())]
    return tasks.order_by(*keys, "-pk").values_list("pk", flat=True)


def _rows(tasks: Sequence[Task], *, reader: Person, at: datetime) -> list[ListRow]:
    people = {task.assignee for task in tasks if task.assignee}
    calendars = calendars_of(people, workspace_id=reader.workspace_id)
    held_up = set(_held_up(tasks))
    return [_row(task, calendars, at=at, is_blocked=task.pk in held_up) for task in tasks]


def _held_up(tasks: Sequence[Task]) -> QuerySet[TaskLink, int]:
    waiting = [task.pk for task in tasks if not task.is_done]
    return TaskLink.objects.holding_up().filter(other__in=waiting).values_list("other_id", flat=True)


def _row(task: Any, calendars: Mapping[int | None, Calendar], *, at: datetime, is_blocked: bool) -> ListRow:
    calendar = calendars[task.assignee_id]
    day = task.day_number(calendar, at=at)
    estimate = None if task.estimate_days is None else float(task.estimate_days)
    return ListRow(
        task=task,
        age=age_in_words(task.column.state, day, estimate) if day else "",
        is_over=task.is_over_estimate(calendar, at=at),
        is_blocked=is_blocked,
        updated_at=task.last_at or task.created_at,
    )


def _texts(row: ListRow) -> Iterator[str]:
    task = row.task
    yield from (task.key, task.title, task.project.key, task.kind, task.phase.name, task.column.name)
    yield from (task.column.state, task.assignee.name if task.assignee else "", task.discipline)
    yield ", ".join(sorted(label.name for label in task.labels.all()))
    yield "" if task.estimate_days is None else plain_decimal(task.estimate_days)
    yield row.age
    moments: list[datetime | date | None] = [task.created_at, task.started_at, task.finished_at, row.updated_at]
    yield from (moment.isoformat() if moment else "" for moment in [*moments, task.archived_at])
