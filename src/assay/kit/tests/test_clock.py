"""The clock can be told."""

from datetime import UTC, datetime

import pytest

from assay.kit.clock import as_of, now

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_everything_inside_happens_at_the_moment_that_is_told() -> None:
    with as_of(MONDAY):
        assert now() == MONDAY
    assert now() > MONDAY


def test_a_fault_inside_lets_the_clock_go_on() -> None:
    with pytest.raises(ZeroDivisionError), as_of(MONDAY):
        _ = 1 / 0
    assert now() > MONDAY
