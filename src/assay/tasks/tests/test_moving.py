"""Moving cards: columns, people, places, and what the history keeps."""

from datetime import UTC, datetime

import pytest

from assay.activity.models import Event
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks.gates import Gate, GateClosed, _gates
from assay.tasks.models import Task
from assay.tasks.models.task.moving import (
    AlreadyInProgress,
    Choice,
    Instead,
    Place,
    ReasonMissing,
    WrongBoard,
)

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


def kinds_of(task):
    return list(Event.objects.about(task.subject).order_by("id").values_list("kind", flat=True))


def test_a_move_is_written_with_both_columns(make, column, ada):
    task = make()
    task.move_to(column("active"), by=ada, at=MONDAY)
    event = Event.objects.about(task.subject).filter(kind="task.moved").order_by("-id")[0]
    assert (event.data["state_before"], event.data["state"]) == ("queue", "active")
    assert (event.person, event.at, task.started_at) == (ada, MONDAY, MONDAY)


def test_the_same_column_is_no_move(make, column, ada):
    task = make()
    task.move_to(column("queue"), by=ada)
    assert kinds_of(task) == ["task.created"]


def test_an_unassigned_task_becomes_the_movers_when_it_starts(make, column, ben):
    task = make()
    task.move_to(column("active"), by=ben)
    assert task.assignee == ben
    assert kinds_of(task) == ["task.created", "task.assigned", "task.moved"]


def test_the_column_of_another_project_is_refused(make, ada):
    other = Project.start(key="KELP", name="Kelp", workflow=workflow_named("six-phases"), by=ada)
    with pytest.raises(WrongBoard):
        make().move_to(other.columns.all()[0], by=ada)


def test_a_second_start_asks(make, column, ben, busy):
    second = make("Second", assignee=ben)
    with pytest.raises(AlreadyInProgress) as asked:
        second.move_to(column("active"), by=ben)
    assert [other.key for other in asked.value.others] == [busy.key]
    assert Task.objects.in_progress_of(ben).count() == 1


@pytest.mark.parametrize(("instead", "state"), [(Instead.PAUSE, "waiting"), (Instead.FINISH, "done")])
def test_the_first_task_makes_room(make, column, ben, busy, instead, state):
    second = make("Second", assignee=ben)
    second.move_to(column("active"), by=ben, choice=Choice(instead))
    busy.refresh_from_db()
    assert busy.column.state == state
    assert second.is_in_progress


def test_keeping_both_needs_a_reason_that_stays_on_the_card(make, column, ben, busy):
    second = make("Second", assignee=ben)
    with pytest.raises(ReasonMissing):
        second.move_to(column("active"), by=ben, choice=Choice(Instead.KEEP, " "))
    second.refresh_from_db()
    second.move_to(column("active"), by=ben, choice=Choice(Instead.KEEP, "The fire drill"))
    assert second.override_reason == "The fire drill"
    assert "task.overridden" in kinds_of(second)
    second.move_to(column("done"), by=ben)
    assert second.override_reason == ""


def test_one_in_progress_holds_over_two_projects(make, ada, ben, busy):
    other = Project.start(key="KELP", name="Kelp", workflow=workflow_named("six-phases"), by=ada)
    second = make("Elsewhere", project=other, assignee=ben)
    with pytest.raises(AlreadyInProgress) as asked:
        second.move_to(other.columns.filter(state="active")[0], by=ben)
    assert busy.key in str(asked.value)


def test_a_task_in_a_private_project_is_counted_but_never_named(make, ada, ben, lea):
    hidden = Project.start(key="HUSH", name="Hush", workflow=workflow_named("six-phases"), by=ada, is_private=True)
    secret = make("Secret plan", project=hidden, assignee=lea)
    secret.move_to(hidden.columns.filter(state="active")[0], by=ada)
    task = make("Public", assignee=lea)
    with pytest.raises(AlreadyInProgress) as asked:
        task.move_to(task.project.columns.filter(state="active")[0], by=ben)
    assert (asked.value.others, asked.value.hidden) == ([], 1)
    assert "HUSH" not in str(asked.value)
    with pytest.raises(AlreadyInProgress):
        task.move_to(task.project.columns.filter(state="active")[0], by=ben, choice=Choice(Instead.PAUSE))


def test_giving_away_a_task_in_progress_counts_for_its_new_person(make, ada, ben, busy, column):
    mine = make("Mine", assignee=ada)
    mine.move_to(column("active"), by=ada)
    with pytest.raises(AlreadyInProgress):
        mine.assign(ben, by=ada)


def test_a_drop_changes_column_and_person_at_once(make, column, ada, ben, busy):
    busy.hand_and_move(column("waiting"), ada, by=ben)
    assert (busy.column.state, busy.assignee) == ("waiting", ada)
    waiting = make("Next", assignee=ada)
    waiting.hand_and_move(column("active"), ben, by=ada)
    assert (waiting.column.state, waiting.assignee) == ("active", ben)


def test_a_closed_gate_keeps_the_task_where_it_is(make, column, ada, monkeypatch):
    def closed(task, person):
        raise GateClosed("A hypothesis is missing.", missing=("hypothesis",))

    monkeypatch.setitem(_gates, "data", Gate(start=closed, finish=closed))
    task = make("Check", kind="data")
    for state in ("active", "done"):
        with pytest.raises(GateClosed):
            task.move_to(column(state), by=ada)
    task.refresh_from_db()
    assert task.column.state == "queue"


def test_places_above_and_below_hold(make, column, ada):
    first, second, third = (make(f"Card {number}") for number in range(3))
    third.move_to(column("waiting"), by=ada)
    first.move_to(column("waiting"), by=ada, place=Place(above=third))
    second.move_to(column("waiting"), by=ada, place=Place(below=first))
    order = column("waiting").tasks.order_by("rank").values_list("pk", flat=True)
    assert list(order) == [first.pk, second.pk, third.pk]


def test_a_neighbour_that_moved_away_means_the_end(make, column, ada):
    first, second = make("One"), make("Two")
    second.move_to(column("waiting"), by=ada, place=Place(below=first))
    assert second.column.state == "waiting"


def test_ranks_stay_unique_and_short_however_often_a_card_goes_to_the_top(make, column, ada):
    waiting = column("waiting")
    cards = [make(f"Card {number}") for number in range(3)]
    for card in cards:
        card.move_to(waiting, by=ada)
    # As after some hundreds of moves to the top.
    waiting.tasks.filter(pk=cards[0].pk).update(rank="0" * 59 + "1")
    for card in (cards[2], cards[1], cards[2]):
        card.move_to(waiting, by=ada, place=Place(above=waiting.tasks.order_by("rank")[0]))
    ordered = list(waiting.tasks.order_by("rank"))
    assert ordered == [cards[2], cards[1], cards[0]]
    assert max(len(card.rank) for card in ordered) < 10


def test_a_task_that_comes_back_from_done_is_not_finished(make, column, ada):
    task = make()
    task.move_to(column("active"), by=ada, at=MONDAY)
    task.move_to(column("done"), by=ada)
    assert task.finished_at is not None
    task.move_to(column("waiting"), by=ada)
    assert (task.finished_at, task.started_at) == (None, MONDAY)
