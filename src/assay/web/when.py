"""Moments, spans and sizes in words."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup


def when(moment: datetime | date | None, *, now: datetime | None = None) -> Markup:
    """A `<time>`: the hour today, the weekday within a week, else the date; the exact time on hover."""
    if moment is None:
        return Markup("")
    if not isinstance(moment, datetime):
        return _element(moment.isoformat(), formatted(moment, _("D j M Y")), _day(moment, now=now))
    local = timezone.localtime(moment)
    return _element(local.isoformat(), formatted(local, _("D j M Y H:i:s e")), _words(local, now=now))


def day(moment: datetime | date | None) -> str:
    """A day in plain words, without the year if it is this one: 30 April."""
    if moment is None:
        return ""
    local = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    this_year = timezone.localtime(datetime.now(UTC)).year
    return _formatted(local, _("j F") if local.year == this_year else _("j F Y"), get_language())


def short_day(moment: datetime) -> str:
    """The day of a moment, short: 3 Mar, with the year if it is another one."""
    return _day(timezone.localtime(moment).date(), now=None)


def month_name(day: date) -> str:
    """The month of a day: `November 2026`."""
    return formatted(day, _("F Y"))


def days(count: float | None) -> str:
    """A number of days, short: 2 d, 0.5 d."""
    return "" if count is None else _("%(count)s d") % {"count": f"{count:g}"}


def size(count: int | None) -> str:
    """A number of bytes in the unit a person would use."""
    if count is None:
        return ""
    amount, units = float(count), ["B", "kB", "MB", "GB", "TB"]
    while amount >= 1000 and len(units) > 1:
        amount, units = amount / 1000, units[1:]
    digits = 1 if amount < 10 and units[0] != "B" else 0
    return f"{amount:.{digits}f} {units[0]}"


@lru_cache(maxsize=2000)
def _formatted(day: date, form: str, _language: str | None) -> str:
    # Signals of many projects name the same days again and again.
    return formatted(day, form)


def _element(machine: str, exact: str, words: str) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(machine, exact, words)


def _words(local: datetime, *, now: datetime | None) -> str:
    today = timezone.localtime(now or datetime.now(UTC)).date()
    age = today - local.date()
    if age == timedelta(0):
        return formatted(local, _("H:i"))
    if timedelta(0) < age < timedelta(days=7):
        return formatted(local, _("D H:i"))
    return _day(local.date(), now=now)


def _day(day: date, *, now: datetime | None) -> str:
    this_year = timezone.localtime(now or datetime.now(UTC)).year
    return _formatted(day, _("j M") if day.year == this_year else _("j M Y"), get_language())
