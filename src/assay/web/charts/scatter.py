"""Dots in time: how long each finished thing took, with percentile lines; and the control chart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.pure.flow import Limits, Signal
from assay.web.charts.axes import Name, Plot, days_below, from_zero, names_at, plot_on, span_of, thin_places
from assay.web.charts.canvas import Canvas, Place, fitted, path_through
from assay.web.charts.figure import (
    Cell,
    Figure,
    Level,
    Point,
    Table,
    Writer,
    drawable,
    finite_points,
    full_day,
    in_days,
)
from assay.web.charts.lines import thinned
from assay.web.charts.points import Lazy, Points

# From here on dots are one path, of which only those that can be told apart are drawn.
_MANY = 600
_MOST_DOTS = 2000
_MOST_SPOTS = {True: 50, False: 120}
_SHOWN = 3
_FAR = "pt pt--bad"
_LOOKS = {1: "pt--soft hue-1", 2: "pt--hollow hue-3"}
# Of many dots only one is drawn on so much of the drawing: they are five wide.
_CELL = 3.0


@dataclass(frozen=True, kw_only=True)
class Scatter(Figure):
    """Each point is one thing on the day it ended; above the highest line it is red. Values begin at zero."""

    points: Sequence[Point]
    lines: Sequence[Level] = ()
    value_name: str = ""
    written: Writer = in_days

    @property
    def said(self) -> str:
        if self._every == 1:
            return super().said
        thinned = _("Drawn is one dot in %(num)d, and each above the highest line") % {"num": self._every}
        return f"{super().said}. {thinned}"

    @property
    def _every(self) -> int:
        """Which part of the points is drawn: in thousands of dots nobody sees more than in some."""
        return max(1, -(-len(self.points) // _MOST_DOTS))

    @property
    def _far(self) -> float:
        return max((line.value for line in self.lines if drawable(line.value)), default=math.inf)

    @cached_property
    def _drawn(self) -> Points:
        points = self.points if isinstance(self.points, Points) else Points.of(finite_points(self.points))
        return points.thinned(self._every, far=self._far)

    def height(self, width: float) -> float:
        return 280

    def draw(self, canvas: Canvas) -> bool:
        points = self._drawn
        if not points:
            return False
        lines = [line for line in self.lines if drawable(line.value)]
        names = [f"{line.name}: {self.written(line.value)}" for line in lines]
        plot = plot_on(
            canvas,
            xs=span_of([date.fromordinal(day) for day in (min(points.days), max(points.days))]),
            ys=from_zero([max(points.values), *(line.value for line in lines)]),
            names=names,
        )
        for line in lines:
            canvas.line("ln--target", (plot.left, plot.y(line.value)), (plot.right, plot.y(line.value)))
        draw_points(canvas, plot, points, self.written, far=self._far)
        names_at(
            canvas,
            plot,
            [
                Name(plot.y(line.value), name, "strong" if line.is_main else "")
                for line, name in zip(lines, names, strict=True)
            ],
        )
        days_below(canvas, plot)
        return True

    def table(self) -> Table:
        points = self.points
        return table_of_points(points.by_day() if isinstance(points, Points) else points, self.value_name)


@dataclass(frozen=True, kw_only=True)
class ControlChart(Figure):
    """Values in their order with mean and natural limits; only real signals are marked, and named below each mark.

    `limits` and `signals` come from `pure.flow.control_chart`; without limits the values stand alone.
    """

    points: Sequence[Point]
    limits: Limits | None = None
    signals: Sequence[Signal] = ()
    value_name: str = ""
    written: Writer = in_days

    def height(self, width: float) -> float:
        return 280

    def draw(self, canvas: Canvas) -> bool:
        # The places of signals count all points, so that none may be left out: a bad one lies on zero.
        values = [point.value if drawable(point.value) else 0.0 for point in self.points]
        if not any(drawable(point.value) for point in self.points):
            return False
        levels = self._levels()
        plot = plot_on(
            canvas,
            xs=(0, max(len(values) - 1, 1)),
            ys=from_zero([*values, *(level.value for level in levels)]),
            names=[self._name(level) for level in levels],
        )
        self._band(canvas, plot)
        places = [(plot.x(at), plot.y(value)) for at, value in enumerate(values)]
        canvas.path("ln ln--thin ln--raw", path_through(thinned(places, most=600)))
        self._dots(canvas, places)
        names_at(canvas, plot, [Name(plot.y(level.value), self._name(level)) for level in levels])
        self._days(canvas, plot)
        add_spots(canvas, places, self.points, self.written)
        return True

    def _name(self, level: Level) -> str:
        return f"{level.name}: {self.written(level.value)}"

    def _levels(self) -> list[Level]:
        if self.limits is None:
            return []
        found = [Level(_("limit"), self.limits.high), Level(_("mean"), self.limits.mean)]
        found += [Level(_("limit"), self.limits.low)] if self.limits.low is not None else []
        return [level for level in found if drawable(level.value)]

    def _band(self, canvas: Canvas, plot: Plot) -> None:
        """The natural range pale, its edges dashed, the mean as a line."""
        if self.limits is None or not drawable(self.limits.high):
            return
        low, high = plot.y(self.limits.low or 0.0), plot.y(self.limits.high)
        canvas.box("band", (plot.left, high), (plot.right - plot.left, low - high))
        for value, css in (
            (self.limits.high, "ln--target"),
            (self.limits.low, "ln--target"),
            (self.limits.mean, "ln--base"),
        ):
            if value is not None:
                canvas.line(css, (plot.left, plot.y(value)), (plot.right, plot.y(value)))

    def _dots(self, canvas: Canvas, places: Sequence[Place]) -> None:
        marked = {at for signal in self.signals for at in range(signal.first, signal.last + 1)} & set(
            range(len(places))
        )
        canvas.path("pts", dots_path([place for at, place in enumerate(places) if at not in marked]))
        for at in sorted(marked)[:_MANY]:
            canvas.dot("pt pt--bad", places[at], r=4.5)

    def _days(self, canvas: Canvas, plot: Plot) -> None:
        """The day of the first, of the last, and of one in the middle where there is room."""
        last = len(self.points) - 1
        for at, css in ((0, ""), (last, "end")) if last else ((0, ""),):
            canvas.text(css, (plot.x(at) if last else plot.left, plot.bottom + 19), full_day(self.points[at].on))

    def table(self) -> Table:
        return table_of_points(self.points, self.value_name)


def draw_points(canvas: Canvas, plot: Plot, points: Points, written: Writer, *, far: float) -> None:
    """Each point as a dot that says what it is: the first group filled, the second hollow; red beyond `far`."""
    cell = _CELL if len(points) > _MANY else 0.0
    across = {day: _rounded(plot.x(day), cell) for day in set(points.days)}
    up = {value: _rounded(plot.y(value), cell) for value in set(points.values)}
    dots: dict[tuple[float, float, str], list[int]] = {}
    for at, (day, value, group) in enumerate(zip(points.days, points.values, points.groups, strict=True)):
        look = _FAR if value > far else _LOOKS.get(group, _LOOKS[1])
        dots.setdefault((across[day], up[value], look), []).append(at)
    if cell:
        _draw_many(canvas, list(dots))
    else:
        for x, y, look in sorted((dot for dot, alike in dots.items() for _one in alike), key=lambda dot: -dot[1]):
            canvas.dot(look, (x, y), r=4.5 if look == _FAR else 4)
    places, each = [(x, y) for x, y, _look in dots], list(dots.values())
    for near in thin_places(places, most=_MOST_SPOTS[canvas.is_narrow]):
        _spot(canvas, places[near[0]], points, [at for one in near for at in each[one]], written)


def _draw_many(canvas: Canvas, dots: Sequence[tuple[float, float, str]]) -> None:
    for look, css in ((_LOOKS[1], "pts hue-1"), (_LOOKS[2], "pts hue-3"), (_FAR, "pts pts--bad")):
        canvas.path(css, dots_path([(x, y) for x, y, its in dots if its == look]))


def _rounded(place: float, cell: float) -> float:
    return round(place / cell) * cell if cell else place


def dots_path(places: Sequence[Place], *, cell: float = 2.0) -> str:
    """Dots as strokes without length; of several on one place only one."""
    found = dict.fromkeys((round(x / cell) * cell, round(y / cell) * cell) for x, y in dict.fromkeys(places))
    return "".join(f"M{x:g} {y:g}h0" for x, y in found)


def add_spots(canvas: Canvas, places: Sequence[Place], points: Sequence[Point], written: Writer) -> None:
    """Say on hover what each dot is; where many lie on each other, the first of them and how many more."""
    for group in thin_places(places, most=_MOST_SPOTS[canvas.is_narrow]):
        _spot(canvas, places[group[0]], points, group, written)


def _spot(canvas: Canvas, place: Place, points: Sequence[Point], group: Sequence[int], written: Writer) -> None:
    shown = [points[at] for at in group[:_SHOWN]]
    said = [_said(point, written) for point in shown]
    more = len(group) - _SHOWN
    if more > 0:
        said.append(ngettext("and %(num)d more", "and %(num)d more", more) % {"num": more})
    canvas.spot(place, "\n".join(said), url=shown[0].url)


def _said(point: Point, written: Writer) -> str:
    value = written(point.value) if drawable(point.value) else _("not a number")
    return " · ".join(filter(None, (fitted(point.name, 320), value, full_day(point.on), point.says)))


def table_of_points(points: Sequence[Point], value_name: str) -> Table:
    def row(at: int) -> list[Cell]:
        return [points[at].name, points[at].on, points[at].value]

    urls = Lazy(len(points), lambda at: points[at].url)
    return Table([_("What"), _("Day"), value_name or _("Value")], Lazy(len(points), row), urls)
