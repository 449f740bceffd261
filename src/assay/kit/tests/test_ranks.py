"""Ranks keep the order of cards whatever is put where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.kit.ranks import NoRoom, between


def test_first_card_of_an_empty_column_gets_a_rank() -> None:
    assert between("", "") > ""


def test_a_thousand_appended_cards_keep_short_ranks() -> None:
    rank = ""
    for _ in range(1000):
        rank = between(rank, "")
    assert len(rank) <= 4


def test_a_thousand_cards_put_on_top_keep_short_ranks() -> None:
    rank = ""
    for _ in range(1000):
        rank = between("", rank)
    assert len(rank) <= 4


def test_a_rank_before_its_neighbour_is_refused() -> None:
    with pytest.raises(NoRoom):
        between("b", "a")


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=120))
def test_any_order_of_insertions_keeps_the_column_sorted_and_unique(places: list[int]) -> None:
    column: list[str] = []
    for place in places:
        at = place % (len(column) + 1)
        before = column[at - 1] if at else ""
        after = column[at] if at < len(column) else ""
        column.insert(at, between(before, after))
    assert column == sorted(set(column))
    assert not any(rank.endswith("0") for rank in column)
