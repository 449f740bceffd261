"""Geometry of the small figures: the sparkline and the gauge. Templates draw what these return."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assay.pure.numbers import short_number

_EDGE = 3.0  # room for the marks at the edges of a sparkline
_LETTER = 5.6  # width of a letter in a gauge's label, in its own units


@dataclass(frozen=True)
class Spark:
    path: str
    end_x: float
    end_y: float
    target_y: float | None
    band_y: float | None
    band_height: float | None


@dataclass(frozen=True)
class Label:
    x: float
    anchor: str
    text: str


@dataclass(frozen=True)
class Gauge:
    value_x: float
    value: Label
    low_x: float | None
    high_x: float | None
    target: Label | None
    target_x: float | None
    base: Label | None
    base_x: float | None


def finite(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None and math.isfinite(value)]


def place(value: float, low: float, high: float, start: float, end: float) -> float:
    """Where `value` of the scale `low`..`high` lies between `start` and `end`; the middle of a flat scale."""
    share = (value - low) / (high - low) if high > low else 0.5
    return round(start + share * (end - start), 1)


def spark_shape(
    values: Sequence[float | None],
    *,
    target: float | None = None,
    band: tuple[float, float] | None = None,
    width: float = 120,
    height: float = 28,
) -> Spark | None:
    """A line of `values` with its last point marked; None if there is nothing to draw."""
    points = finite(values)
    if not points:
        return None
    scale = finite([*points, target])
    low, high = min(scale), max(scale)

    def y(value: float) -> float:
        return min(max(place(value, low, high, height - _EDGE, _EDGE), 0.0), height)

    xs = [place(i, 0, len(points) - 1, 2, width - 4) for i in range(len(points))]
    if len(points) == 1:
        xs = [width - 4]
    band_top = y(band[1]) if band else None
    return Spark(
        path=_line(xs, [y(value) for value in points]),
        end_x=xs[-1],
        end_y=y(points[-1]),
        target_y=None if target is None or not math.isfinite(target) else y(target),
        band_y=band_top,
        band_height=round(y(band[0]) - band_top, 1) if band and band_top is not None else None,
    )


def gauge_shape(
    value: float,
    *,
    low: float | None = None,
    high: float | None = None,
    target: float | None = None,
    base: float | None = None,
    width: float = 220,
    names: tuple[str, str] = ("target", "base"),
    texts: tuple[str | None, str | None] = (None, None),
) -> Gauge:
    """Value, interval, target and baseline on one axis; labels kept inside and apart.

    `names` are the words for target and base, `texts` replace their numbers.
    """
    scale = finite([value, low, high, target, base])
    ends = (min(scale, default=0.0), max(scale, default=0.0))

    def x(number: float | None) -> float | None:
        if number is None or not math.isfinite(number):
            return None
        return place(number, *ends, width * 0.15, width * 0.85)

    value_x = x(value) or width / 2
    target_x, base_x = x(target), x(base)
    target_label = _label(target_x, names[0], target, texts[0], width)
    base_label = _label(base_x, names[1], base, texts[1], width)
    if target_label and base_label:
        target_label, base_label = _apart(target_label, base_label, width)
    return Gauge(
        value_x=value_x,
        value=_label(value_x, "", value, None, width) or Label(value_x, "middle", ""),
        low_x=x(low),
        high_x=x(high),
        target=target_label,
        target_x=target_x,
        base=base_label,
        base_x=base_x,
    )


def _line(xs: Sequence[float], ys: Sequence[float]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in zip(xs, ys, strict=True))


def _label(x: float | None, name: str, number: float | None, text: str | None, width: float) -> Label | None:
    if x is None or number is None:
        return None
    words = f"{name} {short_number(number) if text is None else text}".strip()
    half = len(words) * _LETTER / 2
    if x - half < 0:
        return Label(0, "start", words)
    if x + half > width:
        return Label(width, "end", words)
    return Label(x, "middle", words)


def _apart(first: Label, second: Label, width: float) -> tuple[Label, Label]:
    """Push two labels outwards when they would lie on each other."""
    left, right = sorted((first, second), key=_centre)
    if _end(left) + _LETTER <= _start(right):
        return first, second
    middle = (_end(left) + _start(right)) / 2
    middle = min(max(middle, len(left.text) * _LETTER + 3), width - len(right.text) * _LETTER - 3)
    moved = {
        id(left): Label(round(middle - 3, 1), "end", left.text),
        id(right): Label(round(middle + 3, 1), "start", right.text),
    }
    return moved[id(first)], moved[id(second)]


def _start(label: Label) -> float:
    return label.x - len(label.text) * _LETTER * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]


def _end(label: Label) -> float:
    return _start(label) + len(label.text) * _LETTER


def _centre(label: Label) -> float:
    return (_start(label) + _end(label)) / 2
