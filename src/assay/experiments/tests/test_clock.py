"""The clock goes right over the changes of summer time, in every zone, and says each thing once."""

from datetime import UTC, datetime, timedelta

import pytest

from assay.experiments.jobs import look_at_the_clock
from assay.experiments.tests.trainings import only_line, told
from assay.notifications.reasons import Reason

SECOND = timedelta(seconds=1)
# In Madrid the clocks go forward on 29 March 2026 and back on 25 October 2026, at 1:00 UTC.
BEFORE = [datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)]


@pytest.fixture
def madrid(northwind):
    type(northwind).objects.filter(pk=northwind.pk).update(time_zone="Europe/Madrid")


@pytest.mark.parametrize("start", BEFORE)
def test_a_day_has_24_hours_whatever_the_clocks_do(started, madrid, start):
    experiment = started(stops="elapsed > 1d", at=start)
    look_at_the_clock.work(at=start + timedelta(hours=24))
    assert only_line(experiment, "stop").fired_at is None
    look_at_the_clock.work(at=start + timedelta(hours=24) + SECOND)
    assert only_line(experiment, "stop").fired_at is not None


@pytest.mark.parametrize(
    ("start", "midnight"),
    [
        (datetime(2026, 3, 26, 9, tzinfo=UTC), datetime(2026, 3, 30, 22, tzinfo=UTC)),
        (datetime(2026, 10, 22, 9, tzinfo=UTC), datetime(2026, 10, 26, 23, tzinfo=UTC)),
    ],
)
def test_a_timebox_ends_at_midnight_where_people_are(started, madrid, task, start, midnight):
    """Three working days from a Thursday are over on Monday, after the clocks were changed on Sunday."""
    experiment = started(at=start, timebox_days=3)
    look_at_the_clock.work(at=midnight - SECOND)
    assert told(task, "experiment.timebox-ended") == []
    for minutes in (0, 1, 2):
        look_at_the_clock.work(at=midnight + timedelta(minutes=minutes))
    (event,) = told(task, "experiment.timebox-ended")
    assert event.happening.told_as() == Reason.DECIDE
    experiment.refresh_from_db()
    assert experiment.timebox_ended_at == midnight


def test_a_zone_where_the_day_begins_first_is_told_first(started, northwind, task):
    type(northwind).objects.filter(pk=northwind.pk).update(time_zone="Pacific/Kiritimati")
    started(at=datetime(2026, 11, 16, 9, tzinfo=UTC), timebox_days=1)
    look_at_the_clock.work(at=datetime(2026, 11, 16, 10, 0, tzinfo=UTC) - SECOND)
    assert told(task, "experiment.timebox-ended") == []
    look_at_the_clock.work(at=datetime(2026, 11, 16, 10, 0, tzinfo=UTC))
    assert len(told(task, "experiment.timebox-ended")) == 1
