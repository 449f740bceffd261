"""Days and absences in words."""

from collections.abc import Iterable
from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

USUAL_DAYS = [1, 2, 3, 4, 5]


def day_in_words(day: date) -> str:
    """Mon 30 Nov."""
    return formatted(day, _("D j M"))


def away_in_words(back_on: date) -> str:
    """Say that somebody is away, by the day on which they are back."""
    return _("away until %(day)s") % {"day": day_in_words(back_on)}


def weekday_choices() -> list[tuple[int, str]]:
    """ISO weekdays with their names."""
    return [(number + 1, str(name)) for number, name in WEEKDAYS.items()]


def weekdays_in_words(days: Iterable[int]) -> str:
    """Mon–Thu for days in a row, Mon, Wed, Fri for others."""
    days = sorted(days)
    names = [str(WEEKDAYS_ABBR[day - 1]) for day in days]
    is_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{names[0]}–{names[-1]}" if is_row else ", ".join(names)
