"""Many tries at one value in their order: each is a dot, and a line of steps is the best so far."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.pure.numbers import short_number
from assay.web.charts.axes import Name, Plot, around, names_at, plot_on, write_below
from assay.web.charts.canvas import Canvas, path_through, stepped, width_of
from assay.web.charts.figure import Cell, Figure, Level, Point, Table, Writer, finite_points
from assay.web.charts.scatter import add_spots, dots_path

_MOST_STEPS = 60
# With so many tries, those farther from the best than this times the worst of the nearer nine tenths are not drawn.
_MANY, _NEAR = 10, 3.0


@dataclass(frozen=True, kw_only=True)
class TriesChart(Figure):
    """`tries` in their order, as several may end on one day; `marks` name places among them below the chart.

    `best`, `target` and `baseline` are named at the ends of their lines.
    """

    tries: Sequence[Point]
    higher_is_better: bool
    marks: Sequence[tuple[int, str]] = ()
    written: Writer = short_number
    best: str = ""
    value_name: str = ""
    target: Level | None = None
    baseline: Level | None = None

    @property
    def said(self) -> str:
        """The note, and how many tries are not drawn."""
        far = len(self._finite) - len(self.near)
        if not far:
            return super().said
        told = ngettext("%(num)d try is too far off to be drawn", "%(num)d tries are too far off to be drawn", far)
        return f"{super().said.rstrip('. ')}. {told % {'num': far}}."

    @cached_property
    def _finite(self) -> list[Point]:
        return finite_points(self.tries)

    @cached_property
    def course(self) -> list[float]:
        """The best value after each try."""
        found: list[float] = []
        better = max if self.higher_is_better else min
        for point in self._finite:
            found.append(better(found[-1], point.value) if found else point.value)
        return found

    @cached_property
    def near(self) -> list[int]:
        """The places of the tries without those so bad that all others would lie on one line."""
        if not self._finite:
            return []
        best = self.course[-1]
        apart = sorted(abs(point.value - best) for point in self._finite)
        most = _NEAR * apart[len(apart) * 9 // 10] if len(apart) >= _MANY else math.inf
        return [at for at, point in enumerate(self._finite) if abs(point.value - best) <= (most or math.inf)]

    @property
    def steps(self) -> list[int]:
        """The places of those tries that were better than all before, as many as are drawn."""
        course, near = self.course, set(self.near)
        found = [at for at, best in enumerate(course) if at in near and (not at or best != course[at - 1])]
        return found[-_MOST_STEPS:]

    def height(self, width: float) -> float:
        return 250

    def draw(self, canvas: Canvas) -> bool:
        if not self.near:
            return False
        levels = [level for level in (self.target, self.baseline) if level and math.isfinite(level.value)]
        names = [f"{level.name} {self.written(level.value)}" for level in levels]
        names.append(f"{self.best or _('best')} {self.written(self.course[-1])}")
        values = [self._finite[at].value for at in self.near] + [level.value for level in levels]
        plot = plot_on(
            canvas,
            xs=(0, len(self._finite) - 1),
            ys=around([*values, self.course[-1]]),
            written=self.written,
            names=names,
        )
        self._levels(canvas, plot)
        self._tries(canvas, plot)
        heights = [plot.y(level.value) for level in levels] + [plot.y(self.course[-1])]
        styles = [*[""] * len(levels), "strong"]
        names_at(canvas, plot, [Name(y, name, css) for y, name, css in zip(heights, names, styles, strict=True)])
        self._marks(canvas, plot)
        return True

    def _levels(self, canvas: Canvas, plot: Plot) -> None:
        for level, css in ((self.baseline, "ln--base"), (self.target, "ln--target")):
            if level and math.isfinite(level.value):
                canvas.line(css, (plot.left, plot.y(level.value)), (plot.right, plot.y(level.value)))

    def _tries(self, canvas: Canvas, plot: Plot) -> None:
        places = {at: (plot.x(at), plot.y(self._finite[at].value)) for at in self.near}
        canvas.path("pts hue-1", dots_path(list(places.values())))
        steps = self.steps
        corners = [(plot.x(at), plot.y(self.course[at])) for at in [*steps, len(self.course) - 1]]
        canvas.path("ln hue-1", path_through(stepped(corners)))
        for at in steps:
            canvas.dot("pt hue-1", places[at], r=3.5)
        add_spots(canvas, list(places.values()), [self._finite[at] for at in places], self.written)

    def _marks(self, canvas: Canvas, plot: Plot) -> None:
        """The last mark, and before it as many as fit."""
        limit = math.inf
        for at, text in reversed(self.marks):
            if plot.x(at) + width_of(text) / 2 + 8 <= limit:
                limit = write_below(canvas, plot, plot.x(at), text)[0]

    def table(self) -> Table:
        course = iter(self.course)
        finite = set(map(id, self._finite))
        rows: list[list[Cell]] = [
            [point.name, point.on, point.value, next(course) if id(point) in finite else None] for point in self.tries
        ]
        head = [_("What"), _("Day"), self.value_name or _("Value"), self.best or _("Best so far")]
        return Table(head, rows, [point.url for point in self.tries])
