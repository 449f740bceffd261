"""A plan drawn on weeks: a bar per phase, hatched from its least to its most, and below it the time it had so far.

All places are shares of the width from 0 to 100, so that a row is as wide as its page and its words keep their size.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from assay.projects.planning.reading import PlanRead, PlanRow

# Weeks between two marks of the axis: the first that leaves no more marks than fit a phone.
_STEPS = (1, 2, 4, 8, 13, 26, 52, 104, 208)
_MOST_MARKS = 6

# The days on which work was in a phase; the last one is None while it is.
Span = tuple[date, date | None]


@dataclass(frozen=True)
class Piece:
    x: float
    width: float


@dataclass(frozen=True)
class ChartRow:
    """One phase. `sure` lasts its least weeks, `open` what may follow; `is_endless` runs on beyond the chart."""

    row: PlanRow
    sure: Piece | None
    open: Piece | None
    is_endless: bool
    spent: list[Piece]


@dataclass(frozen=True)
class Mark:
    x: float
    text: str


@dataclass(frozen=True)
class PlanChart:
    rows: list[ChartRow]
    marks: list[Mark]
    today_x: float | None


def plan_chart(read: PlanRead, spent: Mapping[int, Sequence[Span]], *, today: date) -> PlanChart | None:
    """Return everything the template draws; None for a plan without weeks."""
    if not any(row.placed for row in read.rows):
        return None
    axis = _axis(read, spent, today)
    return PlanChart(
        rows=[_row(row, spent.get(row.phase.pk, ()), axis, today) for row in read.rows],
        marks=[Mark(axis.x(day), formatted(day, _("j M"))) for day in _marks(axis)],
        today_x=axis.x(today) if axis.first < today < axis.last else None,
    )


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        whole = (self.last - self.first).days
        return round(100 * min(max((day - self.first).days / whole, 0), 1), 2)

    def piece(self, start: date, end: date) -> Piece:
        x = self.x(start)
        return Piece(x, round(max(self.x(end) - x, 0.4), 2))


def _axis(read: PlanRead, spent: Mapping[int, Sequence[Span]], today: date) -> _Axis:
    """From the first day of plan and work to the last one, and a little further where a phase goes on for good."""
    shown = {row.phase.pk for row in read.rows}
    worked = [span for phase, spans in spent.items() if phase in shown for span in spans]
    first = min([read.starts_on, *(start for start, _end in worked)])
    ends = [row.ends_by or row.ends_from for row in read.rows if row.placed]
    last = max([end for end in ends if end] + [end or today for _start, end in worked] + [first + timedelta(days=7)])
    if any(row.placed and row.placed.latest is None for row in read.rows):
        last += timedelta(days=max(7, (last - first).days // 8))
    return _Axis(first, last)


def _marks(axis: _Axis) -> list[date]:
    weeks = (axis.last - axis.first).days / 7
    step = next((step for step in _STEPS if weeks / step < _MOST_MARKS), math.ceil(weeks / _MOST_MARKS))
    return [axis.first + timedelta(weeks=number) for number in range(0, math.ceil(weeks), step)]


def _row(row: PlanRow, spent: Sequence[Span], axis: _Axis, today: date) -> ChartRow:
    worked = [axis.piece(start, end or today) for start, end in spent]
    if row.begins_on is None or row.ends_from is None:
        return ChartRow(row, None, None, is_endless=False, spent=worked)
    is_endless = row.ends_by is None
    until = axis.last if row.ends_by is None else row.ends_by
    return ChartRow(
        row=row,
        sure=axis.piece(row.begins_on, row.ends_from) if row.ends_from > row.begins_on else None,
        open=axis.piece(row.ends_from, until) if until > row.ends_from else None,
        is_endless=is_endless,
        spent=worked,
    )
