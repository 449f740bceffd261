"""Line charts drawn on the server: several series, a target, a baseline, names at the ends of lines."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assay.pure.numbers import short_number
from assay.web.figures import place

WIDTH, HEIGHT = 520, 236
TOP, BOTTOM = 12.0, 208.0
LETTER = 9.0  # width of a letter beside the plot, where a narrow box shows larger type
_LINE = 20.0  # distance of two labels at the end of lines, where a narrow box shows larger type
_MOST_POINTS = 240  # more cannot be told apart on the screen
_MOST_ROWS = 40
_MOST = 1e300  # beyond it the distance of two values is no number

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line. `dash` 1 (solid) to 4; `stopped` marks the last point with a cross and says why.

    `raw` are the measured points that stand pale behind a smoothed line; `of` is the number of what all of its points
    are kept under, for files.
    """

    name: str
    points: Sequence[Point]
    hue: int = 1
    dash: int = 1
    is_main: bool = False
    stopped: str = ""
    raw: Sequence[Point] = ()
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class LineChart:
    """`title` states the finding, `note` says unit, direction and how many; `name` is its place on its page."""

    title: str
    note: str
    series: Sequence[Series]
    x_name: str
    name: str = "curves"
    target: tuple[str, float] | None = None
    baseline: tuple[str, float] | None = None
    # In the units of the drawing: wider where the chart has the whole row, so that type keeps its size.
    width: int = WIDTH
    # Values at or below 0 have no place on a logarithmic scale and are left out.
    is_log: bool = False
    # Writes a value, with its unit if it has one.
    written: Callable[[float], str] = short_number


@dataclass(frozen=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True)
class Line:
    series: Series
    path: str
    end_x: float
    end_y: float
    raw: str = ""


@dataclass(frozen=True)
class EndLabel:
    y: float
    text: str
    css: str


@dataclass(frozen=True)
class ChartShape:
    width: int
    left: float
    right: float
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    lines: list[Line]
    target_y: float | None
    baseline_y: float | None
    labels: list[EndLabel]
    rows: list[list[str]] = field(default_factory=list)


def nice_ticks(low: float, high: float, *, most: int = 5) -> list[float]:
    """At most `most` + 1 round numbers from `low` to `high`: steps of 1, 2 or 5 times a power of ten."""
    if not high > low:
        return [low]
    raw = high / most - low / most  # the difference itself may be too large for a float
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


