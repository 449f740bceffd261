"""Stop conditions while metrics arrive."""

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.criteria import MetricRef, lookback, parse_stop
from assay.pure.reasons import ReasonCode
from assay.pure.verdict import Baseline, Firing, Point, SeriesFacts, SeriesWindow, first_firing


def series(*values: float, seen: int = 0, per_epoch: int = 1, tail: int = 3) -> SeriesWindow:
    """A series of which the first `seen` points came before this batch."""
    points = tuple(Point(place * per_epoch, value, place + 1) for place, value in enumerate(values))
    old = [value for value in values[:seen] if math.isfinite(value)]
    before = SeriesFacts("x", seen, values[0], values[seen - 1], seen - 1, min(old), max(old)) if old else None
    return SeriesWindow(before, points[max(0, seen - tail) : seen] if tail else (), points[seen:])


def fired(
    text: str,
    elapsed: timedelta | None = None,
    baseline: Baseline | None = None,
    **windows: SeriesWindow,
) -> Firing | None:
    refs = {MetricRef(name): window for name, window in windows.items()}
    return first_firing(parse_stop(text), refs, elapsed=elapsed, baseline=baseline)


def test_the_first_point_that_fires_is_told() -> None:
    firing = fired("f1 < 0.75 after 3 epochs -> try another model", f1=series(0.1, 0.2, 0.7, 0.6, per_epoch=100))
    assert firing is not None
    assert (firing.value, firing.epoch, firing.step) == (0.7, 3, 200)
    assert firing.rule.then == "try another model"
    assert firing.parts[0].reason.code is ReasonCode.FIRED_VALUE


def test_epochs_are_counted_from_one_over_all_batches() -> None:
    assert fired("f1 < 0.75 after 3 epochs", f1=series(0.1, 0.2)) is None
    assert fired("f1 < 0.75 after 3 epochs", f1=series(0.1, 0.2, 0.3, seen=2)) is not None


def test_after_steps_looks_at_the_step() -> None:
    firing = fired("f1 < 0.75 after 150 steps", f1=series(0.1, 0.2, 0.3, per_epoch=100))
    assert firing is not None
    assert firing.step == 200


def test_windows_are_points_in_a_row_across_batches() -> None:
    assert fired("f1 < 0.5 for 3 windows", f1=series(0.1, 0.1, 0.9, 0.1, 0.1)) is None
    assert fired("f1 < 0.5 for 3 windows", f1=series(0.1, 0.1, 0.1, seen=2)) is not None
    assert fired("f1 < 0.5 for 3 windows", f1=series(0.1, math.nan, 0.1, 0.1)) is None


def test_only_fresh_points_fire() -> None:
    assert fired("f1 < 0.5", f1=series(0.1, 0.9, seen=1)) is None


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_diverges_at_once_and_satisfies_nothing(value: float) -> None:
    firing = fired("loss diverges", loss=series(1.0, value))
    assert firing is not None
    assert (firing.epoch, firing.parts[0].reason.code) == (2, ReasonCode.FIRED_NOT_FINITE)
    for operator in (">", "<", ">=", "<=", "=="):
        assert fired(f"loss {operator} 0.5", loss=series(value)) is None


def test_growth_diverges_at_the_third_point_in_a_row() -> None:
    firing = fired("loss diverges", loss=series(1.0, 0.5, 1.2, 1.3, 1.4, 9.0))
    assert firing is not None
    assert (firing.value, firing.parts[0].reason.code) == (1.4, ReasonCode.FIRED_GROWTH)
    assert firing.parts[0].reason.params["lowest"] == 0.5


def test_growth_is_seen_across_batches() -> None:
    assert fired("loss diverges", loss=series(1.0, 0.5, 1.2, 1.3, 1.4, seen=4, tail=2)) is not None


@pytest.mark.parametrize(
    "values",
    [
        (2.3, 0.5, 9.0, 0.5, 9.0, 0.4),  # spikes
        (2.3, 0.001, 0.01, 0.02, 0.03),  # noise far below the start
        (2.3, 2.0, 2.4, 2.5, 2.6),  # a little worse
        (-1.0, -3.0, -0.9, -0.5, -0.1),  # negative values, within the size of the lowest
    ],
)
def test_ordinary_trouble_does_not_diverge(values: tuple[float, ...]) -> None:
    assert fired("loss diverges", loss=series(*values)) is None


def test_negative_losses_diverge_by_their_distance_from_the_lowest() -> None:
    assert fired("loss diverges", loss=series(-1.0, -3.0, 0.1, 0.2, 0.3)) is not None


def test_calendar_time_fires_without_points() -> None:
    firing = fired("elapsed > 5d", elapsed=timedelta(days=5, seconds=1))
    assert firing is not None
    assert (firing.value, firing.parts[0].reason.params["limit_hours"]) == (None, 120)
    assert fired("elapsed > 5d", elapsed=timedelta(days=5)) is None
    assert fired("elapsed >= 5d", elapsed=timedelta(days=5)) is not None
    assert fired("elapsed > 5d") is None


def test_time_and_metric_are_joined_with_the_newest_point() -> None:
    text = "elapsed > 1d and f1 < 0.5"
    late = timedelta(days=2)
    assert fired(text, elapsed=late, f1=series(0.3, seen=1)) is not None
    assert fired(text, elapsed=late, f1=series(0.3, 0.9, seen=2)) is None
    assert fired(text, elapsed=timedelta(hours=1), f1=series(0.3)) is None


def test_series_are_read_as_of_the_same_step() -> None:
    # At step 0 only a holds, at step 1 only b: never both.
    assert fired("a > 1 and b > 1", a=series(2.0, 0.0), b=series(0.0, 2.0)) is None
    firing = fired("a > 1 and b > 1", a=series(0.0, 2.0), b=series(0.0, 2.0))
    assert firing is not None
    assert [part.point.step for part in firing.parts if part.point] == [1, 1]


def test_points_logged_without_steps_are_still_taken_one_by_one() -> None:
    assert fired("f1 < 0.5", f1=series(0.9, 0.1, 0.9, per_epoch=0)) is not None


def test_an_or_tells_which_part_fired() -> None:
    firing = fired("f1 < 0.1 or loss diverges", f1=series(0.5), loss=series(math.nan))
    assert firing is not None
    assert [part.reason.code for part in firing.parts] == [ReasonCode.FIRED_NOT_FINITE]


def test_the_baseline_is_a_limit_too() -> None:
    window = series(0.5)
    assert fired("f1 < baseline", baseline=Baseline({"f1": 0.6}), f1=window) is not None
    assert fired("f1 < baseline", f1=window) is None


def test_a_metric_that_nobody_logs_never_fires() -> None:
    assert fired("loss diverges or f1 < 1") is None


RULES = ["f1 < 0.5", "f1 < 0.5 for 3 windows", "f1 > 0.9 after 4 epochs for 2 windows", "f1 diverges"]


@given(st.lists(st.floats(width=16), min_size=1, max_size=20), st.data())
def test_cutting_the_series_into_batches_changes_nothing(values: list[float], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(RULES))
    cut = data.draw(st.integers(0, len(values)))
    if any(not math.isfinite(value) for value in values[:1]) or not any(map(math.isfinite, values[:cut])):
        cut = 0
    whole = fired(text, f1=series(*values))
    first = fired(text, f1=series(*values[:cut])) if cut else None
    tail = lookback(parse_stop(text).condition)
    assert whole == (first or fired(text, f1=series(*values, seen=cut, tail=tail)))
