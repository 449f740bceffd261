"""Days of the tests: 0 is a Monday, 5 and 6 are a weekend."""

from datetime import UTC, datetime, timedelta

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


def day(number: int) -> datetime:
    return MONDAY + timedelta(days=number)
