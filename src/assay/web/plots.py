"""Plots of many things at once, drawn on the server: a scatter, and parallel coordinates.

An axis holds numbers or, if one value is none, the texts themselves, evenly apart.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assay.pure.numbers import short_number
from assay.web.charts.lines import Tick, nice_ticks
from assay.web.figures import place

_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 508.0, 12.0, 264.0
_MOST_TEXTS = 12
_SHORT = 14
BANDS = 5
# From here on small values would all lie on one place.
FAR = 100

Value = float | str | None


@dataclass(frozen=True)
class Scale:
    """Where values of an axis lie between 0 and 1, and what is written beside it."""

    low: float
    high: float
    texts: tuple[str, ...] = ()
    is_log: bool = False

    @classmethod
    def of(cls, values: Sequence[Value]) -> "Scale":
        """Return the scale of these values; logarithmic where they are positive and a hundredfold apart."""
        found = [value for value in values if value is not None]
        numbers = [value for value in found if isinstance(value, float) and math.isfinite(value)]
        if len(numbers) < len(found):
            texts = sorted({_written(value) for value in found})
            return cls(0.0, max(len(texts) - 1.0, 1.0), tuple(texts))
        is_log = min(numbers, default=0.0) > 0 and max(numbers) >= FAR * min(numbers)
        scaled = [math.log10(number) if is_log else number for number in numbers] or [0.0]
        return cls(min(scaled), max(scaled), is_log=is_log)

    def share(self, value: Value) -> float | None:
        """Return the place from 0 to 1; None for a value that is missing or infinite."""
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            return None
        if self.texts:
            number = float(self.texts.index(_written(value)))
        else:
            number = math.log10(float(value)) if self.is_log else float(value)
        return place(number, self.low, self.high, 0.0, 1000.0) / 1000.0

    def marks(self) -> list[tuple[float, str]]:
        """Return the places that are named: round numbers, or the texts, the first and last of many."""
        if self.texts:
            step = math.ceil(len(self.texts) / _MOST_TEXTS)
            named = [(float(at), _cut(text)) for at, text in enumerate(self.texts)][::step]
        else:
            ticks = nice_ticks(self.low, self.high, most=6)
            named = [(tick, short_number(10.0**tick if self.is_log else tick)) for tick in ticks]
        return [(place(at, self.low, self.high, 0.0, 1000.0) / 1000.0, text) for at, text in named]


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One thing on a scatter."""

    name: str
    url: str
    x: Value
    y: Value
    hue: int = 1


@dataclass(frozen=True, kw_only=True)
class Scatter:
    title: str
    note: str
    x_name: str
    y_name: str
    dots: Sequence[Dot]


@dataclass(frozen=True)
class PlacedDot:
    dot: Dot
    x: float
    y: float


@dataclass(frozen=True)
class ScatterShape:
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    dots: list[PlacedDot]
    left: float = _LEFT
    right: float = _RIGHT
    bottom: float = _BOTTOM


def scatter_shape(plot: Scatter) -> ScatterShape | None:
    """Everything the template draws; None if nothing has both values."""
    xs, ys = Scale.of([dot.x for dot in plot.dots]), Scale.of([dot.y for dot in plot.dots])
    found = [(dot, xs.share(dot.x), ys.share(dot.y)) for dot in plot.dots]
    dots = [PlacedDot(dot, _across(x), _up(y)) for dot, x, y in found if x is not None and y is not None]
    if not dots:
        return None
    return ScatterShape(
        x_ticks=[Tick(_across(at), text) for at, text in xs.marks()],
        y_ticks=[Tick(_up(at), text) for at, text in ys.marks()],
        dots=dots,
    )


@dataclass(frozen=True, kw_only=True)
class Parallel:
    """Each thing is a line through all axes; `ranks` from 0 (worst) to 1 (best) colour them, None is grey."""

    title: str
    note: str
    axes: Sequence[str]
    names: Sequence[str]
    rows: Sequence[Sequence[Value]]
    ranks: Sequence[float | None]


@dataclass(frozen=True)
class ParallelAxis:
    x: float
    name: str
    ticks: list[Tick]


@dataclass(frozen=True)
class ParallelLine:
    name: str
    path: str
    band: int
    # Where a value is missing the line goes on beyond it, dotted.
    skipped: str = ""


@dataclass(frozen=True)
class ParallelShape:
    width: int
    axes: list[ParallelAxis]
    lines: list[ParallelLine]
    top: float = 34.0
    bottom: float = _BOTTOM


def parallel_shape(plot: Parallel, *, width: int = 1080) -> ParallelShape | None:
    """Everything the template draws; None for less than two axes."""
    if len(plot.axes) < 2:
        return None
    scales = [Scale.of([row[at] for row in plot.rows]) for at in range(len(plot.axes))]
    xs = [round(50 + (width - 130) * at / (len(plot.axes) - 1), 1) for at in range(len(plot.axes))]
    axes = [
        ParallelAxis(x, _cut(name, 20), [Tick(_deep(at), text) for at, text in scale.marks()])
        for x, name, scale in zip(xs, plot.axes, scales, strict=True)
    ]
    lines = [
        ParallelLine(name, path, 0 if rank is None else 1 + min(int(rank * BANDS), BANDS - 1), skipped)
        for name, row, rank in zip(plot.names, plot.rows, plot.ranks, strict=True)
        for path, skipped in [_through(xs, [scale.share(value) for scale, value in zip(scales, row, strict=True)])]
        if path or skipped
    ]
    return ParallelShape(width, axes, sorted(lines, key=lambda line: line.band))


def _through(xs: Sequence[float], shares: Sequence[float | None]) -> tuple[str, str]:
    """Return a line through the axes where the value is known, and what goes past those where it is missing."""
    known = [
        (at, f"{x:g} {_deep(share):g}")
        for at, (x, share) in enumerate(zip(xs, shares, strict=True))
        if share is not None
    ]
    drawn = {False: "", True: ""}
    for (before, start), (at, end) in pairwise(known):
        drawn[at - before > 1] += f"M{start}L{end}"
    return drawn[False], drawn[True]


def _across(share: float) -> float:
    return round(_LEFT + 8 + share * (_RIGHT - _LEFT - 16), 1)


def _up(share: float) -> float:
    return round(_BOTTOM - 8 - share * (_BOTTOM - _TOP - 16), 1)


def _deep(share: float) -> float:
    return round(_BOTTOM - share * (_BOTTOM - 34), 1)


def _written(value: Value) -> str:
    return short_number(value) if isinstance(value, float) else str(value)


def _cut(text: str, most: int = _SHORT) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
