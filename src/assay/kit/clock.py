"""The one place that reads the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment`, for a history that is told afterwards: the sample's, an import's."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def can_be_kept(moment: datetime) -> bool:
    """Whether both databases keep the moment and pages show it in any zone; what others send may be of any year."""
    return moment.tzinfo is not None and 1900 <= moment.year < 9000


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
