"""Ageing work: what is in progress, how old it is, beside how long finished work took."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.web.charts.axes import Name, Plot, from_zero, names_at, plot_on
from assay.web.charts.canvas import Canvas, Place, fitted, width_of
from assay.web.charts.figure import Cell, Figure, Level, Table, Writer, drawable, in_days

_MOST_DOTS = 400
_NAMED = 40


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

    Above the line that is main (85 %) a dot is red and carries its name where there is room.
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
        ys = from_zero([*(dot.days for dot in dots), *(line.value for line in lines)])
        plot = plot_on(canvas, xs=(0, len(self.columns)), ys=ys, names=names)
        for line in lines:
            canvas.line("ln--target", (plot.left, plot.y(line.value)), (plot.right, plot.y(line.value)))
        self._columns(canvas, plot)
        self._dots(canvas, plot, sorted(dots, key=lambda dot: (-dot.days, dot.name))[:_MOST_DOTS])
        names_at(
            canvas,
            plot,
            [
                Name(plot.y(line.value), name, "strong" if line.is_main else "")
                for line, name in zip(lines, names, strict=True)
            ],
        )
        return True

    @property
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
            rows[dot.column, round(plot.y(dot.days) / 8)].append(dot)
        taken: list[tuple[Place, Place]] = []
        placed = [(dot, at) for row in rows.values() for dot, at in _beside(plot, row)]
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


def _beside(plot: Plot, row: Sequence[Aged]) -> list[tuple[Aged, Place]]:
    left, right = plot.x(row[0].column), plot.x(row[0].column + 1)
    step = min(11.0, (right - left - 12) / max(len(row), 1))
    start = (left + right) / 2 - step * (len(row) - 1) / 2
    return [(dot, (round(start + step * at, 1), plot.y(dot.days))) for at, dot in enumerate(row)]


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