def thinned(points: Sequence[Point], *, most: int = _MOST_POINTS) -> list[Point]:
    """Fewer points with the same outline: lowest and highest of each stretch, first and last kept."""
    clean = [(x, y) for x, y in points if abs(x) < _MOST and abs(y) < _MOST]
    if len(clean) <= most:
        return clean
    stretch = math.ceil(len(clean) / (most // 2))
    kept: list[Point] = [clean[0]]
    for start in range(0, len(clean), stretch):
        part = clean[start : start + stretch]
        kept += sorted({min(part, key=lambda p: p[1]), max(part, key=lambda p: p[1])})
    return [*kept, clean[-1]]


def chart_shape(chart: LineChart) -> ChartShape | None:
    """Everything the template draws; None if no series has a point."""
    drawn = [(series, thinned(_placed(chart, series.points))) for series in chart.series]
    drawn = [(series, points) for series, points in drawn if points]
    if not drawn:
        return None
    raws = [thinned(_placed(chart, series.raw)) for series, _points in drawn]
    frame = _frame(chart, [point for points in (*(points for _, points in drawn), *raws) for point in points])
    lines = [
        _line(series, [frame.at(point) for point in points], [frame.at(point) for point in raw])
        for (series, points), raw in zip(drawn, raws, strict=True)
    ]
    return ChartShape(
        width=chart.width,
        left=frame.left,
        right=frame.right,
        x_ticks=[Tick(frame.x(value), short_number(value)) for value in _step_ticks(drawn, frame)],
        y_ticks=[Tick(frame.y(value), _text(chart, value)) for value in _value_ticks(chart, frame.ys)],
        lines=lines,
        target_y=frame.y(chart.target[1]) if chart.target else None,
        baseline_y=frame.y(chart.baseline[1]) if chart.baseline else None,
        labels=_labels(chart, lines, drawn, frame),
        rows=_rows(chart),
    )


def _placed(chart: LineChart, points: Sequence[Point]) -> Sequence[Point]:
    """The points on the scale of the chart: as they are, or their logarithms."""
    if not chart.is_log:
        return points
    return [(x, math.log10(y)) for x, y in points if 0 < y < math.inf]


def _text(chart: LineChart, value: float) -> str:
    """What stands beside a value on the scale of the chart."""
    return chart.written(10.0**value if chart.is_log else value)


def _value_ticks(chart: LineChart, ys: Point) -> list[float]:
    """Round values; on a logarithmic scale powers of ten, and below two of them round values between."""
    if not chart.is_log:
        return nice_ticks(*ys)
    powers = [float(power) for power in range(math.ceil(ys[0]), math.floor(ys[1]) + 1)]
    if len(powers) >= 2:
        return powers[:: math.ceil(len(powers) / 6)]
    return [math.log10(value) for value in nice_ticks(10.0 ** ys[0], 10.0 ** ys[1]) if value > 0]


@dataclass(frozen=True)
class _Frame:
    """The plot area and the scales of both axes."""

    left: float
    right: float
    xs: Point
    ys: Point

    def x(self, value: float) -> float:
        return place(value, *self.xs, self.left, self.right)

    def y(self, value: float) -> float:
        return place(value, *self.ys, BOTTOM, TOP)

    def at(self, point: Point) -> Point:
        return self.x(point[0]), self.y(point[1])


def _frame(chart: LineChart, points: list[Point]) -> _Frame:
    heights = [y for _, y in points] + _levels(chart)
    ys = roomy(min(heights), max(heights))
    texts = [_text(chart, value) for value in _value_ticks(chart, ys)]
    left = 14.0 + LETTER * max((len(text) for text in texts), default=3)
    xs = (min(x for x, _ in points), max(x for x, _ in points))
    return _Frame(left, _right(chart), xs, ys)


def _step_ticks(drawn: list[tuple[Series, list[Point]]], frame: _Frame) -> list[float]:
    """Round steps; whole ones where only whole ones were logged."""
    ticks = nice_ticks(*frame.xs)
    is_whole = all(float(x).is_integer() for _, points in drawn for x, _y in points)
    return [tick for tick in ticks if float(tick).is_integer()] if is_whole else ticks


def _levels(chart: LineChart) -> list[float]:
    return [level[1] for level in (chart.target, chart.baseline) if level and math.isfinite(level[1])]


def roomy(low: float, high: float) -> tuple[float, float]:
    """A scale with a little room at both ends, also where all values are the same."""
    room = (high - low) * 0.06 or abs(high) * 0.05 or 1.0
    return low - room, high + room


def _right(chart: LineChart) -> float:
    """Leave room for the longest name at the end of a line."""
    names = [series.name for series in chart.series if series.is_main]
    names += [level[0] for level in (chart.target, chart.baseline) if level]
    return chart.width - 12 - LETTER * min(max((len(name) + 5 for name in names), default=0), 20)


def _line(series: Series, points: list[Point], raw: list[Point]) -> Line:
    return Line(series, path_of(points), *points[-1], raw=path_of(raw) if raw else "")


def path_of(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _labels(
    chart: LineChart, lines: list[Line], drawn: list[tuple[Series, list[Point]]], frame: _Frame
) -> list[EndLabel]:
    """Names at the right end: the main line, the target, the baseline, one below the other."""
    found = [
        EndLabel(line.end_y, f"{line.series.name} {_last(chart, line.series, points)}", f"on hue-{line.series.hue}")
        for line, (_, points) in zip(lines, drawn, strict=True)
        if line.series.is_main and not line.series.stopped
    ]
    levels = [level for level in (chart.target, chart.baseline) if level]
    found += [EndLabel(frame.y(value), f"{name} {chart.written(value)}", "") for name, value in levels]
    return spread(found)


def _last(chart: LineChart, series: Series, points: list[Point]) -> str:
    """The last measured value, also of a line that is smoothed."""
    return chart.written(series.raw[-1][1]) if series.raw else _text(chart, points[-1][1])


def spread(labels: list[EndLabel]) -> list[EndLabel]:
    """Push labels down where they would lie on each other, and all of them up where the last would fall out."""
    placed: list[EndLabel] = []
    for label in sorted(labels, key=lambda label: label.y):
        lowest = placed[-1].y + _LINE if placed else 0.0
        placed.append(EndLabel(max(label.y, lowest), label.text, label.css))
    over = placed[-1].y - BOTTOM if placed else 0.0
    return [EndLabel(round(label.y - max(over, 0.0) + 4, 1), label.text, label.css) for label in placed]


def _rows(chart: LineChart) -> list[list[str]]:
    """The same numbers as a table: one row for each x, at most forty of them, evenly taken."""
    by_x = [dict(series.points) for series in chart.series]
    xs = sorted({x for values in by_x for x in values})
    step = math.ceil(len(xs) / _MOST_ROWS) or 1
    shown = sorted({*xs[::step], *xs[-1:]})
    return [[short_number(x), *(chart.written(values[x]) if x in values else "" for values in by_x)] for x in shown]
