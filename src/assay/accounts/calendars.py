"""Whose day counts: the working days of people, with the holidays of their workspace and their absences.

A task's age, its due day and the timebox of an experiment are counted on the calendar of the assignee, and
without one on the calendar of the workspace: `calendars_of(people)[task.assignee_id]`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.utils import timezone

from assay.accounts.models import Absence, Person, Workspace
from assay.accounts.time_zones import zone_named
from assay.pure.workdays import WEEKEND, add_working_days, working_day_number, working_days_between

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The days off of one person: weekdays (Monday is 0) and dates; `absences` are among the dates.

    Without a `zone` of its own a moment falls on the reader's day.
    """

    weekend: tuple[int, ...] = WEEKEND
    holidays: frozenset[date] = frozenset()
    absences: frozenset[date] = frozenset()
    zone: str = ""

    def day_of(self, moment: datetime) -> date:
        """Return on which day of this person the moment falls."""
        return timezone.localtime(moment, zone_named(self.zone)).date()

    def day_number(self, started: datetime, until: datetime) -> int:
        """Return which working day since the start it is, from 1: also when none has counted yet."""
        return max(_numbered(self, self.day_of(started), self.day_of(until)), 1)

    def days_between(self, start: datetime, until: datetime) -> float:
        """Return how much working time passed, in days of 24 hours: from Friday noon to Monday noon it is one."""
        first, last = (timezone.localtime(moment, zone_named(self.zone)) for moment in (start, until))
        return working_days_between(first, last, self.weekend, self.holidays)

    def whole_days_between(self, start: datetime, until: datetime) -> int:
        """Return how many working days passed whole: what all pages say of how long something waits."""
        return int(self.days_between(start, until))

    def end_of(self, started: datetime, days: int) -> date:
        """Return the last of `days` working days; the day of the start is day 1, on a day off the next one."""
        return _ended(self, self.day_of(started), max(days, 1))

    def is_away_on(self, day: date) -> bool:
        return day in self.absences

    def back_on(self, day: date) -> date | None:
        """Return the first working day after the absence that `day` belongs to; None for who is not away.

        The days off around an absence belong to it: who is away until Friday is back on Monday.
        """
        return add_working_days(day, 1, self.weekend, self.holidays) if self._is_in_absence(day) else None

    def _is_in_absence(self, day: date) -> bool:
        """Whether the day is one of absence, or a day off that follows one."""
        while day not in self.absences:
            if day.weekday() not in self.weekend and day not in self.holidays:
                return False
            day -= _DAY
        return True


def calendars_of(people: Iterable[Person], *, workspace_id: int | None = None) -> dict[int | None, Calendar]:
    """Return the calendar of each person by their number, in one query however many there are.

    Under None stands the calendar for work that is nobody's: that of `workspace_id`, or of the people's workspace.
    """
    people = list(people)
    team = workspace_id or next((person.workspace_id for person in people), 0)
    days = _days_off(people, {person.workspace_id for person in people} | {team})
    found: dict[int | None, Calendar] = {
        None: Calendar(holidays=days.of_workspace(team), zone=days.zones.get(team, ""))
    }
    for person in people:
        away = frozenset(days.absences[person.pk])
        found[person.pk] = Calendar(
            weekend=weekend_of(person.working_days),
            holidays=days.of_workspace(person.workspace_id) | away,
            absences=away,
            zone=person.time_zone or days.zones.get(person.workspace_id, ""),
        )
    return found


def calendar_of(person: Person | None, *, workspace_id: int) -> Calendar:
    """Return the calendar that counts for the work of `person`, or for nobody's."""
    found = calendars_of([person] if person else [], workspace_id=workspace_id)
    return found[person.pk if person else None]


def weekend_of(working_days: Iterable[int]) -> tuple[int, ...]:
    """Turn ISO weekdays that are worked into the weekdays that are off, Monday being 0."""
    worked = set(working_days)
    return tuple(day for day in range(7) if day + 1 not in worked)


@lru_cache(maxsize=5000)
def _numbered(calendar: Calendar, started: date, until: date) -> int:
    # A board asks for the same few days many times.
    return working_day_number(started, until, calendar.weekend, calendar.holidays)


@lru_cache(maxsize=5000)
def _ended(calendar: Calendar, started: date, days: int) -> date:
    return add_working_days(started - _DAY, days, calendar.weekend, calendar.holidays)


@dataclass
class _DaysOff:
    """Holidays and time zones by workspace, days of absence by person."""

    holidays: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    zones: dict[int, str] = field(default_factory=dict)
    absences: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))

    def of_workspace(self, number: int) -> frozenset[date]:
        return frozenset(self.holidays[number])


def _days_off(people: Iterable[Person], workspaces: set[int]) -> _DaysOff:
    found = _DaysOff()
    for is_absence, number, zone, first, last in _rows(people, workspaces):
        if is_absence:
            found.absences[number].update(first + step * _DAY for step in range((last - first).days + 1))
            continue
        found.zones[number] = zone
        if first:
            found.holidays[number].add(first)
    return found


def _rows(people: Iterable[Person], workspaces: set[int]) -> QuerySet[Any, tuple[Any, ...]]:
    """Holidays with the workspace's zone (also of one without any), then absences: one query for a whole board."""
    no, yes = Value(0, IntegerField()), Value(1, IntegerField())
    holidays = Workspace.objects.filter(pk__in=workspaces).annotate(
        what=no, who=F("pk"), zone=F("time_zone"), first=F("holidays__day"), last=F("holidays__day")
    )
    absences = Absence.objects.filter(person__in=[person.pk for person in people]).annotate(
        what=yes, who=F("person_id"), zone=Value("", CharField()), first=F("first_on"), last=F("last_on")
    )
    names = ("what", "who", "zone", "first", "last")
    return holidays.values_list(*names).union(absences.values_list(*names), all=True)
