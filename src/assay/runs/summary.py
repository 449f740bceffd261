"""The summary of a metric series: plain values, brought up to date point by point without reading the history.

The result does not depend on the order in which points arrive, as first, last, low and high are chosen by the
points themselves: first and last by (step, timestamp, value), where NaN sorts above every number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class StoredPoint(NamedTuple):
    """One value of a series; `value` may be NaN or infinite, `at_ms` is Unix time in milliseconds."""

    step: int
    at_ms: int
    value: float


Place: TypeAlias = tuple[int, int, bool, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """What `MetricSeries` keeps of one series, with its number. None as a value stands for NaN."""

    series_id: int
    count: int
    nan_count: int
    first: float | None
    first_step: int
    first_at_ms: int
    last: float | None
    last_step: int
    last_at_ms: int
    low: float | None
    high: float | None

    @property
    def first_place(self) -> Place:
        return place(StoredPoint(self.first_step, self.first_at_ms, _shown(self.first)))

    @property
    def last_place(self) -> Place:
        return place(StoredPoint(self.last_step, self.last_at_ms, _shown(self.last)))


def place(point: StoredPoint) -> Place:
    """Return where the point stands in its series; also its key in the table of points."""
    value = point.value
    is_nan = value != value  # only NaN differs from itself; math.isnan costs a call
    return (point.step, point.at_ms, is_nan, 0.0 if is_nan else value)


def merged(series_id: int, before: Summary | None, fresh: Sequence[StoredPoint]) -> Summary:
    """Return the summary with `fresh`, which are new, not empty and in the order of `place`."""
    numbers = [point.value for point in fresh if not math.isnan(point.value)]
    lows, highs, earliest, latest = list(numbers), list(numbers), fresh[0], fresh[-1]
    count, nan_count = len(fresh), len(fresh) - len(numbers)
    if before is not None:
        count, nan_count = count + before.count, nan_count + before.nan_count
        lows += [] if before.low is None else [before.low]
        highs += [] if before.high is None else [before.high]
        earliest = earliest if place(earliest) < before.first_place else _first(before)
        latest = latest if place(latest) > before.last_place else _last(before)
    return Summary(
        series_id=series_id,
        count=count,
        nan_count=nan_count,
        first=_kept(earliest.value),
        first_step=earliest.step,
        first_at_ms=earliest.at_ms,
        last=_kept(latest.value),
        last_step=latest.step,
        last_at_ms=latest.at_ms,
        low=min(lows, default=None),
        high=max(highs, default=None),
    )


def _first(summary: Summary) -> StoredPoint:
    return StoredPoint(summary.first_step, summary.first_at_ms, _shown(summary.first))


def _last(summary: Summary) -> StoredPoint:
    return StoredPoint(summary.last_step, summary.last_at_ms, _shown(summary.last))


def _kept(value: float) -> float | None:
    return None if math.isnan(value) else value


def _shown(value: float | None) -> float:
    return math.nan if value is None else value
