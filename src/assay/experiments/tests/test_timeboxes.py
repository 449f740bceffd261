"""A timebox ends on the calendar of the assignee, also when that changes afterwards."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django_q.models import OrmQ

from assay.accounts.models import Absence, Holiday
from assay.experiments.models import Experiment
from assay.kit.jobs import run

# A Monday; five days end on Friday.
START = datetime(2026, 11, 16, 9, tzinfo=UTC)
WHILE = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def decides_on(task, started, ben):
    """Start an experiment of ben's; call it for the day to decide after the queued work is done."""
    task.assign(ben, by=ben)
    experiment = started(at=START, timebox_days=5)

    def after_work() -> Any:
        for package in OrmQ.objects.order_by("pk"):
            run(*package.task["args"])
            package.delete()
        experiment.refresh_from_db()
        return experiment.decide_on

    return after_work


@pytest.fixture
def experiment(decides_on, task):
    return Experiment.objects.get(task=task)


def away(person, first, last):
    return Absence.enter(person, first_on=date(2026, 11, first), last_on=date(2026, 11, last), by=person)


def test_days_off_known_at_the_start_count(task, started, ben):
    away(ben, 17, 18)
    task.assign(ben, by=ben)
    assert started(at=START, timebox_days=5).decide_on == date(2026, 11, 24)


def test_an_absence_moves_the_end_and_its_removal_moves_it_back(decides_on, ben):
    assert decides_on() == date(2026, 11, 20)
    absence = away(ben, 17, 18)
    assert decides_on() == date(2026, 11, 24)
    absence.remove(by=ben)
    assert decides_on() == date(2026, 11, 20)


def test_a_holiday_and_other_working_days_move_it(decides_on, ada, ben):
    Holiday.add({date(2026, 11, 18): "Holiday"}, by=ada)
    assert decides_on() == date(2026, 11, 23)
    ben.edit(name=ben.name, discipline="", hue=1, working_days=[1, 2, 3, 4])
    assert decides_on() == date(2026, 11, 24)


def test_another_assignee_brings_another_calendar(decides_on, task, ada, ben, lea):
    away(lea, 19, 19)
    assert decides_on() == date(2026, 11, 20)
    task.assign(lea, by=ada)
    assert decides_on() == date(2026, 11, 23)


def test_the_day_number_leaves_days_off_out(decides_on, experiment, task, ben):
    away(ben, 17, 18)
    calendar = type(task).objects.get(pk=task.pk).calendar
    assert experiment.day_number(calendar, at=WHILE) == 3
    decides_on()
    experiment.refresh_from_db()
    assert not experiment.is_past_timebox(calendar, at=datetime(2026, 11, 24, 9, tzinfo=UTC))


def test_a_timebox_whose_end_was_told_stays(decides_on, experiment, ben):
    type(experiment).objects.filter(pk=experiment.pk).update(timebox_ended_at=WHILE)
    away(ben, 17, 18)
    assert decides_on() == date(2026, 11, 20)


def test_days_off_of_others_queue_no_work(decides_on, lea):
    OrmQ.objects.all().delete()
    away(lea, 17, 18)
    names = [package.task["args"][0] for package in OrmQ.objects.all()]
    assert not [name for name in names if "timebox" in name]
