"""A line chart as a file: what its page draws by a template, put on a canvas."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assay.web.charts.canvas import LINE, Canvas, fitted, width_of
from assay.web.charts.figure import Cell, Table
from assay.web.charts.lines import HEIGHT, ChartShape, Line, LineChart, chart_shape

_SWATCH, _GAP = 22.0, 16.0


@dataclass(frozen=True)
class LineFile:
    """Its table holds the points that are drawn; whoever knows more of them answers with these instead."""

    chart: LineChart

    @property
    def title(self) -> str:
        return self.chart.title

    @property
    def name(self) -> str:
        return self.chart.name

    @property
    def said(self) -> str:
        return self.chart.note

    @property
    def missing(self) -> str:
        return _("Nothing to draw yet.")

    def height(self, width: float) -> float:
        return HEIGHT + LINE * (1 + len(self._legend(width)))

    def draw(self, canvas: Canvas) -> bool:
        shape = chart_shape(replace(self.chart, width=int(canvas.width)))
        if shape is None:
            return False
        self._grid(canvas, shape)
        for line in sorted(shape.lines, key=lambda line: line.series.is_main):
            _line(canvas, line, right=shape.right)
        for label in shape.labels:
            canvas.text(label.css, (shape.right + 10, label.y), fitted(label.text, canvas.width - shape.right - 10))
        for at, row in enumerate(self._legend(canvas.width)):
            _names(canvas, row, y=HEIGHT + LINE * (at + 1))
        return True

    def table(self) -> Table:
        chart = self.chart
        rows: list[list[Cell]] = [
            [series.name, x, y] for series in chart.series for x, y in series.raw or series.points
        ]
        return Table([_("Line"), chart.x_name or _("Step"), _("Value")], rows)

    def _grid(self, canvas: Canvas, shape: ChartShape) -> None:
        for tick in shape.y_ticks:
            canvas.line("grid", (shape.left, tick.at), (shape.right, tick.at))
            canvas.text("end", (shape.left - 7, tick.at + 4), fitted(tick.text, shape.left - 8))
        for tick in shape.x_ticks:
            canvas.text("mid", (tick.at, HEIGHT - 6), tick.text)
        for css, y in (("ln--base", shape.baseline_y), ("ln--target", shape.target_y)):
            if y is not None:
                canvas.line(css, (shape.left, y), (shape.right, y))

    def _legend(self, width: float) -> list[list[tuple[float, str, Line]]]:
        """The names of the lines in rows no wider than this: where each begins, its text and its line."""
        shape = chart_shape(self.chart)
        rows: list[list[tuple[float, str, Line]]] = [[]]
        at = 0.0
        for line in shape.lines if shape else ():
            text = fitted(line.series.name, width / 2)
            wide = _SWATCH + width_of(text) + _GAP
            if rows[-1] and at + wide > width:
                rows.append([])
                at = 0.0
            rows[-1].append((at, text, line))
            at += wide
        return rows


def _line(canvas: Canvas, line: Line, *, right: float) -> None:
    series = line.series
    if line.raw:
        canvas.path(f"ln ln--raw hue-{series.hue}", line.raw)
    canvas.path(_css(line), line.path)
    if series.stopped:
        x, y = line.end_x, line.end_y
        canvas.path("x--bad", f"M{x - 4:g} {y - 4:g}l8 8M{x + 4:g} {y - 4:g}l-8 8")
        is_far = x + 12 + width_of(series.stopped, is_strong=True) > right
        canvas.text(f"on hue-8{' end' if is_far else ''}", (x + (-12 if is_far else 12), y + 4), series.stopped)
    elif series.is_main:
        canvas.dot(f"pt--ring hue-{series.hue}", (line.end_x, line.end_y), r=5)


def _names(canvas: Canvas, row: list[tuple[float, str, Line]], *, y: float) -> None:
    for at, text, line in row:
        canvas.line(_css(line), (at, y - 4), (at + _SWATCH - 6, y - 4))
        canvas.text("", (at + _SWATCH, y), text)


def _css(line: Line) -> str:
    series = line.series
    thin, dash = "" if series.is_main else " ln--thin", f" ln--{series.dash}" if series.dash > 1 else ""
    return f"ln{thin}{dash} hue-{series.hue}"
