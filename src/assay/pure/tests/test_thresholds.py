"""The number behind a threshold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.criteria import Comparison, Threshold, parse_criterion, resolve_threshold
from assay.pure.numbers import MINUS
from assay.pure.reasons import ReasonCode


def resolved(text: str, baseline: float | None) -> Threshold:
    comparison = parse_criterion(text)
    assert isinstance(comparison, Comparison)
    return resolve_threshold(comparison, baseline)


def test_fifteen_percent_over_the_baseline_is_relative() -> None:
    threshold = resolved("f1 >= baseline + 15%", 0.81)
    assert threshold.value == pytest.approx(0.9315)
    assert threshold.text == "baseline .810 + 15 % = .9315"


def test_two_points_over_the_baseline_are_absolute() -> None:
    threshold = resolved("f1 >= baseline + 2 pp", 0.81)
    assert threshold.value == pytest.approx(0.83)
    assert threshold.text == "baseline .810 + 2 pp = .830"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("f1 >= baseline", "baseline .810"),
        ("f1 >= baseline - 0.005", f"baseline .810 {MINUS} .005 = .805"),
        ("f1 >= 85%", ".850"),
        ("p95 <= 200 ms", "200 ms"),
    ],
)
def test_every_threshold_says_how_it_was_computed(text: str, shown: str) -> None:
    assert resolved(text, 0.81).text == shown


def test_plus_points_upwards_for_a_negative_baseline_too() -> None:
    assert resolved("score >= baseline + 10%", -2.0).value == pytest.approx(-1.8)


@pytest.mark.parametrize("baseline", [None, math.nan, math.inf])
def test_without_a_baseline_there_is_no_number(baseline: float | None) -> None:
    threshold = resolved("f1 >= baseline + 0.1", baseline)
    assert (threshold.value, threshold.problem, threshold.text) == (None, ReasonCode.BASELINE_UNKNOWN, "")


def test_a_percentage_of_a_zero_baseline_is_no_threshold() -> None:
    assert resolved("f1 >= baseline + 15%", 0.0).problem is ReasonCode.BASELINE_ZERO
    assert resolved("f1 >= baseline + 2 pp", 0.0).value == 0.02


def test_a_plain_number_needs_no_baseline() -> None:
    assert resolved("f1 >= 0.85", None) == Threshold(0.85)


def test_the_sum_has_no_binary_noise() -> None:
    assert resolved("f1 >= baseline + 2 pp", 0.81).value == 0.83
    assert resolved("f1 >= baseline", 0.1 + 0.2).value == 0.1 + 0.2


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_plus_never_lowers_the_threshold(baseline: float, amount: float) -> None:
    for unit in ("", "%", " pp"):
        value = resolved(f"f1 >= baseline + {amount!r}{unit}", baseline).value
        assert value is None or value >= baseline - abs(baseline) * 1e-11
