"""A task that outlives its estimate says so once, to those it concerns."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from assay.accounts.models import Absence, Holiday
from assay.activity.models import Event
from assay.notifications.models import Notice
from assay.notifications.telling import tell
from assay.notifications.watching import begin
from assay.pure.workdays import whole_days
from assay.tasks.filtering import TaskFilter
from assay.tasks.models import Task
from assay.tasks.models.task.editing import TaskFacts
from assay.tasks.overrun import tell_late

# A Monday.
START = datetime(2026, 11, 16, 9, tzinfo=UTC)


def day(number):
    return START + timedelta(days=number)


def overruns(task):
    told = Event.objects.about(task.subject).filter(kind="task.overran").order_by("pk")
    return [event.data["estimate_days"] for event in told]


@pytest.fixture
def doing(make, column, ben):
    task = make("Slow", assignee=ben, estimate_days=Decimal(3))
    task.move_to(column("active"), by=ben, at=START)
    return task


def estimate(task, days, by):
    task.refresh_from_db()
    facts = TaskFacts(task.title, task.description, task.phase, Decimal(days), task.discipline, ())
    task.edit(facts, version=task.version, by=by)


def test_it_is_told_on_the_day_after_the_estimate_and_never_again(doing):
    assert [tell_late(at=day(number)) for number in (1, 2, 3, 4, 7)] == [0, 0, 1, 0, 0]
    assert overruns(doing) == ["3"]


@pytest.mark.parametrize(("days", "last"), [("0.5", 0), ("2.5", 2)])
def test_the_last_day_may_be_filled_where_the_estimate_ends_within_it(doing, ben, days, last):
    estimate(doing, Decimal(days), ben)
    doing.refresh_from_db()
    assert doing.calendar.end_of(START, whole_days(Decimal(days))) == day(last).date()
    for at, is_late in ((day(last), False), (day(last + 1), True)):
        is_found = TaskFilter.read("is:overrun", reader=ben, at=at).apply(Task.objects.all()).exists()
        assert (doing.is_over_estimate(doing.calendar, at=at), is_found) == (is_late, is_late)
        assert tell_late(at=at) == is_late


def test_a_higher_estimate_that_is_outlived_too_is_told_again_and_a_lower_one_is_not(doing, ada):
    tell_late(at=day(3))
    estimate(doing, "4", ada)
    assert (tell_late(at=day(3)), tell_late(at=day(4))) == (0, 1)
    estimate(doing, "1", ada)
    assert tell_late(at=day(7)) == 0
    assert overruns(doing) == ["3", "4"]


def test_weekends_holidays_and_absences_of_its_person_are_no_days(doing, ada, ben):
    Holiday.add({date(2026, 11, 18): "Holiday"}, by=ada)
    Absence.enter(ben, first_on=date(2026, 11, 19), last_on=date(2026, 11, 19), by=ben)
    # Monday, Tuesday and Friday are its three days; Saturday and Sunday are none.
    assert [tell_late(at=day(number)) for number in (4, 5, 6, 7)] == [0, 0, 0, 1]


def test_its_person_and_those_who_watch_are_told_and_nobody_else(doing, ada, ben, lea):
    begin(doing.subject, [lea.pk])
    tell_late(at=day(3))
    event = Event.objects.about(doing.subject).get(kind="task.overran")
    tell.work(event.pk)
    tell.work(event.pk)
    told = Notice.objects.filter(event=event)
    assert {notice.person_id for notice in told} >= {ben.pk, lea.pk}
    assert {notice.reason for notice in told} == {"overran"}
    assert len(told) == len({notice.person_id for notice in told})


def test_done_archived_trashed_and_unestimated_tasks_are_left_in_peace(make, column, ada, ben):
    for title, what in (("a", "done"), ("b", "archive"), ("c", "trash"), ("d", "")):
        task = make(title, estimate_days=None if not what else Decimal(1))
        task.move_to(column("active"), by=ada, at=START)
        task.assign(None, by=ada)
        if what == "done":
            task.move_to(column("done"), by=ada, at=START)
        elif what:
            getattr(task, what)(by=ada)
    assert tell_late(at=day(30)) == 0


def test_nobodys_task_in_progress_overruns_by_the_calendar_of_the_workspace(doing, ada):
    doing.assign(None, by=ada)
    assert tell_late(at=day(3)) == 1


def test_the_page_and_the_feed_say_it(doing, ada_client):
    tell_late(at=day(3))
    assert "outlived its estimate of 3 d" in ada_client.get(f"/tasks/{doing.key}").content.decode()
    assert "outlived its estimate of 3 d" in ada_client.get("/projects/KITE/activity").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_tell_once(doing):
    barrier = Barrier(2)

    def work(_number):
        try:
            barrier.wait(timeout=10)
            return tell_late(at=day(3))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(work, range(2))) == [0, 1]
    assert overruns(Task.objects.get(pk=doing.pk)) == ["3"]
