"""Working days, and numbers on screen."""

import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assay.pure.numbers import MINUS, THIN, plain_decimal, short_number
from assay.pure.workdays import add_working_days, working_day_number, working_days_between

MONDAY = date(2025, 3, 3)
DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2025, 3, day, hour, tzinfo=UTC)


def test_started_on_monday_wednesday_is_day_three() -> None:
    assert [working_day_number(MONDAY, MONDAY + timedelta(days=n)) for n in range(9)] == [
        1,
        2,
        3,
        4,
        5,
        5,
        5,
        6,
        7,
    ]


def test_before_the_first_working_day_it_is_day_zero() -> None:
    saturday = date(2025, 3, 8)
    assert working_day_number(saturday, saturday) == 0
    assert working_day_number(MONDAY, MONDAY - timedelta(days=3)) == 0


def test_holidays_do_not_count_and_weekends_differ() -> None:
    tuesday, friday = date(2025, 3, 4), date(2025, 3, 7)
    assert working_day_number(MONDAY, friday, holidays={tuesday, date(2025, 3, 8)}) == 4
    assert working_day_number(MONDAY, friday, weekend=(4, 5)) == 4


def test_the_weekend_is_left_out_of_the_time_between() -> None:
    assert working_days_between(at(7, 12), at(10, 12)) == 1.0
    assert working_days_between(at(3, 6), at(3, 18)) == 0.5
    assert working_days_between(at(8), at(9, 12)) == 0.0
    assert working_days_between(at(10, 12), at(7, 12)) == -1.0
    assert working_days_between(at(3), at(5), holidays={MONDAY}) == 1.0


def test_five_working_days_from_monday_end_on_friday() -> None:
    assert add_working_days(MONDAY, 4) == date(2025, 3, 7)
    assert add_working_days(MONDAY, 5) == date(2025, 3, 10)
    assert add_working_days(MONDAY, -1) == date(2025, 2, 28)
    assert add_working_days(date(2025, 3, 8), 0) == date(2025, 3, 8)
    assert add_working_days(MONDAY, 1, holidays={date(2025, 3, 4)}) == date(2025, 3, 5)


def test_a_week_without_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="no weekday"):
        add_working_days(MONDAY, 1, weekend=tuple(range(7)))


@given(DATES, st.integers(1, 300), st.frozensets(DATES, max_size=5))
def test_adding_and_numbering_agree(start: date, n: int, holidays: frozenset[date]) -> None:
    off_at_start = start.weekday() > 4 or start in holidays
    landed = add_working_days(start, n, holidays=holidays)
    assert working_day_number(start, landed, holidays=holidays) == n + (not off_at_start)


@given(DATES, st.integers(0, 400))
def test_whole_days_between_agree_with_the_numbering(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (start, end))
    assert working_days_between(first, last) == working_day_number(start, end - timedelta(days=1))


WEEKENDS = st.lists(st.integers(0, 6), max_size=6, unique=True).map(tuple)
# Days off close to the days that are counted, else hardly any would matter.
NEAR = st.builds(
    lambda start, steps: (start, frozenset(start + timedelta(days=step) for step in steps)),
    DATES,
    st.frozensets(st.integers(-10, 60), max_size=25),
)


def works(day: date, weekend: tuple[int, ...], holidays: frozenset[date]) -> bool:
    return day.weekday() not in weekend and day not in holidays


@given(NEAR, st.integers(0, 60), WEEKENDS)
def test_the_number_is_how_many_working_days_one_counts_on_a_calendar(
    near: tuple[date, frozenset[date]], days: int, weekend: tuple[int, ...]
) -> None:
    start, holidays = near
    counted = sum(works(start + timedelta(days=step), weekend, holidays) for step in range(days + 1))
    assert working_day_number(start, start + timedelta(days=days), weekend, holidays) == counted


@given(NEAR, st.integers(1, 40), WEEKENDS)
def test_adding_lands_on_a_working_day_with_as_many_between(
    near: tuple[date, frozenset[date]], n: int, weekend: tuple[int, ...]
) -> None:
    start, holidays = near
    landed = add_working_days(start, n, weekend, holidays)
    assert works(landed, weekend, holidays)
    assert working_day_number(start + timedelta(days=1), landed, weekend, holidays) == n


@given(NEAR, st.integers(1, 30), WEEKENDS)
def test_going_there_and_back_ends_where_one_began(
    near: tuple[date, frozenset[date]], n: int, weekend: tuple[int, ...]
) -> None:
    start, holidays = near
    begin = add_working_days(start, 1, weekend, holidays)
    assert add_working_days(add_working_days(begin, n, weekend, holidays), -n, weekend, holidays) == begin


@given(NEAR, st.integers(1, 30), WEEKENDS, st.integers(0, 60))
def test_another_day_off_never_makes_it_earlier_or_a_task_older(
    near: tuple[date, frozenset[date]], n: int, weekend: tuple[int, ...], step: int
) -> None:
    start, holidays = near
    more, today = holidays | {start + timedelta(days=step)}, start + timedelta(days=45)
    assert add_working_days(start, n, weekend, more) >= add_working_days(start, n, weekend, holidays)
    assert working_day_number(start, today, weekend, more) <= working_day_number(start, today, weekend, holidays)


@given(NEAR, st.integers(0, 40), st.integers(0, 40), WEEKENDS)
def test_time_between_adds_up(
    near: tuple[date, frozenset[date]], first: int, second: int, weekend: tuple[int, ...]
) -> None:
    start, holidays = near
    a = datetime(start.year, start.month, start.day, 9, tzinfo=UTC)
    b, c = a + timedelta(hours=7 * first), a + timedelta(hours=7 * (first + second))
    whole = working_days_between(a, c, weekend, holidays)
    parts = working_days_between(a, b, weekend, holidays) + working_days_between(b, c, weekend, holidays)
    assert whole == pytest.approx(parts)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.818, ".818"),
        (0.81, ".810"),
        (0.05, ".050"),
        (-0.068, f"{MINUS}.068"),
        (0.93154, ".9315"),
        (0.00012345, ".0001234"),
        (0.99996, "1"),
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (12.5, "12.5"),
        (1.23456, "1.235"),
        (999.96, "1" + THIN + "000"),
        (12345.678, "12" + THIN + "346"),
        (-1234567.0, f"{MINUS}1{THIN}234{THIN}567"),
        (1.2e-7, f"1.2e{MINUS}7"),
        (3e20, "3e20"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (-math.inf, f"{MINUS}∞"),
    ],
)
def test_numbers_are_short(value: float, shown: str) -> None:
    assert short_number(value) == shown


@given(st.floats(-1e300, 1e300))
@example(0.03125)
def test_a_short_number_is_close_to_the_true_one(value: float) -> None:
    read = float(short_number(value).replace(MINUS, "-").replace(THIN, ""))
    # Between .001 and 1 the fourth decimal is the last one, however many digits of the number that leaves.
    half_a_decimal = 5.1e-5 if 1e-3 <= abs(value) < 1 else 0
    assert read == pytest.approx(value, rel=5.1e-4, abs=half_a_decimal)


def test_a_decimal_is_written_as_people_type_it() -> None:
    assert [plain_decimal(Decimal(text)) for text in ("2.0", "2.50", "40", "0.0")] == ["2", "2.5", "40", "0"]
