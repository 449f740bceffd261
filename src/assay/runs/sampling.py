"""Series thinned for charts: the same points at each look, and no spike is lost.

The steps are cut into equal stretches (the times, where a metric has no steps), and of each stretch the lowest, the
highest and one NaN stay, besides the very first and last point. Of very long series only the extremes of whole chunks
are looked at, so that nothing is unpacked.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assay.runs import chunks, points
from assay.runs.chunks import Extremes
from assay.runs.models import MetricSeries
from assay.runs.summary import StoredPoint, place


@dataclass(frozen=True, slots=True)
class SampledSeries:
    """At most so many points of a series, by step; each stretch keeps its lowest and highest, so spikes stay."""

    series_id: int
    points: Sequence[StoredPoint]
    total: int


@dataclass(frozen=True, slots=True)
class Columns:
    """A series as three columns, in the order of places: so long ones cost no object for each point."""

    steps: Sequence[int]
    times: Sequence[int]
    values: Sequence[float]

    @classmethod
    def of(cls, some: Sequence[StoredPoint]) -> "Columns":
        return cls([one.step for one in some], [one.at_ms for one in some], [one.value for one in some])

    def __len__(self) -> int:
        return len(self.steps)

    def point(self, at: int) -> StoredPoint:
        return StoredPoint(self.steps[at], self.times[at], self.values[at])


def sampled(series: Iterable[MetricSeries], *, most: int = 1000) -> list[SampledSeries]:
    """Return each series thinned to at most `most` points; the same points at each call."""
    return [SampledSeries(one.pk, thinned(outline_of(one, stretches=most // 3), most), one.count) for one in series]


def columns_of(series_id: int) -> Columns:
    """Return the whole series."""
    tail = points.tail_of(series_id)
    sealed = chunks.all_of(series_id)
    if not sealed:
        return Columns.of(tail)
    if tail and place(tail[0]) <= place(sealed[-1].last):
        return Columns.of(points.by_place([*chain.from_iterable(chunk.points() for chunk in sealed), *tail]))
    steps = [*chain.from_iterable(chunk.steps for chunk in sealed), *(point.step for point in tail)]
    times = [*chain.from_iterable(chunk.times for chunk in sealed), *(point.at_ms for point in tail)]
    values = [*chain.from_iterable(chunk.values for chunk in sealed), *(point.value for point in tail)]
    return Columns(steps, times, values)


def outline_of(series: MetricSeries, *, stretches: int) -> Columns:
    """Return the whole series, unless there are chunks enough for their extremes alone to be the picture."""
    if series.sealed < stretches * points.CHUNK:
        return columns_of(series.pk)
    tail = points.tail_of(series.pk)
    known = [point for chunk in chunks.extremes_of(series.pk) for point in _of_chunk(chunk)]
    ends = [
        StoredPoint(series.first_step, series.first_at_ms, _shown(series.first)),
        StoredPoint(series.last_step, series.last_at_ms, _shown(series.last)),
    ]
    return Columns.of(points.by_place([*known, *ends, *tail]))


def thinned(some: Columns, most: int) -> list[StoredPoint]:
    """Keep the first, the last, and of each stretch of steps the lowest, the highest and one NaN."""
    if len(some) <= most:
        return [some.point(at) for at in range(len(some))]
    kept = {0, len(some) - 1}
    for start, end in _stretches(some, max(1, (most - 2) // 3)):
        kept.update(start + at for at in _extremes(some.values[start:end]))
    return [some.point(at) for at in sorted(kept)]


def _of_chunk(chunk: Extremes) -> Iterator[StoredPoint]:
    if chunk.low is not None and chunk.high is not None:
        yield StoredPoint(chunk.low_step, chunk.low_at_ms, chunk.low)
        yield StoredPoint(chunk.high_step, chunk.high_at_ms, chunk.high)
    if chunk.nan_count == chunk.size:
        yield StoredPoint(chunk.first_step, chunk.first_at_ms, math.nan)


def _stretches(some: Columns, count: int) -> Iterator[tuple[int, int]]:
    """Cut into equal ranges of steps; a series without steps into equal ranges of time."""
    column = some.steps if some.steps[0] != some.steps[-1] else some.times
    low = column[0]
    width = (column[-1] - low) // count + 1
    cuts = [bisect_left(column, low + number * width) for number in range(count + 1)]
    for start, end in zip(cuts, [*cuts[1:], len(some)], strict=True):
        if start < end:
            yield start, end


def _extremes(values: Sequence[float]) -> Iterator[int]:
    low, high = min(values), max(values)
    total = sum(values)
    if total == total:
        yield values.index(low)
        yield values.index(high)
        return
    # There may be NaN, which minimum and maximum do not look past.
    numbers = [value for value in values if value == value]
    if numbers:
        yield values.index(min(numbers))
        yield values.index(max(numbers))
    if len(numbers) < len(values):
        yield next(at for at, value in enumerate(values) if math.isnan(value))


def _shown(value: float | None) -> float:
    return math.nan if value is None else value
