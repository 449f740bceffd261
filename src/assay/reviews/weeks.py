"""ISO weeks: a review is of one, and begins on its Monday."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """Return how people say it: “Week 48”, with the year where that is not clear by itself."""
    year, number, _day = monday.isocalendar()
    return _("Week %(number)d of %(year)d") % {"number": number, "year": year}
