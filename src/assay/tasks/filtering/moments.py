"""Days of a filter as moments in the database: dates on the reader's calendar, work on that of whom it is."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import cast

from django.db.models import Q
from django.utils import timezone

from assay.accounts.calendars import Calendar, calendars_of
from assay.accounts.models import Person
from assay.accounts.time_zones import zone_named
from assay.pure.task_filter import Bound, Days, Sign
from assay.pure.workdays import add_working_days
from assay.tasks.models.task.model import MOST_DAYS

_DAY = timedelta(days=1)
# "Fewer than two days ago" is a later moment.
_TURNED = {Sign.BELOW: Sign.ABOVE, Sign.AT_MOST: Sign.AT_LEAST, Sign.ABOVE: Sign.BELOW, Sign.AT_LEAST: Sign.AT_MOST}
NOTHING, EVERYTHING = Q(pk__in=[]), ~Q(pk__in=[])


def day_start(day: date, zone: str = "") -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), zone_named(zone) or timezone.get_current_timezone())


class Moments:
    """Today as the reader sees it, and the working days of everybody."""

    def __init__(self, reader: Person, *, at: datetime) -> None:
        self._reader, self._at = reader, at
        self.today = timezone.localtime(at).date()
        # Those of everybody, where a condition needed them; else empty.
        self.calendars: Mapping[int | None, Calendar] = {}

    def past(self, field: str, bound: Bound) -> Q:
        """Return the condition on a moment of the past: days say how long ago it was."""
        if isinstance(bound.amount, Days):
            bound = Bound(_TURNED.get(bound.sign, bound.sign), self.today - bound.amount.number * _DAY)
        day = cast("date", bound.amount)
        return _compared(bound.sign, lambda first: Q((f"{field}__gte", day_start(first))), day) & ~Q((field, None))

    def due(self, bound: Bound) -> Q:
        """Return the condition on the last day of the estimate: days say how far ahead it is."""
        ahead = bound.amount
        day = self.today + ahead.number * _DAY if isinstance(ahead, Days) else cast("date", ahead)
        return _compared(bound.sign, lambda first: ~self._due_before(first), day)

    def age(self, bound: Bound) -> Q:
        """Return the condition on the working days since the start."""
        days = cast("Days", bound.amount).number
        return _between(bound.sign, self._reached(days), self._reached(days + 1))

    def overrun(self) -> Q:
        """Return the condition that today is a later day than the estimate has."""
        found = NOTHING
        for days in range(1, int(MOST_DAYS) + 1):
            found |= _takes(days) & self._reached(days + 1)
        return found

    def _reached(self, days: int) -> Q:
        """Today is this working day since the start, or a later one; the day of the start is the first."""
        if days <= 1:
            return EVERYTHING
        return self._started_before(lambda calendar: calendar.day_of(self._at), days)

    def _due_before(self, day: date) -> Q:
        found = NOTHING
        for days in range(1, int(MOST_DAYS) + 1):
            found |= _takes(days) & self._started_before(lambda _calendar: day - _DAY, days)
        return found

    def _started_before(self, until: Callable[[Calendar], date], days: int) -> Q:
        """The start lies so far back that a given day is at least the `days`th of work, for each on their calendar."""
        people: dict[datetime, list[int | None]] = defaultdict(list)
        for number, calendar in self._calendars().items():
            latest = add_working_days(until(calendar) + _DAY, -days, calendar.weekend, calendar.holidays)
            people[day_start(latest + _DAY, calendar.zone)].append(number)
        found = NOTHING
        for moment, numbers in people.items():
            theirs = Q(assignee__in=[number for number in numbers if number is not None])
            found |= (theirs | Q(assignee=None) if None in numbers else theirs) & Q(started_at__lt=moment)
        return found

    def _calendars(self) -> Mapping[int | None, Calendar]:
        if not self.calendars:
            people = Person.objects.visible_to(self._reader)
            self.calendars = calendars_of(people, workspace_id=self._reader.workspace_id)
        return self.calendars


def _takes(days: int) -> Q:
    """The estimate fills so many days, as `whole_days` has it."""
    return Q(estimate_days__gt=days - 1, estimate_days__lte=days)


def _compared(sign: Sign, from_day: Callable[[date], Q], day: date) -> Q:
    """Compare by days where `from_day` says that the fact is on this day or later."""
    return _between(sign, from_day(day), from_day(day + _DAY))


def _between(sign: Sign, here: Q, later: Q) -> Q:
    """Compare where `here` says that the fact is so much or more, and `later` that it is more."""
    return {
        Sign.IS: here & ~later,
        Sign.BELOW: ~here,
        Sign.AT_MOST: ~later,
        Sign.ABOVE: later,
        Sign.AT_LEAST: here,
    }[sign]
