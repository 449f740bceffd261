"""Two people, one moment: what is true for each alone stays true for both."""

import contextlib
from itertools import pairwise

import pytest

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.kit.tests.at_once import at_once
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks.bulk import act_named, do_to_all
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.tasks.models.task.blocking import CannotBlock
from assay.tasks.models.task.choosing import Choice, Instead
from assay.tasks.models.task.limits import ColumnFull
from assay.tasks.models.task.moving import AlreadyInProgress
from assay.tasks.undoing import undo

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_starts_of_one_person_one_asks(make, column, ada, ben):
    ids = [make(f"Start {number}", assignee=ben).pk for number in range(2)]
    active = column("active")

    def start(task_id: int) -> None:
        Task.objects.filter(pk=task_id)[0].move_to(active, by=ben)

    outcome = at_once(lambda: start(ids[0]), lambda: start(ids[1]))
    assert sorted(type(error).__name__ for error in outcome) == ["AlreadyInProgress", "NoneType"]
    assert Task.objects.in_progress_of(ben).count() == 1


def test_two_unassigned_tasks_started_by_one_person_at_once_are_no_way_around(make, column, ben):
    ids = [make(f"Nobody's {number}").pk for number in range(2)]
    active = column("active")

    def start(task_id: int) -> None:
        Task.objects.filter(pk=task_id)[0].move_to(active, by=ben)

    outcome = at_once(lambda: start(ids[0]), lambda: start(ids[1]))
    assert sum(isinstance(error, AlreadyInProgress) for error in outcome) == 1
    assert Task.objects.in_progress_of(ben).count() == 1


def test_people_who_move_each_others_cards_do_not_lock_each_other_out(make, column, ada, ben):
    cards = {"ada": make("Hers", assignee=ada).pk, "ben": make("His", assignee=ben).pk}
    waiting, queue = column("waiting"), column("queue")

    def back_and_forth(task_id: int, by: Person) -> None:
        for _turn in range(6):
            for place in (waiting, queue):
                Task.objects.filter(pk=task_id)[0].move_to(place, by=by)

    outcome = at_once(lambda: back_and_forth(cards["ada"], ben), lambda: back_and_forth(cards["ben"], ada))
    assert outcome == [None, None]


def test_the_history_of_concurrent_moves_has_no_gap(make, column, ada, ben):
    task_id = make("Tug of war", assignee=ada).pk
    columns = [column("waiting"), column("done"), column("queue")]

    def pull(by: Person, step: int) -> None:
        for turn in range(6):
            Task.objects.filter(pk=task_id)[0].move_to(columns[(turn * step) % 3], by=by)

    assert at_once(lambda: pull(ada, 1), lambda: pull(ben, 2)) == [None, None]
    moves = [event.data for event in Event.objects.filter(kind="task.moved").order_by("id")]
    assert all(later["before"] == earlier["column"] for earlier, later in pairwise(moves))
    ranks = Task.objects.values_list("column_id", "rank")
    assert len(set(ranks)) == len(ranks)


def test_of_two_who_accept_one_hand_off_at_once_one_has_it(make, ada, ben):
    for person in (ada, ben):
        person.edit(name=person.name, discipline="ml-engineering", hue=1)
    source = make("Tail with tenure")
    offer = Offer(title="Serve it", to=Recipient(discipline="ml-engineering"), phase=source.phase)
    number = Handoff.offer(source, offer, by=ada).pk

    def accept(by: Person) -> None:
        Handoff.objects.with_task().get(pk=number).accept(by=by)

    outcome = at_once(lambda: accept(ada), lambda: accept(ben))
    assert sorted(type(error).__name__ for error in outcome) == ["HandoffRefused", "NoneType"]
    handoff = Handoff.objects.with_task().get()
    assert handoff.task.assignee == handoff.accepted_by
    assert Event.objects.filter(kind="handoff.accepted").count() == 1


def test_what_is_blocked_and_finished_at_once_is_not_blocked_when_it_is_done(make, column, ada, ben):
    task_id, done = make("Tail", assignee=ben).pk, column("done")

    def block() -> None:
        with contextlib.suppress(CannotBlock):
            Task.objects.get(pk=task_id).block("Labels are late", by=ada)

    def finish() -> None:
        Task.objects.get(pk=task_id).move_to(done, by=ben)

    assert at_once(block, finish) == [None, None]
    task = Task.objects.get(pk=task_id)
    assert task.is_done
    assert task.blocked_at is None


def test_two_who_start_many_tasks_of_the_same_people_at_once_start_one_of_each(make, column, ada, ben):
    tasks = [make(f"Start {number}", assignee=person) for number in range(3) for person in (ada, ben)]
    act = act_named("column", column("active").name)

    def start(mine: list[Task], by: Person) -> None:
        do_to_all([Task.objects.filter(pk=task.pk).with_facts()[0] for task in mine], act, by=by)

    outcome = at_once(lambda: start(tasks, ada), lambda: start(tasks[::-1], ben))
    assert outcome == [None, None]
    assert [Task.objects.in_progress_of(person).count() for person in (ada, ben)] == [1, 1]
    assert Task.objects.filter(column=column("active")).values("rank").distinct().count() == 2


