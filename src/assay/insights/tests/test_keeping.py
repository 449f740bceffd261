"""The stays of tasks: kept with each event, equal to a plain replay of the history whatever people do."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import rule, run_state_machine_as_test

from assay.activity.models import Event
from assay.insights.jobs import rebuild_due
from assay.insights.keeping import rebuild
from assay.insights.models import Keeping, Stay
from assay.insights.tests.conftest import FIRST_MONDAY
from assay.projects.models import ColumnHeld
from assay.tasks.models import Task
from assay.tasks.models.task.bringing import Past
from assay.tasks.models.task.editing import facts_of
from assay.tasks.tests.test_history_holds import Board, some

pytestmark = pytest.mark.django_db


def told(task):
    """Return the stays of a task as people would say them: state, column, first and last day."""
    day = lambda moment: moment and (moment - FIRST_MONDAY) / timedelta(days=1)  # noqa: E731
    stays = Stay.objects.filter(task=task).order_by("number")
    return [(stay.state, stay.column, day(stay.began_at), day(stay.ended_at)) for stay in stays]


def test_each_move_ends_a_stay_and_begins_one(on):
    task = on(0).make()
    assert told(task) == [("queue", "", 0, None)]
    on(1).move(task, "active")
    on(3).move(task, "done")
    assert told(task) == [
        ("queue", "To do", 0, 1),
        ("active", "In progress", 1, 3),
        ("done", "Done", 3, None),
    ]


def test_blocked_time_is_a_stay_of_its_own(on):
    task = on(0).make()
    on(1).move(task, "active")
    on(2).do(task, "block", "Labels are late")
    on(4).do(task, "unblock")
    flags = list(Stay.objects.filter(task=task).order_by("number").values_list("state", "is_blocked"))
    assert flags == [("queue", False), ("active", False), ("active", True), ("active", False)]


def test_done_work_stays_done_since_it_was_done_whatever_happens_to_it_there(on, kite):
    task = on(0).make()
    on(1).move(task, "active")
    on(2).move(task, "done")
    later = kite.phases.order_by("-position")[0]
    task.edit(
        facts_of(task).__class__(**{**vars(facts_of(task)), "phase": later}), version=task.version, by=task.created_by
    )
    on(4).do(task, "archive")
    last = Stay.objects.filter(task=task).latest("number")
    assert (last.state, last.phase_id, last.ended_at) == ("done", later.pk, None)
    assert told(task)[-1] == ("done", "Done", 2, None)


def test_what_was_taken_back_never_happened(on):
    task = on(0).make()
    on(1).move(task, "active")
    on(2).move(task, "done")
    on(3).take_back(task)
    assert told(task) == [("queue", "To do", 0, 1), ("active", "In progress", 1, None)]


def test_what_is_put_away_is_away(on):
    task = on(0).make()
    on(1).move(task, "active")
    on(2).do(task, "archive")
    on(5).do(task, "unarchive")
    aways = list(Stay.objects.filter(task=task).order_by("number").values_list("is_away", flat=True))
    assert aways == [False, False, True, False]


def test_tasks_that_come_with_a_past_have_their_stays_at_once(bare, ada):
    column = lambda state: bare.columns.get(state=state)  # noqa: E731
    moves = ((column("active"), FIRST_MONDAY + timedelta(days=1)), (column("done"), FIRST_MONDAY + timedelta(days=3)))
    past = Past("From elsewhere", "", bare.phases.order_by("position")[0], FIRST_MONDAY, moves)
    (task,) = Task.bring(bare, [past], by=ada)
    assert [stay[:1] + stay[2:] for stay in told(task)] == [("queue", 0, 1), ("active", 1, 3), ("done", 3, None)]


def test_the_worker_derives_what_nobody_kept(on, bare):
    task = on(0).make()
    on(1).move(task, "active")
    kept = told(task)
    Stay.objects.all().delete()
    Keeping.objects.update(is_due=True)
    before = Keeping.objects.get(pk=bare.pk).stamp
    rebuild_due.work()
    assert told(task) == kept
    keeping = Keeping.objects.get(pk=bare.pk)
    assert not keeping.is_due
    assert keeping.stamp != before


def test_deriving_again_changes_nothing(on, bare):
    task = on(0).make()
    on(1).move(task, "active")
    before = list(Stay.objects.order_by("pk").values())
    rebuild(bare.pk)
    assert list(Stay.objects.order_by("pk").values()) == before


class Kept(Board):
    """All that people can do to a board, and the states of its columns besides."""

    @rule(which=some, to=some)
    def restate(self, which: int, to: int) -> None:
        column = self.columns[which % len(self.columns)]
        column.refresh_from_db()
        try:
            column.edit(name=column.name, state=["active", "waiting"][to % 2], limit=column.limit, by=self.people[0])
        except (ColumnHeld, ValueError):
            column.refresh_from_db()

    def teardown(self) -> None:
        """Compare what was kept with what the history says, told in another way."""
        try:
            self.stays_are_what_the_history_says()
        finally:
            super().teardown()

    def stays_are_what_the_history_says(self) -> None:
        for task in self.tasks():
            kept = Stay.objects.filter(task=task).order_by("number")
            assert [_row(stay) for stay in kept] == _plain(task)
            last = kept.latest("number")
            assert last.state == task.column.state
            assert (last.phase_id, last.ended_at) == (task.phase_id, None)
            if last.state != "done":
                assert last.is_blocked is bool(task.blocked_at)
                assert last.is_away is not task.is_at_hand


def _row(stay):
    return (stay.state, stay.phase_id, stay.is_blocked, stay.is_away, stay.began_at, stay.ended_at)


def _plain(task):
    """Say from the events where the task was, asking after each of them for everything afresh."""
    events = list(Event.objects.about(task.subject).order_by("pk"))
    undoing = {event.data["undoes"]: event for event in events if event.data.get("undoes")}

    def counts(event):
        back = undoing.get(event.pk)
        return back is None or not counts(back)

    places: list[tuple[Any, Any]] = []
    for at, event in enumerate(events):
        if counts(event):
            place = _place([one for one in events[: at + 1] if counts(one)])
            if not places or not _same(places[-1][0], place):
                # What lifts a block is written first and bears a later moment than the move that lifts it.
                places.append((place, max([event.at, *(began for _place, began in places[-1:])])))
            elif place[0] == "done":
                places[-1] = (place, places[-1][1])
    ends = [at for _place, at in places[1:]] + [None]
    return [(*place, at, end) for (place, at), end in zip(places, ends, strict=True)]


def _same(one, other):
    return one == other or one[0] == other[0] == "done"


def _place(events):
    def last(*kinds):
        return next((event for event in reversed(events) if event.kind in kinds), None)

    moved, blocked = last("task.moved"), last("task.blocked", "task.unblocked")
    state = moved.data["state"] if moved else "queue"
    phases = [event.data["phase_id"] for event in events if event.data.get("phase_id")]
    archived, trashed = last("task.archived", "task.unarchived"), last("task.trashed", "task.restored")
    is_away = bool(archived and archived.kind == "task.archived") or bool(trashed and trashed.kind == "task.trashed")
    is_blocked = bool(blocked and blocked.kind == "task.blocked")
    return (state, phases[-1], is_blocked and state != "done", is_away and state != "done")


def test_whatever_people_do_the_stays_are_what_a_plain_replay_says(kite, ada, ben):
    Kept.project, Kept.people = kite, [ada, ben]
    run_state_machine_as_test(
        Kept,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
