"""Curves of metrics, small enough to draw, in a few queries however many there are.

Short series are read as they are. Of long ones the lowest and highest value of each stretch, so that no spike is
lost and the picture is the same at each look. A metric logged without steps is drawn over time.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from django.db.models import Count, F, FloatField, Max, Min, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Floor, Greatest, Least, NullIf

from assay.runs.models import MetricSeries, Point
from assay.runs.sampling import Columns, outlines_of

Axis = Literal["step", "time"]
Line = list[tuple[float, float]]
# Twice as far apart, and the distance of two values would still be a number.
HIGHEST = 1e300
_COLUMNS: dict[Axis, str] = {"step": "step", "time": "at_ms"}


@dataclass(frozen=True)
class Curve:
    """Points from left to right: by step, or by seconds since the first point."""

    axis: Axis
    points: Line


def axis_of(series: MetricSeries) -> Axis | None:
    """Return over what the metric can be drawn; None while it has but one moment."""
    if series.last_step > series.first_step:
        return "step"
    return "time" if series.last_at_ms > series.first_at_ms else None


def curves_of(series: Sequence[MetricSeries], *, stretches: int, over: Axis | None = None) -> Mapping[int, Curve]:
    """Return the curves by the row number of their series; NaN and infinity are left out.

    Each is drawn over its own axis, or all over one.
    """
    curves: dict[int, Curve] = {}
    for axis in _COLUMNS:
        chosen = [one for one in series if (over or axis_of(one)) == axis]
        lines = _of_rows([one for one in chosen if not one.sealed], axis, stretches)
        others = [one for one in chosen if one.pk not in lines]
        lines |= {pk: _of_columns(found, axis, stretches) for pk, found in outlines_of(others, stretches=stretches)}
        starts = {one.pk: one.first_at_ms for one in chosen}
        for pk, line in ((pk, line) for pk, line in lines.items() if line):
            curves[pk] = Curve(axis, line if axis == "step" else _since(starts[pk], line))
    return curves


def course_of(curve: Curve, *, stretches: int) -> list[float]:
    """Return the values from left to right, of a long curve the lowest and highest of each stretch."""
    values = [y for _x, y in curve.points]
    if len(values) <= 2 * stretches:
        return values
    width = -(-len(values) // stretches)
    parts = [values[start : start + width] for start in range(0, len(values), width)]
    return [value for part in parts for value in _turns(part)]


def _turns(part: list[float]) -> tuple[float, float]:
    low, high = min(part), max(part)
    return (low, high) if part.index(low) <= part.index(high) else (high, low)


def _since(start_ms: int, line: Line) -> Line:
    return [((x - start_ms) / 1000, y) for x, y in line]


def _points(series: list[int]) -> QuerySet[Point]:
    return Point.objects.filter(series__in=series, is_nan=False, value__range=(-HIGHEST, HIGHEST))


def _of_rows(series: Sequence[MetricSeries], axis: Axis, stretches: int) -> dict[int, Line]:
    """The lines of those whose points are all in the table; some may have been sealed since they were read."""
    seen: Counter[int] = Counter()
    short = _every_point([one.pk for one in series if one.count <= 2 * stretches], axis, seen)
    long = _extremes([one.pk for one in series if one.count > 2 * stretches], axis, stretches, seen)
    lines = short | long
    return {one.pk: lines.get(one.pk, []) for one in series if seen[one.pk] >= one.count - one.nan_count}


def _every_point(series: list[int], axis: Axis, seen: Counter[int]) -> dict[int, Line]:
    lines: dict[int, Line] = defaultdict(list)
    rows = _points(series).order_by("series_id", "step", "at_ms").values_list("series_id", _COLUMNS[axis], "value")
    for pk, x, y in rows:
        lines[pk].append((float(x), y))
        seen[pk] += 1
    return lines


def _extremes(series: list[int], axis: Axis, stretches: int, seen: Counter[int]) -> dict[int, Line]:
    column = _COLUMNS[axis]
    parts = (
        _points(series)
        .annotate(stretch=_stretch(column, stretches))
        .values("series_id", "stretch")
        .annotate(first=Min(column), last=Max(column), low=Min("value"), high=Max("value"), count=Count("value"))
        .order_by("series_id", "first")
    )
    lines: dict[int, Line] = defaultdict(list)
    for part in parts:
        line = lines[part["series_id"]]
        seen[part["series_id"]] += part["count"]
        begin, end = _in_order(line, part["low"], part["high"])
        line += [(float(part["first"]), begin), (float(part["last"]), end)]
    return lines


def _of_columns(outline: Columns, axis: Axis, stretches: int) -> Line:
    """The same of a series that is unpacked from chunks."""
    xs = outline.steps if axis == "step" else outline.times
    known = [(float(x), y) for x, y in zip(xs, outline.values, strict=True) if -HIGHEST <= y <= HIGHEST]
    known.sort(key=itemgetter(0))  # where times do not follow steps
    if len(known) <= 2 * stretches:
        return known
    first, width = known[0][0], (known[-1][0] - known[0][0]) / stretches
    cuts = [bisect_left(known, (first + number * width,)) for number in range(stretches)]
    line: Line = []
    for start, end in zip(cuts, [*cuts[1:], len(known)], strict=True):
        if start < end:
            values = [y for _x, y in known[start:end]]
            begin, finish = _in_order(line, min(values), max(values))
            line += [(known[start][0], begin), (known[end - 1][0], finish)]
    return line


def _in_order(before: Line, low: float, high: float) -> tuple[float, float]:
    """Begin with the value next to where the line stands, so that a falling line falls."""
    if before and abs(before[-1][1] - high) < abs(before[-1][1] - low):
        return high, low
    return low, high


def _stretch(column: str, stretches: int) -> Floor:
    """Which of the stretches a point falls into.

    In floating point, as steps may lie further apart than a database's integer reaches.
    """
    first = Cast(F(f"series__first_{column}"), FloatField())
    width = Cast(F(f"series__last_{column}"), FloatField()) - first
    # Great numbers that lie close together are one number in floating point, and their width is none.
    share = (Cast(F(column), FloatField()) - first) / NullIf(width, Value(0.0)) * Value(float(stretches))
    return Floor(Least(Greatest(Coalesce(share, Value(0.0)), Value(0.0)), Value(float(stretches - 1))))
