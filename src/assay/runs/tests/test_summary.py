"""The summary of a series is the same whatever the order in which its points arrive."""

import math
from itertools import chain

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.runs.sampling import Columns, thinned
from assay.runs.summary import StoredPoint, Summary, merged, place

# A busy machine is no fault of the code.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
POINTS = st.builds(
    StoredPoint,
    st.integers(-3, 6),
    st.integers(0, 3),
    st.sampled_from([0.0, -1.5, 2.0, 7.25, math.nan, math.inf, -math.inf]),
)


def summary_of(batches: list[list[StoredPoint]]) -> Summary | None:
    """Bring a summary up to date batch by batch, as the ingest does: only what is new, in order."""
    seen: set[tuple[int, int, bool, float]] = set()
    found: Summary | None = None
    for batch in batches:
        fresh = {place(point): point for point in batch if place(point) not in seen}
        seen |= fresh.keys()
        if fresh:
            found = merged(1, found, [fresh[key] for key in sorted(fresh)])
    return found


@UNHURRIED
@given(st.lists(st.lists(POINTS, max_size=6), max_size=6), st.randoms())
def test_any_order_and_repetition_of_batches_gives_the_same_summary(
    batches: list[list[StoredPoint]], dice: object
) -> None:
    shuffled = [list(batch) for batch in batches] * 2
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    for batch in shuffled:
        dice.shuffle(batch)  # type: ignore[attr-defined]
    assert summary_of(shuffled) == summary_of(batches) == summary_of([list(chain(*batches))])


@UNHURRIED
@given(st.lists(POINTS, min_size=1))
def test_summary_says_what_the_points_say(points: list[StoredPoint]) -> None:
    found = summary_of([points])
    assert found is not None
    kept = sorted({place(point) for point in points})
    numbers = [value for *_place, is_nan, value in kept if not is_nan]
    assert found.count == len(kept)
    assert found.nan_count == len(kept) - len(numbers)
    assert found.low == min(numbers, default=None)
    assert found.high == max(numbers, default=None)
    assert (found.first_place, found.last_place) == (kept[0], kept[-1])


@UNHURRIED
@given(st.lists(POINTS, min_size=1, max_size=400), st.integers(8, 60))
def test_thinned_series_keeps_its_ends_and_extremes(points: list[StoredPoint], most: int) -> None:
    series = [StoredPoint(*key[:2], math.nan if key[2] else key[3]) for key in sorted(map(place, points))]
    kept = thinned(Columns.of(series), most)
    assert len(kept) <= most
    assert (place(kept[0]), place(kept[-1])) == (place(series[0]), place(series[-1]))
    numbers = [point.value for point in series if not math.isnan(point.value)]
    if numbers:
        shown = [point.value for point in kept if not math.isnan(point.value)]
        assert (min(shown), max(shown)) == (min(numbers), max(numbers))


def test_one_spike_among_many_points_stays() -> None:
    series = [StoredPoint(step, step, 1.0) for step in range(10_000)]
    series[4321] = StoredPoint(4321, 4321, 99.0)
    kept = thinned(Columns.of(series), 300)
    assert len(kept) <= 300
    assert series[4321] in kept
    assert kept == thinned(Columns.of(series), 300)
