"""Medians and ranges of what work took."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.estimates import Summary, TooEarly, Took, ratios, summed_up


def test_below_three_it_says_what_is_missing() -> None:
    assert summed_up([]) == TooEarly(0, 3)
    assert summed_up([1.0, 2.0]) == TooEarly(2, 1)


def test_from_three_on_it_says_median_and_range() -> None:
    assert summed_up([4.0, 1.0, 2.0]) == Summary(3, 2.0, 1.0, 4.0)
    assert summed_up([4.0, 1.0, 2.0, 3.0]) == Summary(4, 2.5, 1.0, 4.0)


def test_a_ratio_is_against_the_middle_of_the_estimate() -> None:
    assert Took(6, 2, 6).ratio == pytest.approx(1.5)
    assert Took(6, 2, 6).is_within
    assert not Took(6.5, 2, 6).is_within
    assert ratios([Took(6), Took(6, 2, 6), Took(1, 0, 0), Took(3, 2, None)]) == [pytest.approx(1.5)]


@given(st.lists(st.floats(min_value=0, max_value=1000), min_size=3))
def test_the_median_lies_within_the_range(values: list[float]) -> None:
    found = summed_up(values)
    assert isinstance(found, Summary)
    assert found.least <= found.median <= found.most
