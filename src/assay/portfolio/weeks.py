"""The week of now in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from assay.web.when import day


@dataclass(frozen=True)
class Week:
    """An ISO week: its number, its Monday and its Sunday in words."""

    number: int
    first: str
    last: str


def week_of(today: date) -> Week:
    monday = today - timedelta(days=today.weekday())
    return Week(today.isocalendar().week, day(monday), day(monday + timedelta(days=6)))
