"""Undo: the inverse as a new event, unless somebody changed the same thing since."""

from datetime import timedelta
from decimal import Decimal

import pytest

from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.gates import GateClosed
from assay.tasks.models.task.moving import AlreadyInProgress
from assay.tasks.undoing import Gone, Overtaken, TooLate, undo

pytestmark = pytest.mark.django_db


def last(task):
    return Event.objects.about(task.subject).order_by("-pk")[0]


def test_a_move_goes_back_to_its_place(ada, make, column):
    first, second, third = make("1"), make("2"), make("3")
    second.move_to(column("waiting"), by=ada)
    undo(second, [last(second)], by=ada)
    titles = [task.title for task in column("queue").tasks.order_by("rank")]
    assert titles[-3:] == ["1", "2", "3"]
    assert last(second).data["undoes"]
    assert first.column == third.column == second.column


def test_words_and_facts_go_back(ada, make, kite, edit):
    label, phase = kite.labels.all()[0], kite.phases.present().in_order().last()
    task = make("Old", description="Before")
    edit(task, ada, title="New", description="After", phase=phase, estimate_days=Decimal("0.5"), labels=(label,))
    undo(task, [last(task)], by=ada)
    assert (task.title, task.description, task.estimate_days) == ("Old", "Before", Decimal(2))
    assert task.phase != phase
    assert not task.labels.exists()


def test_another_fact_changed_since_is_no_hindrance(ada, ben, make, edit):
    task = make("Old")
    edit(task, ada, title="New")
    event = last(task)
    edit(task, ben, description="Words of ben")
    undo(task, [event], by=ada)
    assert (task.title, task.description) == ("Old", "Words of ben")


def test_the_same_fact_changed_since_refuses_and_says_who(ada, ben, make, edit):
    task = make("Old")
    edit(task, ada, title="New")
    event = last(task)
    edit(task, ben, title="Newer")
    with pytest.raises(Overtaken, match="Ben Okafor"):
        undo(task, [event], by=ada)
    task.refresh_from_db()
    assert task.title == "Newer"


def test_undone_twice_is_refused_but_the_undo_can_be_undone(ada, make, edit):
    task = make("Old")
    edit(task, ada, title="New")
    event = last(task)
    undo(task, [event], by=ada)
    with pytest.raises(Overtaken):
        undo(task, [event], by=ada)
    undo(task, [last(task)], by=ada)
    assert task.title == "New"


def test_the_assignee_goes_back(ada, ben, make):
    task = make()
    task.assign(ben, by=ada)
    undo(task, [last(task)], by=ada)
    assert task.assignee is None


def test_a_start_is_not_taken_back(ben, busy):
    event = Event.objects.about(busy.subject).filter(kind="task.moved").get()
    with pytest.raises(TooLate, match="by hand"):
        undo(busy, [event], by=ben)


def test_a_way_back_into_progress_passes_the_same_gates(ben, busy, make, column):
    busy.move_to(column("waiting"), by=ben)
    event = last(busy)
    make("Other", assignee=ben).move_to(column("active"), by=ben)
    with pytest.raises(AlreadyInProgress):
        undo(busy, [event], by=ben)
    busy.refresh_from_db()
    assert busy.column.state == "waiting"


def test_a_way_back_to_done_passes_the_gate(ada, make, column, monkeypatch):
    from assay.tasks.gates import Gate, _gates

    task = make(kind="data")
    task.move_to(column("done"), by=ada)
    task.move_to(column("queue"), by=ada)

    def closed(_task, _person):
        raise GateClosed("Measure first.")

    monkeypatch.setitem(_gates, "data", Gate(finish=closed))
    with pytest.raises(GateClosed):
        undo(task, [last(task)], by=ada)


@pytest.mark.parametrize(("there", "back"), [("archive", "unarchive"), ("trash", "restore")])
def test_shelves_go_back_both_ways(ada, make, there, back):
    task = make()
    getattr(task, there)(by=ada)
    undo(task, [last(task)], by=ada)
    assert task.is_at_hand
    getattr(task, there)(by=ada)
    getattr(task, back)(by=ada)
    undo(task, [last(task)], by=ada)
    assert not task.is_at_hand


def test_links_go_back_from_either_end(ada, make):
    one, other = make(), make()
    one.link_to(other, as_="blocks", by=ada)
    undo(other, [last(other)], by=ada)
    assert not one.links.exists()
    undo(one, [last(one)], by=ada)
    assert one.links.get().other == other


def test_steps_go_back(ada, make):
    task = make()
    first, _second = task.add_checks(["One", "Two"], by=ada)
    first.tick(by=ada)
    first.remove(by=ada)
    undo(task, [last(task)], by=ada)
    back = task.checks.in_order()[0]
    assert (back.text, back.is_done) == ("One", True)
    back.rewrite("Uno", by=ada)
    undo(task, [last(task)], by=ada)
    assert task.checks.in_order()[0].text == "One"


def test_a_column_that_is_gone_is_said(ada, make, kite):
    extra = kite.add_column(name="Parked", state="waiting", limit=None, by=ada)
    task = make()
    task.move_to(extra, by=ada)
    task.move_to(kite.columns.present().in_order()[0], by=ada)
    event = last(task)
    extra.retire(by=ada)
    with pytest.raises(Gone, match="Parked"):
        undo(task, [event], by=ada)


def test_after_thirty_days_it_is_too_late(ada, make, edit):
    task = make()
    edit(task, ada, title="New")
    event = last(task)
    Event.objects.filter(pk=event.pk).update(at=now() - timedelta(days=31))
    with pytest.raises(TooLate, match="30 days"):
        undo(task, [Event.objects.get(pk=event.pk)], by=ada)
