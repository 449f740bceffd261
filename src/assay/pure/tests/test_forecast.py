"""Forecasts against sums counted out with fractions, and against their own promises."""

from fractions import Fraction
from itertools import combinations, product, zip_longest
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.forecast import (
    Chance,
    Finish,
    NoForecast,
    Pace,
    backtest,
    chance_to_reach,
    correction,
    count_within,
    drift,
    empirical,
    finish,
    finishing,
    pace_of,
)

WEEKS = st.lists(st.integers(0, 6), min_size=6, max_size=12).filter(lambda weekly: sum(weekly) >= 5)


def done(items: int, pace: Pace, growth: Pace | None = None) -> Finish:
    found = finish(items, pace, growth=growth)
    assert isinstance(found, Finish)
    return found


def exact_chance(weekly: list[int], items: int, weeks: int) -> Fraction:
    """The share of all equally likely sequences of weeks whose sum reaches the items."""
    hits = sum(sum(draw) >= items for draw in product(weekly, repeat=weeks))
    return Fraction(hits, len(weekly) ** weeks)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=5).filter(any), st.integers(1, 8), st.integers(0, 4))
def test_chances_are_those_of_all_sequences_of_weeks(weekly: list[int], items: int, weeks: int) -> None:
    found = done(items, empirical(weekly))
    if weeks < len(found.chances):
        assert found.chances[weeks] == pytest.approx(float(exact_chance(weekly, items, weeks)), abs=1e-12)


@given(WEEKS, st.integers(1, 40))
def test_more_confidence_is_never_an_earlier_week(weekly: list[int], items: int) -> None:
    found = done(items, empirical(weekly))
    weeks = [found.weeks_at(chance) for chance in (0.5, 0.85, 0.95)]
    assert all(week is not None for week in weeks)
    assert weeks == sorted(weeks, key=lambda week: week or 0)
    assert list(found.chances) == sorted(found.chances)


@given(WEEKS, st.integers(1, 30))
def test_less_to_do_is_never_done_later(weekly: list[int], items: int) -> None:
    pace = empirical(weekly)
    more, less = done(items + 1, pace), done(items, pace)
    assert (less.weeks_at(0.85) or 0) <= (more.weeks_at(0.85) or 0)


def test_nothing_left_is_done_now() -> None:
    assert done(0, empirical([1, 2])).weeks_at(0.95) == 0


def test_two_a_week_without_exception_do_ten_in_five_weeks() -> None:
    found = done(10, empirical([2] * 6))
    assert (found.weeks_at(0.5), found.weeks_at(0.95)) == (5, 5)


def test_scope_that_grows_as_fast_as_it_is_done_has_no_end() -> None:
    assert finish(5, empirical([1, 1]), growth=empirical([1, 1])) == NoForecast(NoForecast.NO_END)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=13), st.randoms(use_true_random=False))
def test_the_same_pace_told_in_other_numbers_has_no_end_either(weeks: list[int], dice: Random) -> None:
    """The means of both are equal, but not always to the last digit of a fraction."""
    spread = [step for count in weeks for step in (count - min(count, 1), count + min(count, 1))]
    dice.shuffle(spread)
    assert finish(5, empirical(weeks), growth=empirical(spread)) == NoForecast(NoForecast.NO_END)
    assert finish(5, empirical(spread), growth=empirical(weeks)) == NoForecast(NoForecast.NO_END)


def test_growing_scope_is_counted_out_by_hand() -> None:
    # One or two are done, none or one comes in: the remaining one is gone in a week unless 1 done and 1 came in.
    found = done(1, empirical([1, 2]), growth=empirical([0, 1]))
    assert found.chances[1] == pytest.approx(0.75)


