"""Work that is too long for one task, cut into parts."""

from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.splitting import MOST_PARTS, proposed_parts


@pytest.mark.parametrize(
    ("days", "parts"),
    [
        ("9", ["5", "4"]),
        ("10", ["5", "5"]),
        ("12.5", ["5", "5", "2.5"]),
        ("5.5", ["5", "0.5"]),
        ("5.2", ["2.6", "2.6"]),
        ("10.1", ["5", "2.6", "2.5"]),
        ("5", ["2.5", "2.5"]),
        ("2.5", ["1.5", "1.0"]),
        ("0.3", ["0.2", "0.1"]),
        ("0.1", []),
        ("0", []),
        ("100.1", []),
    ],
)
def test_weeks_come_first_and_the_rest_last(days, parts):
    assert proposed_parts(Decimal(days)) == [Decimal(part) for part in parts]


@given(st.decimals(min_value="0.2", max_value="100", places=1))
def test_parts_are_the_whole_and_none_is_longer_than_a_week(days):
    parts = proposed_parts(days)
    assert sum(parts) == days
    assert 2 <= len(parts) <= MOST_PARTS
    assert all(Decimal("0.1") <= part <= 5 for part in parts)
    assert all(part == part.quantize(Decimal("0.1")) for part in parts)
    if days > 5:
        assert min(parts) >= Decimal("0.5")


@given(st.decimals(min_value="5.1", max_value="100", places=1))
def test_no_cut_needs_fewer_parts(days):
    assert len(proposed_parts(days)) == ceil(days / 5)
