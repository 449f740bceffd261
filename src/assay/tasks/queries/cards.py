"""Cards of a board: light rows, read by the same few queries however many tasks there are."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db.models import Count, F, FloatField, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.accounts.calendars import Calendar
from assay.projects.models import ColumnState
from assay.pure.workdays import whole_days
from assay.tasks.filtering import TaskFilter
from assay.tasks.keys import written
from assay.tasks.models import Task
from assay.tasks.queries.blocked import blocked_in_words
from assay.tasks.queries.marks import LabelMark, Marks, marks_of
from assay.tasks.queries.portions import PORTIONS
from assay.tasks.queries.scope import Scope
from assay.web.figures import Spark, spark_shape
from assay.web.when import days

AgeOf = Callable[[str, int | None, float | None], str]
# Column and lane of a cell as the rows of the tasks have them.
LaneValue = int | str | None
CellValue = tuple[int | str, LaneValue]

DONE_DAYS = 14
SPARK_WIDTH = 84
_FIELDS = (
    "pk", "number", "kind", "title", "project_id", "column_id", "column__state", "assignee_id", "phase_id", "days",
    "started_at", "finished_at", "overridden_at", "override_reason",
    "blocked_at", "blocked_reason", "result", "in_column", "in_lane",
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
    is_beside: bool
    override_reason: str
    blocked: str
    result: dict[str, Any]
    spark: Spark | None
    project_id: int
    column_id: int
    assignee_id: int | None
    labels: list[LabelMark] = field(default_factory=list)
    steps: int = 0
    steps_done: int = 0
    has_blockers: bool = False

    @property
    def is_blocked(self) -> bool:
        return self.has_blockers and self.state != ColumnState.DONE

    @property
    def is_over(self) -> bool:
        return bool(
            self.day and self.estimate and self.state != ColumnState.DONE and self.day > whole_days(self.estimate)
        )

    @property
    def share(self) -> int | None:
        """How many percent of its estimate a task in progress has used, a hundred at most."""
        if self.state != ColumnState.ACTIVE or not self.day or not self.estimate:
            return None
        return min(round(self.day / self.estimate * 100), 100)


@dataclass(frozen=True)
class Grid:
    """By which fields a board parts its tasks, and how many it draws of each cell.

    `shown` says of which cells another number is asked for.
    """

    column_field: str
    lane_field: str
    shown: Mapping[CellValue, int] = field(default_factory=dict)
    portion: int = PORTIONS[0]

    @property
    def names(self) -> dict[str, Any]:
        return {"in_column": F(self.column_field), "in_lane": F(self.lane_field) if self.lane_field else Value(0)}

    @property
    def cell(self) -> list[F]:
        return [F(name) for name in (self.column_field, self.lane_field) if name]

    def within(
        self, tasks: QuerySet[Task], columns: Collection[int | str], lanes: Collection[LaneValue] | None
    ) -> QuerySet[Task]:
        """Keep the tasks of these columns and lanes; of all lanes, the quicker question, where they are None."""
        found = tasks.filter(**{f"{self.column_field}__in": columns})
        if lanes is None:
            return found
        if not self.lane_field:
            return found if lanes else found.none()
        named = Q(**{f"{self.lane_field}__in": [lane for lane in lanes if lane is not None]})
        return found.filter(named | Q(**{self.lane_field: None}) if None in lanes else named)

    @property
    def order(self) -> list[Any]:
        """What is done by its day, newest first; the rest as it lies in its column."""
        places = ["rank", "pk"] if self.column_field == "column_id" else ["column__position", "rank", "pk"]
        return [F("finished_at").desc(nulls_last=True), *(F(place).asc() for place in places)]

    @property
    def is_shown(self) -> Q:
        first = Q(place__lte=self.portion)
        for (column, lane), count in self.shown.items():
            first |= Q(in_column=column, in_lane=lane, place__lte=count)
        return first


def tasks_on_board(scope: Scope, *, wanted: TaskFilter, at: datetime) -> QuerySet[Task]:
    """Return the tasks that a board shows: all open ones, and done ones for two weeks; or the archive."""
    found = wanted.shown_of(scope.tasks)
    if wanted.is_archived:
        return found
    return found.filter(Q(finished_at=None) | Q(finished_at__gte=at - timedelta(days=DONE_DAYS)))


def counts_by_cell(tasks: QuerySet[Task], grid: Grid) -> dict[CellValue, int]:
    """Return how many tasks lie in each cell."""
    noted: Any = tasks.order_by().annotate(**grid.names)
    rows = noted.values_list("in_column", "in_lane").annotate(count=Count("pk"))
    return {(column, lane): count for column, lane, count in rows}


def cards_by_cell(
    tasks: QuerySet[Task],
    grid: Grid,
    *,
    scope: Scope,
    calendars: Mapping[int | None, Calendar],
    at: datetime,
) -> dict[CellValue, list[Card]]:
    """Return the first cards of each cell; done ones by their day, newest first."""
    rows = _rows(tasks, grid)
    marks, root = marks_of([row.pk for row in rows]), reverse("tasks:task", args=["-"]).removesuffix("-")
    # A board says few different ages many times, and finding the words costs more than the rest of a card.
    age_of = cache(age_in_words)
    projects = {project.pk: project for project in scope.projects}
    found: dict[CellValue, list[Card]] = {}
    for row in rows:
        key = written(projects[row.project_id].key, row.kind, row.number)
        calendar = calendars.get(row.assignee_id) or calendars[None]
        day, blocked = _day(row, calendar, at=at), blocked_in_words(row.blocked_at, row.blocked_reason, calendar, at=at)
        card = _card(row, marks[row.pk], key=key, url=root + key, day=day, age_of=age_of, blocked=blocked)
        found.setdefault((row.in_column, row.in_lane), []).append(card)
    return found


def _rows(tasks: QuerySet[Task], grid: Grid) -> list[Any]:
    """Number the tasks of each cell by what an index holds, and read only what is shown."""
    place = Window(RowNumber(), partition_by=grid.cell, order_by=grid.order)
    shown = tasks.order_by().annotate(place=place, **grid.names).filter(grid.is_shown).values("pk")
    rows = Task.objects.filter(pk__in=shown).annotate(days=Cast("estimate_days", FloatField()), **grid.names)
    return list(rows.order_by(*grid.order).values_list(*_FIELDS, named=True))


def age_in_words(state: str, day: int | None, estimate: float | None) -> str:
    """Say how old a task is against its estimate: `est. 2 d`, `day 3 of 5`, `4 d` when it is done."""
    if state == ColumnState.DONE:
        return days(day)
    if day is None or state == ColumnState.QUEUE:
        return _("est. %(days)s") % {"days": days(estimate)} if estimate else ""
    if estimate is None:
        return _("day %(day)s") % {"day": day}
    return _("day %(day)s of %(days)s") % {"day": day, "days": f"{estimate:g}"}


def _card(row: Any, marks: Marks, *, key: str, url: str, day: int | None, age_of: AgeOf, blocked: str) -> Card:
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
        is_beside=row.overridden_at is not None,
        override_reason=row.override_reason,
        blocked=blocked,
        result=row.result,
        project_id=row.project_id,
        column_id=row.column_id,
        assignee_id=row.assignee_id,
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
