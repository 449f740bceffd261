"""A signal is put off with a reason, and comes back on its day, or when it is a new one."""

from datetime import timedelta

import pytest

from assay.activity.models import Event
from assay.kit.clock import as_of
from assay.signals.models import BadSnooze, Setting, Snooze
from assay.signals.queries import heard_of, signals_of
from assay.signals.tests.days import day
from assay.tasks.models import Task


@pytest.fixture
def stalled(doing, heard):
    doing(on=1)
    (signal,) = heard(4)["stalled"]
    return signal


def put_off(signal, by, *, on=4, days=7, reason="Ben is back on Monday."):
    with as_of(day(on)):
        return Snooze.begin(signal, (day(on) + timedelta(days=days)).date(), reason, by)


def test_a_snoozed_signal_is_silent_for_everybody_until_its_day_and_stands_in_the_history(
    stalled, heard, ada, ben, kite
):
    put_off(stalled, ada, days=3)
    assert "stalled" not in heard(4)
    with as_of(day(4)):
        assert signals_of([kite], person=ben) == []
        (resting,) = heard_of([kite], person=ada).resting
    assert (resting.signal, resting.snooze.reason) == (stalled, "Ben is back on Monday.")
    event = Event.objects.latest("pk")
    assert (event.kind, event.subject_kind, event.project_id) == ("signal.snoozed", "task", kite.pk)
    assert event.data == {
        "rule": "stalled",
        "signal": "Stalled",
        "until": "2026-11-23",
        "reason": "Ben is back on Monday.",
    }


def test_on_its_day_it_is_there_again(stalled, heard, ada):
    put_off(stalled, ada, days=3)
    assert "stalled" not in heard(6)
    assert "stalled" in heard(7)


def test_what_began_after_the_snooze_is_a_new_signal(stalled, heard, ada):
    Setting.put(ada.workspace, {"stalled_days": 1}, by=ada)
    put_off(stalled, ada, on=3, days=60)
    with as_of(day(3) + timedelta(hours=1)):
        Task.objects.get(pk=stalled.subject.id).comment("It goes on.", by=ada)
    (signal,) = heard(7)["stalled"]
    assert signal.since == day(3) + timedelta(hours=1)


def test_another_snooze_takes_the_place_of_the_first_and_both_stay_readable(stalled, heard, ada, ben):
    first = put_off(stalled, ada)
    second = put_off(stalled, ben, days=1, reason="Only until tomorrow.")
    first.refresh_from_db()
    assert (first.ended_by, second.ended_at) == (ben, None)


def test_a_snooze_can_be_ended_and_twice_is_once(stalled, heard, ada):
    snooze = put_off(stalled, ada)
    snooze.end(by=ada)
    snooze.end(by=ada)
    assert "stalled" in heard(4)
    assert Event.objects.filter(kind="signal.recalled").count() == 1


@pytest.mark.parametrize(("days", "reason"), [(7, "  "), (7, "x" * 301), (0, "Today"), (-1, "Past"), (93, "Far")])
def test_a_snooze_needs_a_reason_and_a_day_in_the_near_future(stalled, ada, days, reason):
    with pytest.raises(BadSnooze):
        put_off(stalled, ada, days=days, reason=reason)
    assert not Snooze.objects.exists()
