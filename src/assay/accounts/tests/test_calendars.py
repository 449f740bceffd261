"""Whose day counts: weekends from working days, holidays of the workspace, absences of the person."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.accounts.calendars import Calendar, calendar_of, calendars_of, weekend_of
from assay.accounts.models import Absence, Holiday, Person

MONDAY = date(2026, 11, 16)


def day(number, hour=12):
    return datetime(2026, 11, number, hour, tzinfo=UTC)


def away(person, first, last, *, by=None):
    return Absence.enter(person, first_on=date(2026, 11, first), last_on=date(2026, 11, last), by=by or person)


def of(person):
    return calendar_of(person, workspace_id=person.workspace_id)


def test_days_off_of_all_kinds_do_not_count(ada, ben):
    ben.edit(name=ben.name, discipline="", hue=1, working_days=[1, 2, 3, 4])
    Holiday.add({date(2026, 11, 17): "Founders' day"}, by=ada)
    away(ben, 18, 18)
    calendar = of(ben)
    # Monday, Thursday, the next Monday; Tuesday is a holiday, Wednesday an absence, Friday never worked.
    assert [calendar.day_number(day(16), day(number)) for number in (16, 17, 18, 19, 20, 22, 23)] == [
        1,
        1,
        1,
        2,
        2,
        2,
        3,
    ]
    assert calendar.end_of(day(16), 3) == date(2026, 11, 23)


def test_nobodys_work_counts_on_the_calendar_of_the_workspace(ada, ben):
    Holiday.add({date(2026, 11, 17): "Founders' day"}, by=ada)
    away(ben, 18, 20)
    team = calendars_of([ada, ben])[None]
    assert team.day_number(day(16), day(20)) == 4
    assert team.back_on(date(2026, 11, 18)) is None


def test_who_is_away_is_back_on_the_next_working_day(ada, ben):
    Holiday.add({date(2026, 11, 23): "Holiday"}, by=ada)
    away(ben, 18, 20)
    calendar = of(ben)
    assert calendar.back_on(date(2026, 11, 17)) is None
    assert [calendar.back_on(date(2026, 11, number)) for number in (18, 20, 21, 23)] == [date(2026, 11, 24)] * 4
    assert calendar.back_on(date(2026, 11, 24)) is None


def test_two_absences_in_a_row_are_one(ben):
    away(ben, 16, 18)
    away(ben, 19, 20)
    assert of(ben).back_on(MONDAY) == date(2026, 11, 23)


def test_a_day_is_the_day_of_the_person(ben):
    ben.edit(name=ben.name, discipline="", hue=1, time_zone="Pacific/Auckland")
    assert of(ben).day_of(day(16, 12)) == date(2026, 11, 17)
    ben.edit(name=ben.name, discipline="", hue=1, time_zone="")
    assert of(ben).day_of(day(16, 12)) == MONDAY


def test_the_zone_of_the_workspace_counts_where_the_person_chose_none(ada, ben):
    ada.workspace.set_time_zone("Pacific/Auckland", by=ada)
    assert of(ben).day_of(day(16, 12)) == date(2026, 11, 17)


def test_days_off_of_another_workspace_do_not_count(ada, ben, cy):
    Holiday.add({date(2026, 11, 17): "Theirs"}, by=cy)
    away(cy, 16, 20)
    assert of(ben) == Calendar()


def test_one_query_however_many_people(ada, ben, lea):
    def cost(people):
        with CaptureQueriesContext(connection) as queried:
            calendars_of(people)
        return len(queried)

    for person in (ada, ben):
        away(person, 16, 20)
    Holiday.add({date(2026, 11, 17): "A", date(2026, 11, 18): "B"}, by=ada)
    assert cost([ada]) == cost([ada, ben, lea]) == cost(Person.objects.none()) == 1


@pytest.mark.parametrize(("worked", "off"), [([1, 2, 3, 4, 5], (5, 6)), ([7, 1], (1, 2, 3, 4, 5)), (range(1, 8), ())])
def test_working_days_become_weekends(worked, off):
    assert weekend_of(worked) == off
