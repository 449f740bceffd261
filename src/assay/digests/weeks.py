"""The days that a digest tells of: mostly a week from Monday to Sunday, named as ISO 8601 names it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from assay.accounts.models import Person, Workspace
from assay.accounts.time_zones import zone_named
from assay.kit.clock import now
from assay.kit.days import is_within_reach
from assay.web.when import day

A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)
_NAME = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


class NoSuchWeek(ValueError):
    """The text names no week."""


@dataclass(frozen=True)
class Span:
    """Whole days, both ends counted."""

    first: date
    last: date

    @property
    def week(self) -> str:
        """The ISO week in which it ends: `2026-W48`."""
        year, number, _day = self.last.isocalendar()
        return f"{year:04d}-W{number:02d}"

    @property
    def number(self) -> int:
        return self.last.isocalendar().week

    @property
    def earlier(self) -> "Span":
        return Span(self.first - A_WEEK, self.last - A_WEEK)

    @property
    def later(self) -> "Span":
        return Span(self.first + A_WEEK, self.last + A_WEEK)

    def moments(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return where it begins and where it is over in a time zone."""
        over = self.last + A_DAY
        return datetime.combine(self.first, time(), zone), datetime.combine(over, time(), zone)


def week_of(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def week_named(name: str) -> Span:
    """Return the week that is called `2026-W48`. Raises `NoSuchWeek`."""
    found = _NAME.fullmatch(name)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        monday = None
    if monday is None or not is_within_reach(monday):
        raise NoSuchWeek(_("No week is called that. Write a year and a number, as in 2026-W48."))
    return week_of(monday)


def zone_of(workspace: Workspace) -> tzinfo:
    """Return the zone in which the weeks of a workspace begin."""
    return zone_named(workspace.time_zone) or UTC


def zone_of_person(person: Person) -> tzinfo:
    """Return the zone in which somebody's letters leave: their own, else that of the workspace."""
    return zone_named(person.time_zone) or zone_of(person.workspace)


def today_in(zone: tzinfo) -> date:
    return now().astimezone(zone).date()


def in_words(span: Span) -> str:
    """Say which days it is: `16 to 22 March`, `28 March to 3 April 2027`."""
    if (span.first.year, span.first.month) == (span.last.year, span.last.month):
        first = formatted(span.first, _("j"))
    else:
        first = formatted(span.first, _("j F")) if span.first.year == span.last.year else day(span.first)
    return _("%(first)s to %(last)s") % {"first": first, "last": day(span.last)}
