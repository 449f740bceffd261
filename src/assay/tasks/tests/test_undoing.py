"""Undo: the inverse as a new event, unless somebody changed the same thing since."""

from datetime import timedelta
from decimal import Decimal

import pytest

from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.gates import GateClosed
from assay.tasks.models.task.choosing import Choice, Instead
from assay.tasks.models.task.editing import TaskFacts
from assay.tasks.models.task.moving import AlreadyInProgress
from assay.tasks.undoing import Gone, NothingToUndo, Overtaken, TooLate, last_changes, last_of, undo

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
JSON = "application/json"


def last(task):
    return Event.objects.about(task.subject).order_by("-pk")[0]


def edit(task, by, **changes):
    facts = {
        "title": task.title,
        "description": task.description,
        "phase": task.phase,
        "estimate_days": task.estimate_days,
        "discipline": task.discipline,
        "labels": tuple(task.labels.all()),
    }
    task.edit(TaskFacts(**facts | changes), version=task.version, by=by)


def test_a_move_goes_back_to_its_place(ada, make, column):
    first, second, third = make("1"), make("2"), make("3")
    second.move_to(column("waiting"), by=ada)
    undo(second, [last(second)], by=ada)
    titles = [task.title for task in column("queue").tasks.order_by("rank")]
    assert titles[-3:] == ["1", "2", "3"]
    assert last(second).data["undoes"]
    assert first.column == third.column == second.column


def test_words_and_facts_go_back(ada, make, kite):
    label, phase = kite.labels.all()[0], kite.phases.present().in_order().last()
    task = make("Old", description="Before")
    edit(task, ada, title="New", description="After", phase=phase, estimate_days=Decimal("0.5"), labels=(label,))
    undo(task, [last(task)], by=ada)
    assert (task.title, task.description, task.estimate_days) == ("Old", "Before", Decimal(2))
    assert task.phase != phase
    assert not task.labels.exists()


def test_another_fact_changed_since_is_no_hindrance(ada, ben, make):
    task = make("Old")
    edit(task, ada, title="New")
    event = last(task)
    edit(task, ben, description="Words of ben")
    undo(task, [event], by=ada)
    assert (task.title, task.description) == ("Old", "Words of ben")


def test_the_same_fact_changed_since_refuses_and_says_who(ada, ben, make):
    task = make("Old")
    edit(task, ada, title="New")
    event = last(task)
    edit(task, ben, title="Newer")
    with pytest.raises(Overtaken, match="Ben Okafor"):
        undo(task, [event], by=ada)
    task.refresh_from_db()
    assert task.title == "Newer"


def test_undone_twice_is_refused_but_the_undo_can_be_undone(ada, make):
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


def test_after_thirty_days_it_is_too_late(ada, make):
    task = make()
    edit(task, ada, title="New")
    event = last(task)
    Event.objects.filter(pk=event.pk).update(at=now() - timedelta(days=31))
    with pytest.raises(TooLate, match="30 days"):
        undo(task, [Event.objects.get(pk=event.pk)], by=ada)


def test_the_history_offers_undo_where_it_can_be_had(ada_client, ada, make):
    task = make("Old")
    edit(task, ada, title="New")
    stale = last(task)
    edit(task, ada, title="Newer")
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert f'name="event" value="{last(task).pk}"' in page
    assert f'name="event" value="{stale.pk}"' not in page
    response = ada_client.post(f"/tasks/{task.key}/undo", {"event": last(task).pk})
    assert response.headers["Location"] == f"/tasks/{task.key}#history"
    task.refresh_from_db()
    assert task.title == "New"


def test_a_guest_is_offered_none_and_may_none(gil_client, guest, ada, make):
    task = make("Old")
    edit(task, ada, title="New")
    assert 'name="event"' not in gil_client.get(f"/tasks/{task.key}").content.decode()
    assert gil_client.post(f"/tasks/{task.key}/undo", {"event": last(task).pk}).status_code == 403


def test_a_conflict_is_a_toast_with_409(ada_client, ada, ben, make):
    task = make("Old")
    edit(task, ada, title="New")
    event = last(task)
    edit(task, ben, title="Newer")
    response = ada_client.post(f"/tasks/{task.key}/undo", {"event": event.pk}, headers=HTMX)
    assert response.status_code == 409
    assert "Ben Okafor" in response.headers["HX-Trigger"]


@pytest.mark.parametrize("event", ["", "x", "999999", "99999999999999999999"])
def test_an_event_of_nothing_is_not_found(ada_client, make, event):
    assert ada_client.post(f"/tasks/{make().key}/undo", {"event": event}).status_code == 404


def test_an_event_of_another_task_is_not_found(ada_client, ada, make):
    other = make()
    edit(other, ada, title="New")
    assert ada_client.post(f"/tasks/{make().key}/undo", {"event": last(other).pk}).status_code == 404


def test_the_toast_takes_back_column_and_person_together(ada_client, ben, make, column):
    task = make()
    sent = {"column": column("waiting").pk, "lane": ben.pk}
    told = ada_client.post(f"/tasks/{task.key}/column", sent, headers=HTMX).headers["HX-Trigger"]
    address = told.partition('"undo": "')[2].partition('"')[0]
    assert address.count("event=") == 2
    assert ada_client.post(address, headers=HTMX).status_code == 204
    task.refresh_from_db()
    assert (task.column.state, task.assignee) == ("queue", None)


def test_z_takes_back_ones_own_last_action_and_then_the_one_before(ada_client, ada, ben, make):
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


def test_z_passes_over_a_start_to_the_change_before(ben_client, ben, make, column):
    task = make("Old", assignee=ben)
    edit(task, ben, title="New")
    a_minute_ago()
    task.move_to(column("active"), by=ben)
    assert ben_client.post("/undo", headers=HTMX).status_code == 204
    task.refresh_from_db()
    assert (task.title, task.column.state) == ("Old", "active")


def test_z_passes_over_what_made_room_for_a_start(ben, busy, make, column):
    a_minute_ago()
    edit(busy, ben, title="New")
    a_minute_ago()
    make("Second", assignee=ben).move_to(column("active"), by=ben, choice=Choice(Instead.PAUSE))
    found, events = last_of(ben, at=now())
    assert (found, [event.kind for event in events]) == (busy, ["task.edited"])


def test_z_passes_over_what_a_start_overtook(ben, make, column):
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


def test_the_api_takes_back_events_and_the_last_action(api, ada, make):
    task, program = make("Old"), api(ada)
    program.patch(f"/api/v1/tasks/{task.key}", {"title": "New"}, content_type=JSON)
    event = last(task)
    answer = program.post(f"/api/v1/tasks/{task.key}/undo", {"events": [event.pk]}, content_type=JSON)
    assert answer.json()["title"] == "Old"
    again = program.post(f"/api/v1/tasks/{task.key}/undo", {"events": [event.pk]}, content_type=JSON)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "overtaken")
    program.patch(f"/api/v1/tasks/{task.key}", {"title": "Third"}, content_type=JSON)
    assert program.post("/api/v1/undo").json()["title"] == "Old"