def walked(pace: list[int], growth: list[int], items: int, weeks: int) -> Fraction:
    """The chance that nothing is left at the end of one of the weeks, followed with fractions."""
    remaining, ended = {items: Fraction(1)}, Fraction(0)
    for _week in range(weeks):
        after: dict[int, Fraction] = {}
        for left, chance in remaining.items():
            for done, came in product(pace, growth):
                now = left - done + came
                after[now] = after.get(now, Fraction(0)) + chance / len(pace) / len(growth)
        ended += sum(chance for left, chance in after.items() if left <= 0)
        remaining = {left: chance for left, chance in after.items() if left > 0}
    return ended


@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=5),
    st.lists(st.integers(0, 4), min_size=1, max_size=4),
    st.integers(1, 60),
    st.integers(1, 8),
)
def test_growing_scope_is_counted_out_as_with_fractions(
    weekly: list[int], growth: list[int], items: int, weeks: int
) -> None:
    found = finish(items, empirical(weekly), growth=empirical(growth))
    if isinstance(found, Finish) and weeks < len(found.chances):
        assert found.unit == 1
        assert found.chances[weeks] == pytest.approx(float(walked(weekly, growth, items, weeks)), abs=1e-10)


@pytest.mark.parametrize(
    ("items", "most_done", "most_came"), [(300, 12, 10), (300, 20, 17), (600, 30, 24), (1000, 40, 30), (2000, 60, 20)]
)
def test_items_counted_in_units_move_no_chance_by_more_than_a_hundredth(
    items: int, most_done: int, most_came: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = Random(items)
    weekly, growth = ([dice.randint(0, most) for _week in range(26)] for most in (most_done, most_came))
    rough = done(items, empirical(weekly), empirical(growth))
    monkeypatch.setattr(finishing, "MOST_STEPS", 10**12)
    exact = done(items, empirical(weekly), empirical(growth))
    assert (rough.unit > 1, exact.unit) == (True, 1)
    apart = [abs(one - other) for one, other in zip_longest(exact.chances, rough.chances, fillvalue=1.0)]
    assert max(apart) < 0.01


@given(st.integers(1, 60), st.integers(1, 26), st.integers(1, 400))
def test_weeks_that_are_all_alike_and_scope_that_grows_nearly_as_fast_have_a_forecast(
    count: int, weeks: int, items: int
) -> None:
    alike = empirical([count] * weeks)
    assert done(items, alike).weeks_at(0.5) == -(-items // count)
    nearly = Pace({count - 1: 1e-13, count: 1 - 1e-13})
    found = finish(items, alike, growth=nearly)
    assert isinstance(found, NoForecast) or found.weeks_at(0.5) is None


def test_a_forecast_of_a_billion_items_is_counted_in_large_units() -> None:
    found = done(10**9, empirical([1, 2]), empirical([1]))
    assert found.unit > 1
    assert found.weeks_at(0.5) is None


@given(WEEKS, st.integers(0, 5))
def test_how_many_is_the_lower_tail_of_all_sums(weekly: list[int], weeks: int) -> None:
    pace = empirical(weekly[:4] if any(weekly[:4]) else [1, 2])
    found = count_within(weeks, pace)
    assert sum(found.chances.values()) == pytest.approx(1)
    promised = found.at_least(0.85)
    assert sum(chance for count, chance in found.chances.items() if count >= promised) >= 0.85 - 1e-9
    assert found.at_least(0.95) <= promised <= found.at_least(0.5)


def test_how_many_and_when_agree() -> None:
    pace = empirical([0, 1, 1, 2, 3, 5])
    within = count_within(4, pace)
    reached = sum(chance for count, chance in within.chances.items() if count >= 6)
    assert done(6, pace).chances[4] == pytest.approx(reached)


@pytest.mark.parametrize(
    ("weekly", "reason", "has"),
    [([1, 2, 3], NoForecast.TOO_FEW_WEEKS, 3), ([0, 0, 1, 0, 0, 1], NoForecast.TOO_FEW_FINISHED, 2)],
)
def test_too_little_history_says_what_is_missing(weekly: list[int], reason: str, has: int) -> None:
    found = pace_of(weekly)
    assert isinstance(found, NoForecast)
    assert (found.reason, found.has) == (reason, has)


def test_a_second_pair_of_hands_adds_its_pace() -> None:
    both = empirical([0, 2]).plus(empirical([1]))
    assert both.chances == {1: 0.5, 3: 0.5}


def test_a_steady_history_keeps_all_its_promises() -> None:
    found = backtest([3] * 12, weeks=2)
    assert (found.hits, found.tries) == (5, 5)


def test_a_falling_pace_breaks_its_promises() -> None:
    found = backtest([6, 6, 6, 6, 6, 6, 1, 1, 1, 1, 1, 1], weeks=2)
    assert (found.hits, found.tries) == (1, 5)


def test_a_short_history_has_no_tries() -> None:
    assert backtest([3] * 7, weeks=2).tries == 0


def test_drift_is_the_share_of_halves_that_differ_as_much() -> None:
    weekly = [5, 4, 6, 5, 1, 2, 0, 1]
    found = drift(weekly)
    assert found is not None
    apart = abs(sum(weekly[4:]) - sum(weekly) / 2)
    as_far = sum(abs(sum(half) - sum(weekly) / 2) >= apart for half in combinations(weekly, 4))
    assert found.p == pytest.approx(as_far / comb(8, 4))
    assert found.is_real
    assert (found.earlier, found.later) == (5, 1)


@given(st.lists(st.integers(0, 5), min_size=8, max_size=30))
def test_a_chance_of_drift_is_a_chance(weekly: list[int]) -> None:
    found = drift(weekly)
    assert found is not None
    assert 0 < found.p <= 1


def test_a_steady_pace_does_not_drift() -> None:
    found = drift([3, 2, 3, 4, 3, 2, 4, 3, 3, 2])
    assert found is not None
    assert not found.is_real


def test_five_phases_of_a_kind_correct_its_estimate() -> None:
    found = correction([1.0, 1.2, 1.5, 2.0, 3.0], [0.5] * 20)
    assert found is not None
    assert (found.middle, found.careful, found.n, found.is_own) == (1.5, 2.0, 5, True)


def test_a_kind_with_few_phases_is_judged_as_all_others() -> None:
    found = correction([9.0], [1.0, 1.0, 1.0, 2.0, 9.0])
    assert found is not None
    assert (found.middle, found.is_own) == (1.0, False)


def test_four_phases_in_all_correct_nothing() -> None:
    assert correction([1.0], [1.0, 1.0, 1.0, 2.0]) is None


def test_the_chance_to_reach_a_target_is_counted_by_hand() -> None:
    # Five gains: three times nothing, twice a tenth; the target is a tenth away.
    found = chance_to_reach([0.5, 0.5, 0.6, 0.6, 0.7, 0.7], 0.8, tries=2, higher_is_better=True)
    assert isinstance(found, Chance)
    assert found.by_tries == pytest.approx((0.0, 0.4, 0.64))


def test_a_target_below_is_reached_by_falling_results() -> None:
    found = chance_to_reach([9, 8, 7, 6, 5, 4], 3, tries=1, higher_is_better=False)
    assert isinstance(found, Chance)
    assert found.by_tries == pytest.approx((0.0, 1.0))


def test_a_target_that_is_passed_is_certain() -> None:
    found = chance_to_reach([1, 2, 3, 4, 5, 6], 5, tries=3, higher_is_better=True)
    assert isinstance(found, Chance)
    assert found.by_tries == (1.0,) * 4


def test_five_results_are_too_few() -> None:
    assert chance_to_reach([1, 2, 3, 4, 5], 9, tries=3, higher_is_better=True) == NoForecast("results", 6, 5)


def test_results_that_never_gain_have_no_chance() -> None:
    found = chance_to_reach([5, 4, 4, 4, 4, 4, 4], 6, tries=5, higher_is_better=True)
    assert isinstance(found, Chance)
    assert found.by_tries[-1] == 0
