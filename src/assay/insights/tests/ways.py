"""Items of work made by hand."""

from datetime import UTC, datetime, timedelta

from assay.pure.flow import Item, Stay

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def item(key: str, *steps: tuple[str, float]) -> Item:
    """An item that entered each state so many days after Monday, 2 March, nine o'clock; `blocked` is active time."""
    starts = [MONDAY + timedelta(days=days) for _state, days in steps]
    ends = [*starts[1:], None]
    return Item(key, tuple(_stay(step[0], at, end) for step, at, end in zip(steps, starts, ends, strict=True)))


def _stay(state: str, start: datetime, end: datetime | None) -> Stay:
    return Stay("active", start, end, is_blocked=True) if state == "blocked" else Stay(state, start, end)
