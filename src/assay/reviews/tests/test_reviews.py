"""Reviews: one a week, left and taken up, their clock, their stops."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from assay.activity.models import Event
from assay.kit.clock import as_of, now
from assay.reviews.awaiting import awaiting, led_by
from assay.reviews.matters import MOST_STOPS, Candidate, Matter
from assay.reviews.models import Review, Stop
from assay.reviews.tests.conftest import A_DAY
from assay.tasks.models import Task

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)


def waiting(kite, count, *, start=0):
    return [
        Candidate((Matter("a", "A", "So.", kite.pk, "task", str(number), f"T{number}", 1),))
        for number in range(start, start + count)
    ]


def test_there_is_one_review_for_a_lead_and_week(ada, kite):
    first = Review.begin(ada, waiting(kite, 2), today=A_DAY)
    assert Review.begin(ada, waiting(kite, 2), today=A_DAY + timedelta(days=3)) == first
    assert Review.begin(ada, [], today=A_DAY + timedelta(days=7)) != first
    assert [event.data["stops"] for event in Event.objects.filter(kind="review.begun").order_by("pk")] == [2, 0]


def test_a_review_has_twelve_stops_at_most(ada, kite):
    review = Review.begin(ada, waiting(kite, 20), today=A_DAY)
    assert review.stops.count() == MOST_STOPS


def test_what_was_decided_about_last_week_comes_after_what_was_not(ada, kite):
    monday, later = A_DAY - timedelta(days=A_DAY.weekday()), A_DAY + timedelta(days=7)
    for days in (9, 8):
        with as_of(now() - timedelta(days=days)):
            Task.create(kite, title="Scale", by=ada).block("it is broken", by=ada)
    first, second = awaiting(ada, today=later)
    Review.begin(ada, [first], today=monday)
    Stop.objects.update(way="ask", decided_at=NOON)
    assert awaiting(ada, today=later) == [second, first]
    assert awaiting(ada, today=later + timedelta(days=14)) == [first, second]


def test_taken_up_again_it_has_what_is_new_at_its_end_and_settles_what_is_gone(ada, kite):
    review = Review.begin(ada, waiting(kite, 2), today=A_DAY)
    review.take_in(waiting(kite, 2, start=1))
    assert [(stop.thing, stop.settled_at is None) for stop in review.stops.in_order()] == [
        ("0", False),
        ("1", True),
        ("2", True),
    ]


def test_a_matter_that_comes_back_opens_its_stop_again(ada, kite):
    review = Review.begin(ada, waiting(kite, 1), today=A_DAY)
    review.take_in([])
    review.take_in(waiting(kite, 1))
    assert review.stops.get().is_open


def test_the_clock_counts_from_a_step_to_its_answer(ada, kite):
    review = Review.begin(ada, [], today=A_DAY, at=NOON)
    review.count(NOON + timedelta(minutes=1), at=NOON + timedelta(minutes=3))
    assert review.spent_seconds == 120


def test_two_windows_do_not_count_a_minute_twice(ada, kite):
    review = Review.begin(ada, [], today=A_DAY, at=NOON)
    for _window in range(2):
        review.count(NOON, at=NOON + timedelta(minutes=2))
    assert review.spent_seconds == 120


def test_a_page_left_open_overnight_counts_ten_minutes(ada, kite):
    review = Review.begin(ada, [], today=A_DAY, at=NOON)
    review.count(NOON, at=NOON + timedelta(hours=20))
    assert review.minutes == 10


def test_a_page_that_was_shown_in_the_future_counts_nothing(ada, kite):
    review = Review.begin(ada, [], today=A_DAY, at=NOON)
    review.count(NOON + timedelta(days=400), at=NOON + timedelta(minutes=2))
    assert review.spent_seconds == 0


def test_finishing_is_told_once(ada, kite):
    review = Review.begin(ada, [], today=A_DAY)
    review.finish(by=ada)
    review.finish(by=ada)
    assert Event.objects.filter(kind="review.finished").count() == 1


@pytest.mark.parametrize(("days", "urgency"), [(-2, 1), (0, 1), (5, 2)])
def test_a_decision_that_is_due_awaits_the_lead_once(ada, kite, days, urgency):
    today = timezone.localdate()
    kite.edit(version=kite.version, by=ada, decision_due_on=today + timedelta(days=days))
    (found,) = [one for one in awaiting(ada, today=today) if one.first.kind == "project"]
    assert [one.urgency for one in found.matters if one.rule == "decision-due"] == [urgency]


def test_what_is_new_of_a_thing_is_said_at_its_stop(ada, kite):
    review = Review.begin(ada, waiting(kite, 1), today=A_DAY)
    (before,) = waiting(kite, 1)
    review.take_in([Candidate((*before.matters, replace(before.first, says="More.")))])
    assert review.stops.get().says == "So. More."


def test_what_a_signal_says_of_a_phase_is_told_at_its_project(ada, kite):
    kite.edit(version=kite.version, by=ada, decision_due_on=timezone.localdate())
    kinds = {one.first.kind for one in awaiting(ada, today=timezone.localdate())}
    assert kinds <= {"project", "task", "deliverable"}


@pytest.mark.parametrize(("who", "count"), [("ada", 1), ("lea", 1), ("ben", 0), ("gil", 0), ("cy", 0)])
def test_leads_review_what_they_lead(request, kite, who, count):
    assert len(led_by(request.getfixturevalue(who))) == count


def test_a_member_reviews_the_project_they_lead(ada, ben, kite):
    kite.edit(version=kite.version, by=ada, lead=ben)
    assert led_by(ben) == [kite]
