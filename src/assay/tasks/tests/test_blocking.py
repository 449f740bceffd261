"""Blocked: why and since when, and what it does not change."""

from datetime import UTC, datetime

import pytest

from assay.accounts.calendars import Calendar
from assay.activity.models import Event
from assay.tasks import queries
from assay.tasks.models import Task
from assay.tasks.models.task.blocking import CannotBlock
from assay.tasks.models.task.starting import AlreadyInProgress
from assay.tasks.queries.blocked import blocked_in_words
from assay.tasks.undoing import undo

pytestmark = pytest.mark.django_db
FRIDAY, TUESDAY = datetime(2026, 3, 13, 9, tzinfo=UTC), datetime(2026, 3, 17, 9, tzinfo=UTC)
JSON = {"content_type": "application/json"}


def events_of(task):
    return list(Event.objects.about(task.subject).filter(kind__contains="blocked").order_by("pk"))


def test_a_blocked_task_counts_as_in_progress(ben, busy, make, column):
    busy.block("Waiting for labels", by=ben)
    with pytest.raises(AlreadyInProgress):
        make("Second", assignee=ben).move_to(column("active"), by=ben)


def test_another_reason_keeps_since_when(ben, busy):
    busy.block("Labels", by=ben, since=FRIDAY)
    busy.block("Labels", by=ben)
    busy.block("The GPU", by=ben)
    assert (busy.blocked_reason, busy.blocked_at) == ("The GPU", FRIDAY)
    assert [event.data["before"] for event in events_of(busy)] == ["", "Labels"]


def test_card_and_page_count_working_days(ada, ben, busy, kite, ada_client):
    busy.block("waiting for <b>labels</b>", by=ben, since=FRIDAY)
    board = queries.board(kite, ada, at=TUESDAY)
    cards = [card for lane in board.lanes for cell in lane.cells for card in cell.cards]
    assert next(card.blocked for card in cards if card.id == busy.pk) == "Blocked 2 d: waiting for <b>labels</b>"
    for address in ("/projects/KITE/board", f"/tasks/{busy.key}"):
        page = ada_client.get(address).content.decode()
        assert "waiting for &lt;b&gt;labels" in page


@pytest.mark.parametrize(
    ("day", "said"),
    [(13, "Blocked since today: Labels"), (14, "Blocked: Labels"), (16, "Blocked 1 d: Labels")],
)
def test_only_whole_working_days_are_counted(day, said):
    assert blocked_in_words(FRIDAY, "Labels", Calendar(), at=FRIDAY.replace(day=day)) == said


def test_both_can_be_undone(ben, busy):
    busy.block("Labels", by=ben, since=FRIDAY)
    undo(busy, events_of(busy)[-1:], by=ben)
    assert busy.blocked_at is None
    busy.block("Labels", by=ben, since=FRIDAY)
    busy.unblock(by=ben)
    undo(busy, events_of(busy)[-1:], by=ben)
    assert (busy.blocked_reason, busy.blocked_at) == ("Labels", FRIDAY)


def test_what_is_done_is_blocked_by_nothing(ben, busy, column):
    busy.block("Labels", by=ben)
    busy.move_to(column("done"), by=ben)
    assert busy.blocked_at is None
    assert [event.kind for event in events_of(busy)] == ["task.blocked", "task.unblocked"]
    with pytest.raises(CannotBlock):
        busy.block("Labels", by=ben)


def test_it_needs_a_reason(ben_client, busy):
    response = ben_client.post(f"/tasks/{busy.key}/blockage", {"reason": "  "})
    assert response.status_code == 422
    assert "so that somebody can help" in response.content.decode()


def test_page_and_dialog_write_it_and_take_it_back(ben_client, busy):
    assert "What blocks" in ben_client.get(f"/tasks/{busy.key}/blockage").content.decode()
    sent = {"reason": "Labels"}
    assert ben_client.post(f"/tasks/{busy.key}/blockage", sent, headers={"HX-Request": "true"}).status_code == 204
    assert Task.objects.get(pk=busy.pk).blocked_reason == "Labels"
    assert "Blocked since today: Labels" in ben_client.get(f"/tasks/{busy.key}").content.decode()
    assert ben_client.post(f"/tasks/{busy.key}/blockage/removal").status_code == 303
    assert Task.objects.get(pk=busy.pk).blocked_at is None


def test_programs_do_the_same(ben, api, busy):
    address = f"/api/v1/tasks/{busy.key}/blockage"
    assert api(ben).put(address, {"reason": "Labels"}, **JSON).json()["blocked_reason"] == "Labels"
    assert api(ben).put(address, {"reason": " "}, **JSON).status_code == 422
    assert api(ben).delete(address).json()["blocked_at"] is None


def test_guests_and_outsiders_say_nothing(gil_client, cy_client, guest, busy):
    for client, status in ((gil_client, 403), (cy_client, 404)):
        for address in ("blockage", "blockage/removal"):
            assert client.post(f"/tasks/{busy.key}/{address}", {"reason": "x"}).status_code == status


def test_what_is_blocked_is_found(ada_client, ben, busy):
    busy.block("Labels", by=ben)
    assert busy.title in ada_client.get("/projects/KITE/board?filter=is:blocked").content.decode()


def test_a_column_that_becomes_done_lifts_what_lies_in_it(ada, make, column):
    task, waiting = make(), column("waiting")
    task.move_to(waiting, by=ada)
    task.block("Labels", by=ada)
    waiting.edit(name="Shipped", state="done", limit=None, by=ada)
    assert Task.objects.get(pk=task.pk).blocked_at is None
    assert [event.kind for event in events_of(task)] == ["task.blocked", "task.unblocked"]
