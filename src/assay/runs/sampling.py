"""Series thinned for charts: the same points at each look, and no spike is lost.

The steps are cut into equal stretches (the times, where a metric has no steps), and of each stretch the lowest, the
highest and one NaN stay, besides the very first and last point. Of very long series only the extremes of whole chunks
are looked at, so that nothing is unpacked.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby

from assay.runs import chunks, points
from assay.runs.chunks import Extremes, Sealed
from assay.runs.models import MetricSeries
from assay.runs.summary import StoredPoint, place

# So many points are read at once; packed they are some ten megabytes.
_AT_ONCE = 2_000_000


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


def sampled(series: Sequence[MetricSeries], *, most: int = 1000) -> list[SampledSeries]:
    """Return each series thinned to at most `most` points; the same points at each call."""
    found = {pk: thinned(columns, most) for pk, columns in outlines_of(series, stretches=most // 3)}
    return [SampledSeries(one.pk, found[one.pk], one.count) for one in series]


def outlines_of(series: Sequence[MetricSeries], *, stretches: int) -> Iterator[tuple[int, Columns]]:
    """Yield by row number the whole series, or of those with chunks enough only the extremes of these.

    In four queries, as long as there are no millions of points.
    """
    most = stretches * points.CHUNK
    yield from _of_extremes([one for one in series if one.sealed >= most])
    yield from columns_of([one for one in series if one.sealed < most])


def columns_of(series: Sequence[MetricSeries]) -> Iterator[tuple[int, Columns]]:
    """Yield by row number the whole series."""
    for some in _batches(series):
        # The tail first, as in `points.history_rows`.
        tails, sealed = points.tails_of(some), chunks.all_of(some)
        yield from ((number, _joined(sealed[number], tails[number])) for number in some)


def thinned(some: Columns, most: int) -> list[StoredPoint]:
    """Keep the first, the last, and of each stretch of steps the lowest, the highest and one NaN."""
    if len(some) <= most:
        return [some.point(at) for at in range(len(some))]
    kept = {0, len(some) - 1}
    for start, end in _stretches(some, max(1, (most - 2) // 3)):
        kept.update(start + at for at in _extremes(some.values[start:end]))
    return [some.point(at) for at in sorted(kept)]


def _batches(series: Sequence[MetricSeries]) -> Iterator[list[int]]:
    """Cut into parts that fit into memory, packed as they are."""
    so_far = accumulate(one.count for one in series)
    for _number, part in groupby(zip(series, so_far, strict=True), key=lambda pair: pair[1] // _AT_ONCE):
        yield [one.pk for one, _count in part]


def _joined(sealed: Sequence[Sealed], tail: Sequence[StoredPoint]) -> Columns:
    if not sealed:
        return Columns.of(tail)
    if tail and place(tail[0]) <= place(sealed[-1].last):
        return Columns.of(points.by_place([*chain.from_iterable(chunk.points() for chunk in sealed), *tail]))
    steps = [*chain.from_iterable(chunk.steps for chunk in sealed), *(point.step for point in tail)]
    times = [*chain.from_iterable(chunk.times for chunk in sealed), *(point.at_ms for point in tail)]
    values = [*chain.from_iterable(chunk.values for chunk in sealed), *(point.value for point in tail)]
    return Columns(steps, times, values)


def _of_extremes(series: Sequence[MetricSeries]) -> Iterator[tuple[int, Columns]]:
    numbers = [one.pk for one in series]
    tails, extremes = points.tails_of(numbers), chunks.extremes_of(numbers)
    for one in series:
        known = [point for chunk in extremes[one.pk] for point in _of_chunk(chunk)]
        ends = [
            StoredPoint(one.first_step, one.first_at_ms, _shown(one.first)),
            StoredPoint(one.last_step, one.last_at_ms, _shown(one.last)),
        ]
        yield one.pk, Columns.of(points.by_place([*known, *ends, *tails[one.pk]]))


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
