"""Working days: the unit of estimates and timeboxes.

A day is a working day unless its weekday is in `weekend` (Monday is 0) or its date in `holidays`.
"""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import ceil

WEEKEND = (5, 6)
_DAY = timedelta(days=1)


def working_days_between(
    start: datetime,
    end: datetime,
    weekend: tuple[int, ...] = WEEKEND,
    holidays: AbstractSet[date] = frozenset(),
) -> float:
    """Count the time from `start` to `end` that falls on working days, in days of 24 hours.

    Friday noon to Monday noon is 1.0. Read on the wall clock of the two moments, which must be in one
    time zone; negative when `end` comes first.
    """
    if end < start:
        return -working_days_between(end, start, weekend, holidays)
    if start.date() == end.date():
        return (end - start) / _DAY if _is_working(start.date(), weekend, holidays) else 0.0
    first = 1 - _part_of_day(start) if _is_working(start.date(), weekend, holidays) else 0.0
    last = _part_of_day(end) if _is_working(end.date(), weekend, holidays) else 0.0
    return first + _count(start.date() + _DAY, end.date() - _DAY, weekend, holidays) + last


def working_day_number(
    start: date,
    today: date,
    weekend: tuple[int, ...] = WEEKEND,
    holidays: AbstractSet[date] = frozenset(),
) -> int:
    """Say which working day `today` is: started on Monday, Wednesday is day 3.

    On days off the number of the last working day stays; 0 before the first one.
    """
    return _count(start, today, weekend, holidays)


def add_working_days(
    day: date,
    n: int,
    weekend: tuple[int, ...] = WEEKEND,
    holidays: AbstractSet[date] = frozenset(),
) -> date:
    """Go `n` working days on, back when negative; ValueError if every weekday is off."""
    if set(range(7)) <= set(weekend):
        raise ValueError("no weekday is a working day")
    step = _DAY if n >= 0 else -_DAY
    left = abs(n)
    while left:
        day += step
        left -= _is_working(day, weekend, holidays)
    return day


def whole_days(estimate: Decimal | float) -> int:
    """Return how many working days the work may fill before it is late: that of half a day may fill its day."""
    return ceil(estimate)


def _is_working(day: date, weekend: tuple[int, ...], holidays: AbstractSet[date]) -> bool:
    return day.weekday() not in weekend and day not in holidays


def _part_of_day(moment: datetime) -> float:
    return (moment - datetime.combine(moment.date(), time.min, moment.tzinfo)) / _DAY


def _count(first: date, last: date, weekend: tuple[int, ...], holidays: AbstractSet[date]) -> int:
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    weekdays = weeks * sum(weekday not in weekend for weekday in range(7))
    weekdays += sum((first.weekday() + extra) % 7 not in weekend for extra in range(rest))
    return weekdays - sum(first <= day <= last and day.weekday() not in weekend for day in holidays)
