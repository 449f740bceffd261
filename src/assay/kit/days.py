"""Days that people plan with: far enough from the ends of the calendar that weeks can be added to them."""

from datetime import date

from django.utils.translation import gettext as _

FIRST, LAST = date(1990, 1, 1), date(2199, 12, 31)


def is_within_reach(day: date | None) -> bool:
    """Say whether somebody can have meant the day; no day at all is none that is wrong."""
    return day is None or FIRST <= day <= LAST


def out_of_reach() -> str:
    """Return what to say of a day that is not."""
    return _("Choose a day from %(first)s to %(last)s.") % {"first": FIRST.year, "last": LAST.year}
