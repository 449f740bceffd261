"""Many tries at one value, drawn on the server: each is a dot, and a line of steps is the best so far."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assay.web.charts.lines import BOTTOM, LETTER, TOP, EndLabel, Tick, nice_ticks, path_of, roomy, spread
from assay.web.figures import place

WIDTH = 560
_CELL = 2.0  # dots nearer to each other than this cannot be told apart
_MOST_STEPS = 60
# With so many tries, those farther from the best than this times the worst of the nearer nine tenths are not drawn.
_MANY, _NEAR = 10, 3.0


@dataclass(frozen=True, kw_only=True)
class TriesChart:
    """`values` in the order of the tries, `course` the best after each; `steps` are the places of the better ones.

    `title` states the finding, `note` says metric, unit, direction. `marks` name places below the chart.
    `written` writes a value with its unit; `best`, `target` and `baseline` are named at the ends of their lines.
    """

    title: str
    note: str
    values: Sequence[float]
    course: Sequence[float]
    steps: Sequence[int]
    marks: Sequence[tuple[int, str]]
    written: Callable[[float], str]
    best: str
    target: tuple[str, float] | None = None
    baseline: tuple[str, float] | None = None


@dataclass(frozen=True)
class TriesShape:
    """What the template draws. All dots are one path, as there can be thousands; `far` counts those left out."""

    left: float
    right: float
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    dots: str
    steps: list[tuple[float, float, str]]
    line: str
    target_y: float | None
    baseline_y: float | None
    labels: list[EndLabel]
    far: int = 0
    width: int = WIDTH


def tries_shape(chart: TriesChart) -> TriesShape | None:
    """Everything the template draws; None without a try."""
    if not chart.values:
        return None
    levels = [level for level in (chart.target, chart.baseline) if level]
    near = _near(chart)
    ys = roomy(*_ends([*near.values(), *chart.course[-1:], *(value for _name, value in levels)]))
    ticks = [(value, chart.written(value)) for value in nice_ticks(*ys)]
    left = 14.0 + LETTER * max((len(text) for _value, text in ticks), default=3)
    named = [f"{name} {chart.written(value)}" for name, value in [*levels, (chart.best, chart.course[-1])]]
    right = WIDTH - 12 - LETTER * max(map(len, named))

    steps = [at for at in chart.steps if at in near][-_MOST_STEPS:]

    def x(number: float) -> float:
        return place(number, 0, len(chart.values) - 1, left + 4, right - 4)

    def y(value: float) -> float:
        return place(value, *ys, BOTTOM, TOP)

    return TriesShape(
        left=left,
        right=right,
        x_ticks=[Tick(x(at), text) for at, text in chart.marks],
        y_ticks=[Tick(y(value), text) for value, text in ticks],
        dots=_dots([(x(at), y(value)) for at, value in near.items()]),
        steps=[(x(at), y(chart.values[at]), chart.written(chart.values[at])) for at in steps],
        line=path_of(_steps([(x(at), y(chart.course[at])) for at in [*steps, len(chart.course) - 1]])),
        target_y=y(chart.target[1]) if chart.target else None,
        baseline_y=y(chart.baseline[1]) if chart.baseline else None,
        far=len(chart.values) - len(near),
        labels=_labels(named, [y(value) for _name, value in levels] + [y(chart.course[-1])]),
    )


def _near(chart: TriesChart) -> dict[int, float]:
    """The tries by their places, without those so bad that all others would lie on one line."""
    best = chart.course[-1]
    apart = sorted(abs(value - best) for value in chart.values)
    most = _NEAR * apart[len(apart) * 9 // 10] if len(apart) >= _MANY else math.inf
    return {at: value for at, value in enumerate(chart.values) if abs(value - best) <= (most or math.inf)}


def _ends(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _dots(points: Sequence[tuple[float, float]]) -> str:
    """Dots as strokes without length; of several on one place only one."""
    places = dict.fromkeys((round(x / _CELL) * _CELL, round(y / _CELL) * _CELL) for x, y in points)
    return "".join(f"M{x:g} {y:g}h0" for x, y in places)


def _steps(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Go across to each point at the height of the one before."""
    corners = [corner for (_x, y), then in pairwise(points) for corner in ((then[0], y), then)]
    return [points[0], *corners]


def _labels(named: Sequence[str], heights: Sequence[float]) -> list[EndLabel]:
    styles = [*[""] * (len(named) - 1), "strong"]
    return spread([EndLabel(y, text, css) for y, text, css in zip(heights, named, styles, strict=True)])
