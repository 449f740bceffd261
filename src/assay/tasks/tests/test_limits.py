"""Limits of columns: what one card more meets, and where it goes that finds no room."""

import pytest

from assay.activity.models import Event
from assay.kit.clock import now
from assay.projects.models import ColumnHeld
from assay.tasks import queries
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import Choice, Instead, ReasonMissing
from assay.tasks.models.task.limits import ColumnFull
from assay.tasks.undoing import undo

pytestmark = pytest.mark.django_db
DIALOG = {"HX-Request": "true", "HX-Target": "dialog#dialog"}
OVER = Choice(over=True, reason="The deadline")


def limited(column, state, limit, by):
    found = column(state)
    found.edit(name=found.name, state=state, limit=limit, by=by)
    return found


@pytest.fixture
def full(ada, make, column):
    """The waiting column, which holds the one task that it may."""
    waiting = limited(column, "waiting", 1, ada)
    make("There first").move_to(waiting, by=ada)
    return waiting


def test_a_full_column_asks_for_a_reason(ada, make, full):
    task = make()
    with pytest.raises(ColumnFull, match="full: 1 of at most 1"):
        task.move_to(full, by=ada)
    with pytest.raises(ReasonMissing):
        task.move_to(full, by=ada, choice=Choice(over=True, reason=" "))
    task.move_to(full, by=ada, choice=OVER)
    event = Event.objects.about(task.subject).get(kind="task.crowded")
    assert (event.data["limit"], event.data["reason"]) == (1, "The deadline")


@pytest.mark.parametrize(("rule", "passes"), [("warn", True), ("block", False)])
def test_the_workspace_may_only_warn_or_refuse(ada, make, full, rule, passes):
    ada.workspace.set_second_start(rule, by=ada)
    task = make()
    if passes:
        task.move_to(full, by=ada)
    else:
        with pytest.raises(ColumnFull):
            task.move_to(full, by=ada, choice=OVER)
    assert (full.tasks.count() == 2) is passes


def test_moves_within_it_and_out_of_it_are_free(ada, make, full, column):
    task = make()
    task.move_to(full, by=ada, choice=OVER)
    task.move_to(full, by=ada)
    task.move_to(column("done"), by=ada)
    assert full.tasks.count() == 1


def test_done_and_the_first_queue_take_everything(ada, make, column):
    for state in ("done", "queue"):
        goal = limited(column, state, 1, ada)
        for _number in range(2):
            task = make()
            task.move_to(column("waiting"), by=ada)
            task.move_to(goal, by=ada)


def test_what_is_put_away_makes_room_and_comes_back_where_there_is_some(ada, make, full, column):
    first = full.tasks.get()
    first.archive(by=ada)
    make("Second").move_to(full, by=ada)
    first.unarchive(by=ada)
    assert first.column == column("queue")


def test_a_pause_into_a_full_column_is_asked_about_and_nothing_is_half_done(ben, busy, make, full, column):
    second = make("Second", assignee=ben)
    with pytest.raises(ColumnFull):
        second.move_to(column("active"), by=ben, choice=Choice(Instead.PAUSE))
    busy.refresh_from_db()
    assert busy.column.state == "active"
    second.move_to(column("active"), by=ben, choice=Choice(Instead.PAUSE, "No room", over=True))
    assert list(Task.objects.in_progress_of(ben)) == [second]


def test_the_first_task_gives_its_place_to_the_second(ada, ben, busy, make, column):
    active = limited(column, "active", 1, ada)
    make("Second", assignee=ben).move_to(active, by=ben, choice=Choice(Instead.FINISH))
    assert active.tasks.count() == 1


def test_undo_and_the_tasks_of_a_column_that_leaves_find_no_room_either(ada, make, full, column, kite):
    moved = make("Moved")
    Task.objects.filter(pk=full.tasks.get().pk).update(column=column("queue"), rank="zz")
    moved.move_to(full, by=ada)
    moved.move_to(column("done"), by=ada)
    events = list(Event.objects.about(moved.subject).order_by("-pk")[:1])
    make("There now").move_to(full, by=ada)
    with pytest.raises(ColumnFull):
        undo(moved, events, by=ada)
    extra = kite.add_column(name="Review", state="waiting", limit=None, by=ada)
    make("In review").move_to(extra, by=ada)
    with pytest.raises(ColumnHeld, match="is full"):
        extra.retire(to=full, by=ada)


def test_who_leaves_leaves_no_task_without_a_place(ada, ben, busy, full):
    from assay.tasks.handing import TaskWork

    TaskWork().hand_over(ben, None, by=ada)
    busy.refresh_from_db()
    assert busy.column.state == "queue"


def test_dialog_drop_and_page_ask_alike(ada_client, make, full):
    task, sent = make(), {"column": full.pk}
    drop = ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
    assert (drop.status_code, "ask" in drop.headers["HX-Trigger"]) == (409, True)
    for page in (
        ada_client.get(f"/tasks/{task.key}/move?column={full.pk}", headers=DIALOG),
        ada_client.post(f"/tasks/{task.key}/column", sent, headers=DIALOG),
        ada_client.post(f"/tasks/{task.key}/column", sent | {"over": "on"}),
    ):
        assert "Waiting is full" in page.content.decode()
        assert 'name="over"' in page.content.decode()
    done = ada_client.post(f"/tasks/{task.key}/column", sent | {"over": "on", "reason": "Audit"})
    assert done.status_code == 303


def test_the_api_says_what_is_full_and_takes_the_answer(ada, api, make, full):
    call, address = api(ada), f"/api/v1/tasks/{make().key}/column"
    refused = call.post(address, {"column": "Waiting"}, content_type="application/json")
    assert refused.status_code == 409
    assert refused.json()["error"]["code"] == "column-full"
    assert refused.json()["error"]["fields"] == {"count": ["1"], "limit": ["1"], "ways": ["over"]}
    sent = {"column": "Waiting", "over": True, "reason": "Audit"}
    assert call.post(address, sent, content_type="application/json").status_code == 200


def test_the_head_says_how_full_it_is(ada, ada_client, kite, make, full):
    make("Of ada", assignee=ada)
    assert "1 / 1" in ada_client.get("/projects/KITE/board?mine=1").content.decode()
    make().move_to(full, by=ada, choice=OVER)
    page = ada_client.get("/projects/KITE/board").content.decode()
    assert "2 / 1" in page
    assert "over its limit" in page
    assert next(one for one in queries.board(kite, ada, at=now()).columns if one.limit).is_over
