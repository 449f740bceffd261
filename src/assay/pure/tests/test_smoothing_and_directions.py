"""Curves smoothed for the eye, and what the name of a metric says of its direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.directions import Direction, direction_of
from assay.pure.smoothing import smoothed

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50)


def test_average_is_corrected_at_its_beginning():
    # By hand, weight .5: m1 = .5 * 1 / .5 = 1; m2 = (.5 * .5 + .5 * 3) / .75 = 2.3333.
    found = smoothed([(0, 1.0), (1, 3.0)], 0.5)
    assert found == [(0, pytest.approx(1.0)), (1, pytest.approx(7 / 3))]


@given(NUMBERS)
def test_no_weight_changes_nothing(values):
    points = list(enumerate(values))
    assert smoothed(points, 0.0) == [(x, pytest.approx(y)) for x, y in points]


@given(NUMBERS, st.floats(0, 0.99))
def test_smoothed_curve_stays_within_the_measured_values(values, weight):
    room = 1e-6 * (1 + max(abs(value) for value in values))
    for _x, y in smoothed(list(enumerate(values)), weight):
        assert min(values) - room <= y <= max(values) + room


@pytest.mark.parametrize("key", ["acc", "val/f1", "val_accuracy", "r2_score", "roc_auc", "log_likelihood", "testAuc"])
def test_higher_is_better(key):
    assert direction_of(key) is Direction.HIGHER


@pytest.mark.parametrize("key", ["loss", "train/loss", "val_loss", "rmse", "log_loss", "latency_ms", "valLoss"])
def test_lower_is_better(key):
    assert direction_of(key) is Direction.LOWER


@pytest.mark.parametrize("key", ["", "alpha", "epoch", "accuracy_loss", "42"])
def test_some_names_do_not_say(key):
    assert direction_of(key) is None
