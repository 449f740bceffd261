"""A value over time: each try is a dot, the best so far a line of steps, target and baseline lie across."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.pure.numbers import short_number
from assay.web.charts.axes import Name, Plot, around, days_below, names_at, plot_on, span_of
from assay.web.charts.canvas import Canvas, path_through, stepped
from assay.web.charts.figure import Figure, Level, Point, Table, Writer, drawable, finite_points
from assay.web.charts.lines import thinned
from assay.web.charts.scatter import add_spots, dots_path, table_of_points

_MOST_STEPS = 400


@dataclass(frozen=True, kw_only=True)
class StepLine(Figure):
    """`points` in the order of time; each step goes to a better value, or to each value where `is_best` is false."""

    points: Sequence[Point]
    higher_is_better: bool = True
    is_best: bool = True
    target: Level | None = None
    baseline: Level | None = None
    line_name: str = ""
    value_name: str = ""
    written: Writer = short_number

    def height(self, width: float) -> float:
        return 280

    def draw(self, canvas: Canvas) -> bool:
        points = sorted(finite_points(self.points), key=lambda point: point.on)
        if not points:
            return False
        course = self._course(points)
        levels = [level for level in (self.target, self.baseline) if level and drawable(level.value)]
        last = f"{self.line_name or (_('best') if self.is_best else _('last'))} {self.written(course[-1].value)}"
        names = [last, *(f"{level.name} {self.written(level.value)}" for level in levels)]
        values = [*(point.value for point in points), *(level.value for level in levels)]
        plot = plot_on(
            canvas, xs=span_of([point.on for point in points]), ys=around(values), written=self.written, names=names
        )
        self._levels(canvas, plot)
        places = [(plot.on(point.on), plot.y(point.value)) for point in points]
        canvas.path("pts hue-1", dots_path(places))
        self._line(canvas, plot, points, course)
        heights = [plot.y(course[-1].value), *(plot.y(level.value) for level in levels)]
        styles = ["on hue-1", *("" for _level in levels)]
        names_at(canvas, plot, [Name(y, name, css) for y, name, css in zip(heights, names, styles, strict=True)])
        days_below(canvas, plot)
        add_spots(canvas, places, points, self.written)
        return True

    def _levels(self, canvas: Canvas, plot: Plot) -> None:
        for level, css in ((self.baseline, "ln--base"), (self.target, "ln--target")):
            if level and drawable(level.value):
                canvas.line(css, (plot.left, plot.y(level.value)), (plot.right, plot.y(level.value)))

    def _course(self, points: Sequence[Point]) -> list[Point]:
        """The points at which the line takes a step."""
        if not self.is_best:
            return list(points)
        found = [points[0]]
        for point in points[1:]:
            is_better = point.value > found[-1].value if self.higher_is_better else point.value < found[-1].value
            if is_better:
                found.append(point)
        return found

    def _line(self, canvas: Canvas, plot: Plot, points: Sequence[Point], course: Sequence[Point]) -> None:
        steps = thinned([(plot.on(point.on), plot.y(point.value)) for point in course], most=_MOST_STEPS)
        canvas.path("ln hue-1", path_through(stepped([*steps, (plot.on(points[-1].on), steps[-1][1])])))
        for step in steps[-60:]:
            canvas.dot("pt hue-1", step, r=3.5)

    def table(self) -> Table:
        return table_of_points(self.points, self.value_name)
