"""What `Z` takes back: the person's own last action, whole, and nothing that a start did."""

from datetime import timedelta

import pytest

from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.models.task.choosing import Choice, Instead
from assay.tasks.undoing import NothingToUndo, last_changes, last_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_z_takes_back_ones_own_last_action_and_then_the_one_before(ada_client, ada, ben, make, edit):
    task = make("Old")
    edit(task, ada, title="New")
    make("Else").add_checks(["One", "Two"], by=ada)
    edit(task, ben, description="Of ben")
    Event.objects.filter(kind="task.edited", person=ada).update(at=now() - timedelta(minutes=1))
    assert ada_client.post("/undo", headers=HTMX).status_code == 204
    assert ada_client.post("/undo", headers=HTMX).status_code == 204
    task.refresh_from_db()
    assert (task.title, task.description) == ("Old", "Of ben")
    response = ada_client.post("/undo", headers=HTMX)
    assert response.status_code == 409


def a_minute_ago():
    """Let what happened until now have happened earlier."""
    for event in Event.objects.all():
        Event.objects.filter(pk=event.pk).update(at=event.at - timedelta(minutes=1))


def test_z_passes_over_a_start_to_the_change_before(ben_client, ben, make, column, edit):
    task = make("Old", assignee=ben)
    edit(task, ben, title="New")
    a_minute_ago()
    task.move_to(column("active"), by=ben)
    assert ben_client.post("/undo", headers=HTMX).status_code == 204
    task.refresh_from_db()
    assert (task.title, task.column.state) == ("Old", "active")


def test_z_passes_over_what_made_room_for_a_start(ben, busy, make, column, edit):
    a_minute_ago()
    edit(busy, ben, title="New")
    a_minute_ago()
    make("Second", assignee=ben).move_to(column("active"), by=ben, choice=Choice(Instead.PAUSE))
    found, events = last_of(ben, at=now())
    assert (found, [event.kind for event in events]) == (busy, ["task.edited"])


def test_z_passes_over_what_a_start_overtook(ben, make, column, edit):
    other, task = make("Else"), make(assignee=ben)
    edit(other, ben, title="Other")
    a_minute_ago()
    task.move_to(column("waiting"), by=ben)
    a_minute_ago()
    task.move_to(column("active"), by=ben)
    assert last_of(ben, at=now())[0] == other


def test_who_only_started_something_has_nothing_to_undo(ben, busy):
    with pytest.raises(NothingToUndo):
        last_of(ben, at=now())


def test_all_steps_of_a_pasted_list_are_one_action(ada, make):
    task = make()
    task.add_checks(["One", "Two"], by=ada)
    found, events = last_of(ada, at=now())
    assert (found, len(events)) == (task, 2)


def test_who_did_nothing_has_nothing_to_undo(ben, make):
    make()
    with pytest.raises(NothingToUndo):
        last_of(ben, at=now())


def test_what_began_with_a_start_is_not_offered(ben, make, column):
    task, began = make(assignee=ben), now()
    task.move_to(column("active"), by=ben)
    assert last_changes(task, ben, since=began) == []
