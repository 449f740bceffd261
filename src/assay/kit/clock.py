"""The one place that reads the clock."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)


def from_milliseconds(value: int | None) -> datetime | None:
    """Return the moment of a Unix time in milliseconds; None for none or one no calendar holds."""
    if value is None:
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def to_milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
