"""Evaluate a stop condition while metrics arrive.

`diverges`: the newest point is NaN or Infinite, or the series has grown: each of the last three points is
above the first value and further above the lowest value so far than that value's own size (for values
of 0 and more: above twice the lowest). Assumes that lower is better, as for a loss. Three points, so that
one spike does not fire; above the first, so that noise around a tiny loss does not. The rule is our own.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from assay.pure.criteria import (
    After,
    AllOf,
    AnyOf,
    Atom,
    Comparison,
    Condition,
    Counter,
    Divergence,
    Elapsed,
    MetricRef,
    StopRule,
    atoms,
    format_metric,
    mentions_elapsed,
    resolve_threshold,
)
from assay.pure.criteria.questions import POINTS_TO_DIVERGE
from assay.pure.numbers import short_number
from assay.pure.reasons import Reason, ReasonCode, reason

from .facts import Baseline
from .windows import Moment, Point, SeriesWindow, Track


@dataclass(frozen=True, slots=True)
class FiredPart:
    """One part that was true when the rule fired; `point` is None for elapsed time."""

    condition: Atom
    reason: Reason
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Firing:
    """A stop rule that fired, with the parts that made it fire, from left to right."""

    rule: StopRule
    parts: tuple[FiredPart, ...]

    @property
    def point(self) -> Point | None:
        """The newest point that fired; None if only time did."""
        points = [part.point for part in self.parts if part.point]
        return max(points, key=lambda point: point.step, default=None)

    @property
    def value(self) -> float | None:
        """The value that fired; may be NaN."""
        return self.point.value if self.point else None

    @property
    def step(self) -> int | None:
        """The step at which it fired."""
        return self.point.step if self.point else None

    @property
    def epoch(self) -> int | None:
        """The epoch at which it fired, counted from 1."""
        return self.point.epoch if self.point else None


def first_firing(
    rule: StopRule,
    windows: Mapping[MetricRef, SeriesWindow],
    *,
    elapsed: timedelta | None,
    baseline: Baseline | None = None,
) -> Firing | None:
    """Go through the fresh points in order and give the first moment at which `rule` holds, or None.

    Every series is read as of that moment: its newest point at or before that step. A rule with `elapsed`
    is also evaluated before the fresh points, so that a timer may call this with none.
    """
    limits = _limits(rule.condition, baseline or Baseline())
    sight = _Sight({ref: Track(window) for ref, window in windows.items()}, elapsed, limits)
    for moment in _moments(rule, sight):
        if parts := _fired(rule.condition, sight, moment):
            return Firing(rule, parts)
    return None


@dataclass(frozen=True, slots=True)
class _Sight:
    tracks: Mapping[MetricRef, Track]
    elapsed: timedelta | None
    limits: Mapping[Comparison, float | None]


def _limits(condition: Condition, baseline: Baseline) -> Mapping[Comparison, float | None]:
    """Return what each comparison compares with: the same for all points of a batch."""
    compared = [part for part in atoms(condition) if isinstance(part, Comparison)]
    return {part: resolve_threshold(part, baseline.value_of(part.metric)).value for part in compared}


def _moments(rule: StopRule, sight: _Sight) -> Iterator[Moment | None]:
    if sight.elapsed is not None and mentions_elapsed(rule.condition):
        yield None
    yield from sorted({moment for track in sight.tracks.values() for moment in track.moments})


def _fired(condition: Condition, sight: _Sight, moment: Moment | None) -> tuple[FiredPart, ...]:
    """The parts that make the condition true, empty if it is not."""
    if isinstance(condition, AllOf | AnyOf):
        parts = [_fired(part, sight, moment) for part in condition.parts]
        holds = all(parts) if isinstance(condition, AllOf) else any(parts)
        return tuple(fired for part in parts for fired in part) if holds else ()
    fired = _fired_atom(condition, sight, moment)
    return (fired,) if fired else ()


def _fired_atom(part: Atom, sight: _Sight, moment: Moment | None) -> FiredPart | None:
    if isinstance(part, Elapsed):
        return _time_is_up(part, sight.elapsed)
    track = sight.tracks.get(part.metric)
    if track is None:
        return None
    if isinstance(part, Divergence):
        return _diverged(part, track, moment)
    return _compared(part, track, moment, sight.limits[part])


def _time_is_up(part: Elapsed, elapsed: timedelta | None) -> FiredPart | None:
    if elapsed is None:
        return None
    hours, limit = (span.total_seconds() / 3600 for span in (elapsed, part.duration))
    if not part.operator.holds(hours, limit):
        return None
    return FiredPart(part, reason(ReasonCode.FIRED_ELAPSED, hours=hours, limit_hours=limit))


def _compared(part: Comparison, track: Track, moment: Moment | None, threshold: float | None) -> FiredPart | None:
    points = track.latest(part.windows, moment)
    if threshold is None or len(points) < part.windows:
        return None
    if not all(_is_after(point, part.after) and part.operator.holds(point.value, threshold) for point in points):
        return None
    return FiredPart(
        part,
        reason(
            ReasonCode.FIRED_VALUE,
            metric=format_metric(part.metric),
            operator=str(part.operator),
            value=points[-1].value,
            threshold=threshold,
            step=points[-1].step,
            epoch=points[-1].epoch,
            windows=part.windows,
        ),
        points[-1],
    )


def _diverged(part: Divergence, track: Track, moment: Moment | None) -> FiredPart | None:
    points = track.latest(POINTS_TO_DIVERGE, moment)
    if not points or not _is_after(points[-1], part.after):
        return None
    newest, metric = points[-1], format_metric(part.metric)
    place = {"step": newest.step, "epoch": newest.epoch}
    if not math.isfinite(newest.value):
        value = short_number(newest.value)
        return FiredPart(part, reason(ReasonCode.FIRED_NOT_FINITE, metric=metric, value=value, **place), newest)
    first, lowest = track.first, track.lowest(moment)
    if first is None or not _has_grown([point.value for point in points], first, lowest):
        return None
    growth = reason(ReasonCode.FIRED_GROWTH, metric=metric, value=newest.value, lowest=lowest, first=first, **place)
    return FiredPart(part, growth, newest)


def _has_grown(values: list[float], first: float, lowest: float) -> bool:
    if len(values) < POINTS_TO_DIVERGE or not all(map(math.isfinite, (*values, first, lowest))):
        return False
    return all(value > first and value - lowest > abs(lowest) for value in values)


def _is_after(point: Point, after: After | None) -> bool:
    if after is None:
        return True
    return (point.epoch if after.counter is Counter.EPOCHS else point.step) >= after.count
