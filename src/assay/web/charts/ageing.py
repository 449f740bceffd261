"""Ageing work: what is in progress, how old it is, beside how long finished work took."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from assay.pure.numbers import short_number
from assay.web.charts.axes import Name, Plot, from_zero, names_at, plot_on
from assay.web.charts.canvas import Canvas, Place, fitted, width_of
from assay.web.charts.figure import Cell, Figure, Level, Table, Writer, drawable, in_days

# The oldest ones: of more nobody sees which is which.
MOST_AGED = 160
_NAMED = 40
# So many times the usual age, and a straight scale shows nothing of the usual ones.
_FAR = 30


@dataclass(frozen=True, kw_only=True)
class Aged:
    """One thing in progress. `column` is a place in the chart's columns."""

    name: str
    column: int
    days: float
    url: str = ""
    group: int = 1
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class AgeingChart(Figure):
    """Each dot is one thing in its column, as high as it is old; `lines` are percentiles of finished work.

    Above the line that is main (85 %) a dot is red and carries its name where there is room. Where something is so old
    that all else would lie on one line, the scale is logarithmic.
    """

    columns: Sequence[str]
    dots: Sequence[Aged]
    lines: Sequence[Level] = ()
    written: Writer = in_days

    def height(self, width: float) -> float:
        return 280

    def draw(self, canvas: Canvas) -> bool:
        dots = [dot for dot in self.dots if drawable(dot.days) and 0 <= dot.column < len(self.columns)]
        if not dots:
            return False
        lines = [line for line in self.lines if drawable(line.value)]
        names = [f"{line.name}: {self.written(line.value)}" for line in lines]
        plot = self._plot(canvas, max([*(dot.days for dot in dots), *(line.value for line in lines)]), names)
        for line in lines:
            y = plot.y(self._high(line.value))
            canvas.line("ln--target", (plot.left, y), (plot.right, y))
        self._columns(canvas, plot)
        self._dots(canvas, plot, sorted(dots, key=lambda dot: (-dot.days, dot.name))[:MOST_AGED])
        names_at(
            canvas,
            plot,
            [
                Name(plot.y(self._high(line.value)), name, "strong" if line.is_main else "")
                for line, name in zip(lines, names, strict=True)
            ],
        )
        return True

    @property
    def said(self) -> str:
        return f"{super().said}. {_('Logarithmic scale')}" if self._is_log else super().said

    @cached_property
    def _is_log(self) -> bool:
        found = sorted(dot.days for dot in self.dots if drawable(dot.days))
        usual = self._limit or (found[len(found) // 2] if found else 0)
        return bool(found) and found[-1] > _FAR * max(usual, 1.0)

    def _high(self, days: float) -> float:
        """How high so many days stand on the scale."""
        return math.log1p(max(days, 0.0)) if self._is_log else days

    def _plot(self, canvas: Canvas, most: float, names: Sequence[str]) -> Plot:
        xs = (0, len(self.columns))
        if not self._is_log:
            return plot_on(canvas, xs=xs, ys=from_zero([most]), names=names)
        marks = [float(factor * 10**power) for power in range(300) for factor in (1, 3) if factor * 10**power < most]
        marks = [0.0, *marks[:: max(len(marks) // 8, 1)]]
        ys = ((0.0, math.log1p(most) * 1.04), [math.log1p(mark) for mark in marks])
        return plot_on(canvas, xs=xs, ys=ys, names=names, written=lambda high: short_number(round(math.expm1(high), 6)))

    @cached_property
    def _limit(self) -> float | None:
        return next((line.value for line in self.lines if line.is_main), None)

    def _columns(self, canvas: Canvas, plot: Plot) -> None:
        width = (plot.right - plot.left) / len(self.columns)
        for at, name in enumerate(self.columns):
            if at:
                canvas.line("axis", (plot.x(at), plot.top), (plot.x(at), plot.bottom))
            text = fitted(name, width - 6)
            canvas.text("mid", ((plot.x(at) + plot.x(at + 1)) / 2, plot.bottom + 19), text if len(text) > 1 else "")

    def _dots(self, canvas: Canvas, plot: Plot, dots: Sequence[Aged]) -> None:
        """Dots of one height stand beside each other; the names of those that are late where nothing else lies."""
        rows: dict[tuple[int, int], list[Aged]] = defaultdict(list)
        for dot in dots:
            rows[dot.column, round(plot.y(self._high(dot.days)) / 8)].append(dot)
        heights = [plot.y(self._high(line.value)) for line in self.lines if drawable(line.value)]
        taken: list[tuple[Place, Place]] = [((plot.left, y - 1), (plot.right, y + 1)) for y in heights]
        placed = [(dot, (x, plot.y(self._high(dot.days)))) for row in rows.values() for dot, x in _beside(plot, row)]
        for dot, at in placed:
            is_late = self._limit is not None and dot.days > self._limit
            canvas.dot("pt pt--bad" if is_late else "pt--hollow hue-3" if dot.group == 2 else "pt--soft hue-1", at)
            taken.append(((at[0] - 5, at[1] - 5), (at[0] + 5, at[1] + 5)))
            says = "\n".join(filter(None, (fitted(dot.name, 320), self.written(dot.days), dot.says)))
            canvas.spot(at, says, url=dot.url)
        late = [(dot, at) for dot, at in placed if self._limit is not None and dot.days > self._limit]
        for dot, at in late[:_NAMED]:
            _name_beside(canvas, plot, dot, at, taken)

    def table(self) -> Table:
        rows: list[list[Cell]] = [
            [dot.name, self.columns[dot.column] if 0 <= dot.column < len(self.columns) else "", dot.days]
            for dot in self.dots
        ]
        return Table([_("What"), _("Column"), _("Days")], rows, [dot.url for dot in self.dots])


def _beside(plot: Plot, row: Sequence[Aged]) -> list[tuple[Aged, float]]:
    """Where the dots of one height stand in their column."""
    left, right = plot.x(row[0].column), plot.x(row[0].column + 1)
    step = min(11.0, (right - left - 12) / max(len(row), 1))
    start = (left + right) / 2 - step * (len(row) - 1) / 2
    return [(dot, round(start + step * at, 1)) for at, dot in enumerate(row)]


def _name_beside(canvas: Canvas, plot: Plot, dot: Aged, at: Place, taken: list[tuple[Place, Place]]) -> None:
    """Write the key of a late thing right or left of its dot, if no dot or other name lies there."""
    text = fitted(dot.name.split(" ", 1)[0], 90)
    width = width_of(text)
    for left in (at[0] + 8, at[0] - 8 - width):
        frame = ((left, at[1] - 7), (left + width, at[1] + 7))
        is_inside = plot.left <= left and left + width <= plot.right
        if is_inside and not any(_overlap(frame, other) for other in taken):
            canvas.text("", (left, at[1] + 4), text)
            taken.append(frame)
            return


def _overlap(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    return one[0][0] < other[1][0] and other[0][0] < one[1][0] and one[0][1] < other[1][1] and other[0][1] < one[1][1]
