"""Axes of a chart: values from zero up the left side, days along the lower edge, names at the ends of lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from assay.pure.numbers import short_number
from assay.web.charts.canvas import LINE, Canvas, Place, fitted, width_of
from assay.web.charts.figure import Writer, full_day, short_day
from assay.web.charts.lines import nice_ticks, roomy

TOP, FOOT = 14.0, 26.0
_GAP = 10.0
_DAY_STEPS = (1, 2, 7, 14, 28)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
# Of more days than this a few months can be named instead.
_MANY_DAYS = 75
# Two days nearer to each other than this could not both be written.
_LEAST_APART = 34.0


@dataclass(frozen=True)
class Plot:
    """The part of the canvas where values are drawn, and its two scales."""

    left: float
    right: float
    top: float
    bottom: float
    xs: Place
    ys: Place

    def x(self, value: float) -> float:
        return self._place(value, self.xs, self.left, self.right)

    def on(self, day: date) -> float:
        return self.x(day.toordinal())

    def y(self, value: float) -> float:
        return self._place(value, self.ys, self.bottom, self.top)

    @staticmethod
    def _place(value: float, scale: Place, start: float, end: float) -> float:
        """Where a value lies; the middle of a flat scale. Not rounded: it is asked for thousands of points."""
        low, high = scale
        return start + ((value - low) / (high - low) if high > low else 0.5) * (end - start)


@dataclass(frozen=True)
class Name:
    """A text beside the end of a line, at the height where it belongs."""

    y: float
    text: str
    css: str = ""


def from_zero(values: Sequence[float]) -> tuple[Place, list[float]]:
    """A scale from zero to the first round number that no value exceeds, and its ticks."""
    highest = max([*values, 0.0]) or 1.0
    ticks = nice_ticks(0.0, highest, most=4)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else highest
    if ticks[-1] < highest:
        ticks.append(round(ticks[-1] + step, 12))
    return (0.0, max(ticks[-1], highest)), ticks


def around(values: Sequence[float]) -> tuple[Place, list[float]]:
    """A scale as wide as the values with a little room: for lines and dots, never for bars."""
    ends = roomy(min(values), max(values))
    return ends, nice_ticks(*ends, most=5)


def whole(ticks: Sequence[float]) -> list[float]:
    """Only the whole ones: for counts."""
    return [tick for tick in ticks if float(tick).is_integer()]


def plot_on(
    canvas: Canvas,
    *,
    xs: Place,
    ys: tuple[Place, list[float]],
    written: Writer = short_number,
    names: Sequence[str] = (),
    top: float = TOP,
    foot: float = FOOT,
) -> Plot:
    """Draw the grid of the values and return the plot; on its right stay room for the `names` of its lines."""
    scale, ticks = ys
    texts = [written(tick) for tick in ticks]
    left = min(12.0 + max((width_of(text) for text in texts), default=0.0), canvas.width / 3)
    room = min(max((width_of(name, is_strong=True) for name in names), default=0.0) + _GAP, canvas.width / 3)
    right = canvas.width - (room if names else 6.0)
    plot = Plot(left, right, top, canvas.height - foot, xs, scale)
    for tick, text in zip(ticks, texts, strict=True):
        canvas.line("grid", (left, plot.y(tick)), (right, plot.y(tick)))
        canvas.text("end", (left - 7, plot.y(tick) + 4), fitted(text, left - 8))
    return plot


def names_at(canvas: Canvas, plot: Plot, names: Sequence[Name]) -> None:
    """Write names right of the plot, each at its height, none on another."""
    room = canvas.width - plot.right - 8
    for name in apart(names, lowest=plot.top - 4, highest=plot.bottom):
        canvas.text(name.css, (plot.right + 8, name.y + 4), fitted(name.text, room, is_strong=True))


def apart(names: Sequence[Name], *, lowest: float, highest: float, line: float = LINE) -> list[Name]:
    """Push names down where they would lie on each other, and up again where the last would fall out."""
    ordered = sorted((name for name in names if name.text), key=lambda name: name.y)
    heights: list[float] = []
    for name in ordered:
        heights.append(max(name.y, heights[-1] + line if heights else lowest))
    limit = highest
    for at in range(len(heights) - 1, -1, -1):
        heights[at] = min(heights[at], limit)
        limit = heights[at] - line
    return [Name(round(y, 1), name.text, name.css) for y, name in zip(heights, ordered, strict=True)]


def days_below(canvas: Canvas, plot: Plot, *, today: date | None = None, by_month: bool = False) -> None:
    """Write days below the plot: as many as fit, and today where it is not the edge of another.

    `by_month` names months, quarters or years of a stretch that holds more than two of them.
    """
    taken: list[Place] = []
    if today is not None and plot.xs[0] <= today.toordinal() <= plot.xs[1]:
        text = _("today")
        taken.append(write_below(canvas, plot, plot.on(today), text, css="mid strong"))
    for day, text in _day_marks(plot, by_month=by_month):
        middle, half = plot.on(day), width_of(text) / 2
        if all(middle + half + 6 < start or middle - half - 6 > end for start, end in taken):
            taken.append(write_below(canvas, plot, middle, text))


def write_below(canvas: Canvas, plot: Plot, x: float, text: str, *, css: str = "mid") -> Place:
    """Write a text below the plot, moved so far that it stays on the canvas; return from where to where it goes."""
    half = width_of(text, is_strong="strong" in css) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(css, (middle, plot.bottom + 19), text)
    return middle - half, middle + half


def _day_marks(plot: Plot, *, by_month: bool = False) -> list[tuple[date, str]]:
    """Days at even distances, so many that their texts keep apart."""
    first, last = date.fromordinal(round(plot.xs[0])), date.fromordinal(round(plot.xs[1]))
    is_long = by_month and (last - first).days > _MANY_DAYS
    for days in _day_steps(first, last, most=(plot.right - plot.left) / _LEAST_APART, is_long=is_long):
        texts = _texts(days)
        widest = max((width_of(text) for text in texts), default=0.0)
        gaps = [plot.on(after) - plot.on(before) for before, after in pairwise(days)]
        if not gaps or min(gaps) >= widest + 14:
            return list(zip(days, texts, strict=True))
    return [(first, full_day(first))]


def _day_steps(first: date, last: date, *, most: float, is_long: bool) -> Iterator[list[date]]:
    """Candidates of at most `most` days, from near to far: every day, some days, weeks from a Monday on, months."""
    span = (last - first).days
    for step in () if is_long else _DAY_STEPS:
        start = first if step < 7 else first + timedelta(days=-first.weekday() % 7)
        if span / step <= most and start <= last:
            yield [start + timedelta(days=step * at) for at in range((last - start).days // step + 1)]
    for step in _MONTH_STEPS:
        if span / (30 * step) <= most and (days := _months(first, last, step)):
            yield days


def _months(first: date, last: date, step: int) -> list[date]:
    """The first day of each `step`th month from `first` to `last`."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    months = range(-(-begin // step) * step, end + 1, step)
    days = [date(month // 12, month % 12 + 1, 1) for month in months if 12 <= month < 120_000]
    return [day for day in days if first <= day <= last]


def _texts(days: Sequence[date]) -> list[str]:
    """Short days; with the year where it is a first one, only the year where every one begins one."""
    if len(days) > 1 and all((day.month, day.day) == (1, 1) for day in days):
        return [str(day.year) for day in days]
    if len(days) > 1 and all(day.day == 1 for day in days):
        return [formatted(day, _("M Y")) for day in days]
    if days and days[0].year != days[-1].year:
        return [
            full_day(day) if not at or day.year != days[at - 1].year else short_day(day) for at, day in enumerate(days)
        ]
    return [short_day(day) for day in days]


def span_of(days: Sequence[date]) -> Place:
    """From the first to the last day; a single one lies in the middle of a week."""
    first, last = min(days).toordinal(), max(days).toordinal()
    if first == last:
        return max(first - 3, 1), min(last + 3, date.max.toordinal())
    return first, last


def thin_places(places: Sequence[Place], *, most: int) -> list[list[int]]:
    """Group places that lie so near each other that one spot of at most `most` may stand for them."""
    groups: dict[tuple[int, int], list[int]] = {}
    for at, (x, y) in enumerate(places):
        groups.setdefault((int(x) // 4, int(y) // 4), []).append(at)
    while len(groups) > most:
        coarser: dict[tuple[int, int], list[int]] = {}
        for (x, y), found in groups.items():
            coarser.setdefault((x // 2, y // 2), []).extend(found)
        groups = coarser
    return list(groups.values())
