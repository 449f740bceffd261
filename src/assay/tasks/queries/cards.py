"""Cards of a board: light rows, read by one query however many tasks there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db.models import Count, F, FloatField, Q, QuerySet, Window
from django.db.models.functions import Cast, RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.accounts.calendars import Calendar
from assay.projects.models import ColumnState, Label, Project
from assay.tasks.keys import written
from assay.tasks.models import Task
from assay.tasks.queries.filters import CELL, BoardFilter, CellName
from assay.tasks.queries.marks import Marks, marks_of
from assay.web.figures import Spark, spark_shape
from assay.web.when import days

AgeOf = Callable[[str, int | None, float | None], str]

DONE_DAYS = 14
SPARK_WIDTH = 84
_FIELDS = (
    "pk", "number", "kind", "title", "column_id", "column__state", "assignee_id", "phase_id", "days",
    "started_at", "finished_at", "override_reason", "result", "in_cell",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """A task as its picture on the board. `day` counts working days since the start, from 1; `age` says it."""

    id: int
    key: str
    url: str
    kind: str
    title: str
    phase_id: int
    state: str
    estimate: float | None
    day: int | None
    age: str
    override_reason: str
    result: dict[str, Any]
    spark: Spark | None
    labels: list[Label] = field(default_factory=list)
    steps: int = 0
    steps_done: int = 0
    has_blockers: bool = False

    @property
    def is_blocked(self) -> bool:
        return self.has_blockers and self.state != ColumnState.DONE

    @property
    def is_over(self) -> bool:
        return bool(self.day and self.estimate and self.state != ColumnState.DONE and self.day > self.estimate)

    @property
    def share(self) -> int | None:
        """How many percent of its estimate a task in progress has used, a hundred at most."""
        if self.state != ColumnState.ACTIVE or not self.day or not self.estimate:
            return None
        return min(round(self.day / self.estimate * 100), 100)


def tasks_on_board(project: Project, *, wanted: BoardFilter, at: datetime) -> QuerySet[Task]:
    """Return the project's tasks that a board shows: all open ones, and done ones for two weeks; or the archive."""
    found = Task.objects.filter(project=project)
    if wanted.is_archived:
        found = found.archived()
    else:
        recent = Q(finished_at=None) | Q(finished_at__gte=at - timedelta(days=DONE_DAYS))
        found = found.at_hand().filter(recent)
    if wanted.phase:
        found = found.filter(phase_id=wanted.phase)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.label:
        found = found.filter(labels=wanted.label)
    return found


def cards_by_cell(
    project: Project,
    tasks: QuerySet[Task],
    *,
    wanted: BoardFilter,
    labels: Iterable[Label],
    calendars: Mapping[int | None, Calendar],
    at: datetime,
) -> dict[CellName, tuple[list[Card], int]]:
    """Return the first cards of each cell and how many there are; done ones by their day, newest first."""
    cell = [F("column_id"), F("assignee_id")]
    rows = list(
        tasks.annotate(
            place=Window(
                RowNumber(), partition_by=cell, order_by=[F("finished_at").desc(nulls_last=True), F("rank").asc()]
            ),
            in_cell=Window(Count("pk"), partition_by=cell),
            days=Cast("estimate_days", FloatField()),
        )
        .filter(_shown(wanted))
        .order_by("column_id", "assignee_id", "place")
        .values_list(*_FIELDS, named=True)
    )
    marks, root = marks_of(tasks, labels), reverse("tasks:task", args=["-"]).removesuffix("-")
    # A board says few different ages many times, and finding the words costs more than the rest of a card.
    age_of = cache(age_in_words)
    found: dict[CellName, tuple[list[Card], int]] = {}
    for row in rows:
        name = (row.column_id, row.assignee_id)
        key = written(project.key, row.kind, row.number)
        calendar = calendars.get(row.assignee_id) or calendars[None]
        card = _card(row, marks[row.pk], key=key, url=root + key, day=_day(row, calendar, at=at), age_of=age_of)
        found.setdefault(name, ([], row.in_cell))[0].append(card)
    return found


def _shown(wanted: BoardFilter) -> Q:
    first = Q(place__lte=CELL)
    for (column_id, person_id), count in wanted.shown.items():
        first |= Q(column_id=column_id, assignee_id=person_id, place__lte=count)
    return first


def age_in_words(state: str, day: int | None, estimate: float | None) -> str:
    """Say how old a task is against its estimate: `est. 2 d`, `day 3 of 5`, `4 d` when it is done."""
    if state == ColumnState.DONE:
        return days(day)
    if day is None or state == ColumnState.QUEUE:
        return _("est. %(days)s") % {"days": days(estimate)} if estimate else ""
    if estimate is None:
        return _("day %(day)s") % {"day": day}
    return _("day %(day)s of %(days)s") % {"day": day, "days": f"{estimate:g}"}


def _card(row: Any, marks: Marks, *, key: str, url: str, day: int | None, age_of: AgeOf) -> Card:
    state = row.column__state
    return Card(
        id=row.pk,
        key=key,
        url=url,
        kind=row.kind,
        title=row.title,
        phase_id=row.phase_id,
        state=state,
        estimate=row.days,
        day=day,
        age=age_of(state, day, row.days),
        override_reason=row.override_reason,
        result=row.result,
        spark=_spark(tuple(row.result.get("spark") or ()), row.result.get("target")) if row.result else None,
        labels=marks.labels,
        steps=marks.steps,
        steps_done=marks.steps_done,
        has_blockers=marks.has_blockers,
    )


@lru_cache(maxsize=2000)
def _spark(values: tuple[float | None, ...], target: float | None) -> Spark | None:
    """Return the small curve of a result; most cards look as they did a moment ago."""
    return spark_shape(values, target=target, width=SPARK_WIDTH)


def _day(row: Any, calendar: Calendar, *, at: datetime) -> int | None:
    return calendar.day_number(row.started_at, row.finished_at or at) if row.started_at else None
