"""What every chart has: the finding as its title, a note with unit, count and day, and the same numbers as a table."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assay.pure.numbers import short_number
from assay.web.charts.canvas import Canvas

Cell = str | float | int | date | None
Writer = Callable[[float], str]

# Beyond this nothing is a duration, a count or a metric, and sums of such values would overflow.
_MOST = 1e300


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart. `urls` lead from the first cell of a row to what it is about."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    urls: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`title` states the finding, `note` says unit, direction and how many, `until` the day of the data.

    `name` is the chart's place on its page (`?chart=name`) and the name of its files. `blank` stands in place of the
    drawing when there is nothing to draw, and says what is missing.
    """

    title: str
    note: str = ""
    until: date | None = None
    name: str = "chart"
    blank: str = ""

    @property
    def said(self) -> str:
        """The note with the day of the data."""
        parts = [self.note.rstrip(". "), _("as of %(day)s") % {"day": full_day(self.until)} if self.until else ""]
        return ". ".join(part[:1].upper() + part[1:] if at else part for at, part in enumerate(filter(None, parts)))

    @property
    def missing(self) -> str:
        return self.blank or _("Nothing to draw yet.")


class Drawable(Protocol):
    """What the page, the files and the mails need of a chart."""

    @property
    def title(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def said(self) -> str: ...
    @property
    def missing(self) -> str: ...
    def height(self, width: float) -> float:
        """How high it is drawn at this width."""
        ...

    def draw(self, canvas: Canvas) -> bool:
        """Put everything on the canvas; False if there is nothing to draw."""
        ...

    def table(self) -> Table: ...


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing on a chart: what it is, on which day, its value. `group` 2 is drawn hollow."""

    on: date
    value: float
    name: str = ""
    url: str = ""
    group: int = 1
    says: str = field(default="", repr=False)


@dataclass(frozen=True)
class Level:
    """A line across a chart with its name: a percentile, a target, a baseline."""

    name: str
    value: float
    is_main: bool = False


def drawable(value: float | None) -> bool:
    return value is not None and math.isfinite(value) and abs(value) < _MOST


def finite_points(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if drawable(point.value)]


def short_day(day: date) -> str:
    return _short(day, get_language())


def full_day(day: date) -> str:
    return _full(day, get_language())


# One chart writes hundreds of days and values, many of them twice.
@lru_cache(maxsize=4096)
def _short(day: date, _language: str) -> str:
    return formatted(day, _("j M"))


@lru_cache(maxsize=4096)
def _full(day: date, _language: str) -> str:
    return formatted(day, _("j M Y"))


def in_days(value: float) -> str:
    """Write a number of days: `6 d`."""
    return _in_days(round(value, 1), get_language())


@lru_cache(maxsize=4096)
def _in_days(value: float, _language: str) -> str:
    return _("%(count)s d") % {"count": short_number(value)}