def test_many_tasks_given_away_while_one_of_them_starts_are_still_one_in_progress_each(make, column, ada, ben):
    tasks = [make(f"Start {number}", assignee=ada) for number in range(3)]
    active, act = column("active"), act_named("assignee", str(ben.pk))

    def give() -> None:
        do_to_all([Task.objects.filter(pk=task.pk).with_facts()[0] for task in tasks], act, by=ada, to=ben)

    outcome = at_once(give, lambda: Task.objects.filter(pk=tasks[1].pk)[0].move_to(active, by=ada))
    assert outcome == [None, None]
    assert {task.assignee for task in Task.objects.filter(pk__in=[task.pk for task in tasks])} == {ben}
    assert Task.objects.in_progress_of(ben).count() == 1


def counted(outcome: list[Exception | None], fact: type[Exception]) -> tuple[int, int]:
    """Return how many were refused for this fact and how many went through; anything else is no outcome."""
    assert all(error is None or isinstance(error, fact) for error in outcome), outcome
    return sum(error is not None for error in outcome), sum(error is None for error in outcome)


def test_starts_in_two_projects_at_once_are_no_way_around(make, column, ada, ben):
    other = Project.start(key="KELP", name="Kelp", workflow=workflow_named("six-phases"), by=ada)
    here, there = make("Here", assignee=ben).pk, make("There", project=other, assignee=ben).pk
    places = {here: column("active"), there: other.columns.filter(state="active")[0]}

    def start(task_id: int) -> None:
        Task.objects.get(pk=task_id).move_to(places[task_id], by=ben)

    assert counted(at_once(lambda: start(here), lambda: start(there)), AlreadyInProgress) == (1, 1)
    assert Task.objects.in_progress_of(ben).count() == 1


def test_a_start_and_a_task_in_progress_that_is_given_to_the_same_person(make, column, ada, ben):
    hers, his = make("Hers", assignee=ada), make("His", assignee=ben)
    hers.move_to(column("active"), by=ada)
    active = column("active")

    def start() -> None:
        Task.objects.get(pk=his.pk).move_to(active, by=ben)

    def give() -> None:
        Task.objects.get(pk=hers.pk).assign(Person.objects.get(pk=ben.pk), by=ada)

    assert counted(at_once(start, give), AlreadyInProgress) == (1, 1)
    assert Task.objects.in_progress_of(ben).count() == 1


def test_a_start_and_an_undo_that_brings_another_task_back(make, column, ben):
    finished, next_one = make("Finished", assignee=ben), make("Next", assignee=ben)
    finished.move_to(column("active"), by=ben)
    finished.move_to(column("done"), by=ben)
    finish = list(Event.objects.about(finished.subject).order_by("-pk")[:1])
    active = column("active")

    def start() -> None:
        Task.objects.get(pk=next_one.pk).move_to(active, by=ben)

    outcome = at_once(start, lambda: undo(Task.objects.get(pk=finished.pk), finish, by=ben))
    assert counted(outcome, AlreadyInProgress) == (1, 1)
    assert Task.objects.in_progress_of(ben).count() == 1


def test_two_tasks_handed_to_one_free_person_at_once_leave_one_in_progress(make, column, ada, ben, lea):
    """Ada and Ben both hand their first over to Lea: one goes on, the other waits for her."""
    seconds = {}
    for person in (ada, ben):
        make("First", assignee=person).move_to(column("active"), by=person)
        seconds[person.pk] = make("Second", assignee=person).pk
    active = column("active")

    def start(person: Person) -> None:
        choice = Choice(Instead.HAND, to=Person.objects.get(pk=lea.pk))
        Task.objects.get(pk=seconds[person.pk]).move_to(active, by=person, choice=choice)

    assert at_once(lambda: start(ada), lambda: start(ben)) == [None, None]
    assert Task.objects.in_progress_of(lea).count() == 1
    assert Task.objects.filter(assignee=lea, column__state="waiting").count() == 1


def test_of_two_cards_one_gets_the_last_place_of_a_column(make, column, ada, ben):
    waiting = column("waiting")
    waiting.edit(name=waiting.name, state="waiting", limit=1, by=ada)
    ids = [make(f"Card {number}").pk for number in range(2)]

    def move(task_id: int, by: Person) -> None:
        Task.objects.get(pk=task_id).move_to(waiting, by=by)

    assert counted(at_once(lambda: move(ids[0], ada), lambda: move(ids[1], ben)), ColumnFull) == (1, 1)
    assert waiting.tasks.count() == 1
