"""Plans in weeks."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assay.pure.planning import Stretch, balance, laid_out, length

WEEKS = st.decimals(min_value=0, max_value=50, places=1)
STRETCHES = st.lists(
    st.tuples(WEEKS, WEEKS, st.booleans()).map(
        lambda parts: Stretch(min(parts[0], parts[1]), max(parts[0], parts[1]), is_delivery=parts[2])
    ),
    min_size=1,
    max_size=8,
)


def stretch(low: float | None, high: float | None, **more: object) -> Stretch:
    return Stretch(*(None if one is None else Decimal(str(one)) for one in (low, high)), **more)  # type: ignore[arg-type]


def test_phases_follow_each_other_at_their_longest() -> None:
    placed = laid_out([stretch(1, 2), stretch(2, 6), stretch(None, None), stretch(1, 1)])
    assert [one and (one.start, one.earliest, one.latest) for one in placed] == [(0, 1, 2), (2, 4, 8), None, (8, 9, 9)]


def test_what_goes_on_for_good_ends_no_plan() -> None:
    assert length([stretch(1, 2), stretch(0, None)]) == (1, 2)
    assert length([stretch(0, None)]) is None


def test_phases_side_by_side_take_no_longer() -> None:
    assert length([stretch(2, 4), stretch(1, 3, starts=Decimal(0))]) == (2, 4)


def test_delivery_below_a_third_is_thin() -> None:
    thin = balance([stretch(4, 6), stretch(1, 3, is_delivery=True)])
    assert thin is not None
    assert (thin.exploration, thin.delivery, thin.is_thin) == (5, 2, True)
    even = balance([stretch(2, 4), stretch(2, 4, is_delivery=True)])
    assert even is not None
    assert not even.is_thin
    assert balance([stretch(None, None)]) is None


@given(STRETCHES)
def test_one_after_the_other_the_whole_is_the_sum(stretches: list[Stretch]) -> None:
    assert length(stretches) == (sum(one.low or 0 for one in stretches), sum(one.high or 0 for one in stretches))
