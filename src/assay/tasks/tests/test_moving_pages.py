"""Moving by hand: a drop, the dialog, and the page without JavaScript."""

import json

import pytest

from assay.tasks.gates import Gate, GateClosed, _gates
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import Choice, Instead
from assay.tasks.overview import STATS

pytestmark = pytest.mark.django_db
DROP = {"HX-Request": "true"}
DIALOG = {"HX-Request": "true", "HX-Target": "dialog#dialog"}


def events_of(response):
    return json.loads(response.headers["HX-Trigger"])


def test_a_drop_moves_the_card_and_says_so(ada, ada_client, make, column):
    task, above = make("One"), make("Two")
    above.move_to(column("waiting"), by=ada)
    sent = {"column": column("waiting").pk, "lane": ada.pk, "after": above.key}
    response = ada_client.post(f"/tasks/{task.key}/column", sent, headers=DROP)
    task.refresh_from_db()
    above.refresh_from_db()
    assert response.status_code == 204
    assert (task.column, task.assignee) == (column("waiting"), ada)
    assert task.rank > above.rank
    assert events_of(response)["toast"]["text"] == f"{task.key} moved to Waiting"


def test_a_drop_into_nobodys_lane_takes_the_assignee_off(ada_client, ben, make, column):
    task = make("One", assignee=ben)
    ada_client.post(f"/tasks/{task.key}/column", {"column": column("queue").pk, "lane": ""}, headers=DROP)
    task.refresh_from_db()
    assert task.assignee is None


def test_without_a_lane_the_person_stays(ada_client, ben, make, column):
    task = make("One", assignee=ben)
    ada_client.post(f"/tasks/{task.key}/column", {"column": column("waiting").pk}, headers=DROP)
    task.refresh_from_db()
    assert (task.assignee, task.column) == (ben, column("waiting"))


@pytest.mark.parametrize("phase", ["x", "²", "9" * 30])
def test_a_phase_that_is_none_is_refused(ada_client, make, column, phase):
    sent = {"column": column("waiting").pk, "phase": phase}
    assert ada_client.post(f"/tasks/{make().key}/column", sent, headers=DROP).status_code == 422


def test_undo_brings_the_card_back(ada_client, ben, make, column):
    task = make("One", assignee=ben)
    sent = {"column": column("waiting").pk, "lane": ""}
    response = ada_client.post(f"/tasks/{task.key}/column", sent, headers=DROP)
    undone = ada_client.post(events_of(response)["toast"]["undo"], headers=DROP)
    task.refresh_from_db()
    assert undone.status_code == 204
    assert (task.assignee, task.column) == (ben, column("queue"))


def test_a_start_cannot_be_undone_by_a_toast(ada_client, make, column):
    response = ada_client.post(f"/tasks/{make().key}/column", {"column": column("active").pk}, headers=DROP)
    assert events_of(response)["toast"]["undo"] == ""


def test_a_second_start_by_a_drop_opens_the_question(ben_client, ben, busy, make, column):
    task = make("Second", assignee=ben)
    sent = {"column": column("active").pk, "lane": ben.pk}
    response = ben_client.post(f"/tasks/{task.key}/column", sent, headers=DROP)
    assert response.status_code == 409
    dialog = ben_client.get(events_of(response)["ask"]["url"], headers=DIALOG).content.decode()
    assert "Ben Okafor already works on another task" in dialog
    assert busy.key in dialog
    assert 'value="pause" checked' in dialog
    assert f'name="column" value="{column("active").pk}"' in dialog


@pytest.mark.parametrize(
    ("answer", "status", "state"),
    [
        ({"instead": "pause"}, 204, "waiting"),
        ({"instead": "finish"}, 204, "done"),
        ({"instead": "keep", "reason": "Fire"}, 204, "active"),
        ({"instead": "keep", "reason": " "}, 422, "active"),
        ({}, 409, "active"),
    ],
)
def test_the_dialog_takes_the_answer(ben_client, ben, busy, make, column, answer, status, state):
    task = make("Second", assignee=ben)
    sent = {"column": column("active").pk, "lane": ben.pk} | answer
    response = ben_client.post(f"/tasks/{task.key}/column", sent, headers=DIALOG)
    busy.refresh_from_db()
    assert (response.status_code, busy.column.state) == (status, state)
    if status != 204:
        assert "What becomes of it?" in response.content.decode()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"instead": "pause"}, "{new} moved to In progress; {old} waits"),
        ({"instead": "finish"}, "{new} moved to In progress; {old} is done"),
        ({"instead": "hand"}, "{new} moved to In progress; {ada} goes on with {old}"),
        ({"instead": "give"}, "{new} moved to In progress, for {ada}"),
    ],
)
def test_the_toast_tells_what_became_of_both(ada, ben_client, ben, busy, make, column, answer, told):
    task = make("Second", assignee=ben)
    sent = {"column": column("active").pk, "lane": ben.pk, "to": ada.pk} | answer
    response = ben_client.post(f"/tasks/{task.key}/column", sent, headers=DIALOG)
    told = told.format(new=task.key, old=busy.key, ada=ada.name)
    assert events_of(response)["toast"]["text"] == told


def test_the_toast_tells_whom_a_task_waits_for(ada, ben_client, ben, busy, make, column):
    make("Hers", assignee=ada).move_to(column("active"), by=ada)
    sent = {"column": column("active").pk, "lane": ben.pk, "instead": "hand", "to": ada.pk}
    response = ben_client.post(f"/tasks/{make('Second').key}/column", sent, headers=DIALOG)
    assert events_of(response)["toast"]["text"].endswith(f"In progress; {busy.key} waits for {ada.name}")


def test_two_tasks_in_the_way_are_asked_about_as_two(ben_client, ben, busy, make, column):
    beside = make("Beside", assignee=ben)
    beside.move_to(column("active"), by=ben, choice=Choice(Instead.KEEP, "Fire"))
    sent = {"column": column("active").pk, "lane": ben.pk}
    dialog = ben_client.post(f"/tasks/{make('Third').key}/column", sent, headers=DIALOG).content.decode()
    assert "already works on 2 other tasks" in dialog
    assert all(words in dialog for words in ("What becomes of them?", "Pause them", "They go to Done"))


def test_what_cannot_be_finished_yet_is_not_offered_and_the_question_stays(
    ben_client, ben, busy, make, column, monkeypatch
):
    def closed(task, person):
        raise GateClosed("Write the conclusion first.", missing=("a conclusion",))

    monkeypatch.setitem(_gates, busy.kind, Gate(finish=closed))
    task = make("Second", assignee=ben)
    sent = {"column": column("active").pk, "lane": ben.pk}
    for answer in ({}, {"instead": "finish"}):
        response = ben_client.post(f"/tasks/{task.key}/column", sent | answer, headers=DIALOG)
        dialog = response.content.decode()
        assert response.status_code == 409
        assert 'value="finish" disabled' in dialog
        assert "<small>Write the conclusion first.</small>" in dialog
        assert all(f'value="{way}"' in dialog for way in ("pause", "hand", "keep", "give"))
        assert 'value="pause" checked' in dialog
    busy.refresh_from_db()
    assert busy.column.state == "active"


def test_without_javascript_the_same_question_is_a_page(ben_client, ben, busy, make, column):
    task = make("Second", assignee=ben)
    assert "Position" in ben_client.get(f"/tasks/{task.key}/move").content.decode()
    response = ben_client.post(f"/tasks/{task.key}/column", {"column": column("active").pk, "lane": ben.pk})
    assert response.status_code == 409
    assert "<html" in response.content.decode()
    sent = {"column": column("active").pk, "lane": ben.pk, "instead": "pause"}
    done = ben_client.post(f"/tasks/{task.key}/column", sent)
    assert (done.status_code, done.headers["Location"]) == (303, "/projects/KITE/board")


def test_a_closed_gate_says_what_is_missing(ada_client, make, column, monkeypatch):
    def closed(task, person):
        raise GateClosed("This experiment cannot start yet.", missing=("hypothesis", "baseline"))

    monkeypatch.setitem(_gates, "data", Gate(start=closed, finish=closed))
    task, sent = make("Check", kind="data"), {"column": column("active").pk}
    dropped = ada_client.post(f"/tasks/{task.key}/column", sent, headers=DROP)
    assert dropped.status_code == 422
    assert "cannot start yet" in events_of(dropped)["toast"]["text"]
    page = ada_client.post(f"/tasks/{task.key}/column", sent)
    assert page.status_code == 422
    assert "hypothesis, baseline" in page.content.decode()
    assert f'href="/tasks/{task.key}"' in page.content.decode()


@pytest.mark.parametrize(
    ("place", "order"), [("top", ["C", "A", "B"]), ("bottom", ["A", "B", "C"]), ("A", ["A", "C", "B"])]
)
def test_the_form_offers_every_place(ada, ada_client, make, column, place, order):
    cards = {name: make(name) for name in "ABC"}
    for card in cards.values():
        card.move_to(column("waiting"), by=ada)
    after = cards[place].key if place in cards else place
    ada_client.post(f"/tasks/{cards['C'].key}/column", {"column": column("waiting").pk, "after": after})
    assert list(column("waiting").tasks.order_by("rank").values_list("title", flat=True)) == order


@pytest.mark.parametrize(
    "sent",
    [{}, {"column": "x"}, {"column": "99999999999999999999"}, {"after": "KITE-999"}, {"after": "CAT-1"}, {"lane": "0"},
     {"instead": "explode"}, {"reason": "r" * 301}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(ada_client, make, column, sent):
    task = make()
    full = sent if "column" in sent or not sent else {"column": column("waiting").pk} | sent
    for headers in ({}, DROP, DIALOG):
        assert ada_client.post(f"/tasks/{task.key}/column", full, headers=headers).status_code == 422
    task.refresh_from_db()
    assert task.column == column("queue")


def test_nobody_of_another_workspace_can_be_named(ada_client, cy, make, column):
    task = make()
    sent = {"column": column("queue").pk, "lane": cy.pk}
    assert ada_client.post(f"/tasks/{task.key}/column", sent, headers=DROP).status_code == 422


def test_the_assignee_changes_where_the_card_is(ada_client, ben, make):
    task = make()
    response = ada_client.post(f"/tasks/{task.key}/assignee", {"lane": ben.pk}, headers=DROP)
    task.refresh_from_db()
    assert task.assignee == ben
    assert events_of(response)["toast"]["text"] == f"{task.key} given to Ben Okafor"
    ada_client.post(f"/tasks/{task.key}/assignee", {})
    task.refresh_from_db()
    assert task.assignee is None


def test_a_drop_from_where_the_card_no_longer_lies_is_refused_and_says_who_moved_it(ada_client, make, column, ben):
    task = make()
    was = task.column_id
    task.move_to(column("waiting"), by=ben)
    for seen in (str(was), "queue"):
        sent = {"was": seen, "column": column("done").pk}
        answered = ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
        assert answered.status_code == 409
        assert f"Ben Okafor moved {task.key} to Waiting a moment before" in answered.headers["HX-Trigger"]
    there = {"was": str(was), "column": column("waiting").pk}
    assert ada_client.post(f"/tasks/{task.key}/column", there, headers={"HX-Request": "true"}).status_code == 204


def test_a_drop_of_what_was_put_away_says_who_did_it(ada_client, make, column, ben):
    task = make()
    task.archive(by=ben)
    sent = {"column": column("done").pk}
    answered = ada_client.post(f"/tasks/{task.key}/column", sent, headers={"HX-Request": "true"})
    assert f"Ben Okafor archived {task.key}" in answered.headers["HX-Trigger"]


def test_what_the_form_offers_is_read_once(ada_client, busy, django_assert_max_num_queries):
    address = f"/tasks/{busy.key}/move"
    ada_client.get(address)
    with django_assert_max_num_queries(15) as asked:
        page = ada_client.get(address).content.decode()
    assert page.count("<option") > 10
    asked_for = [query["sql"] for query in asked.captured_queries if 'FROM "projects_phase"' in query["sql"]]
    assert len(asked_for) == 1


def numbers_of(project, reader):
    return STATS.context(project, reader) or {}


def test_the_overview_counts_tasks_and_names_the_oldest_in_progress(ada, ada_client, ben, busy, make, column):
    make("Later", assignee=ada).move_to(column("active"), by=ada)
    busy.block("no labels", by=ben)
    found = numbers_of(busy.project, ada)
    open_tasks = Task.objects.open().filter(project=busy.project)
    assert (found["open"], found["busy"], found["blocked"]) == (open_tasks.count(), 2, 1)
    assert (found["oldest"], found["oldest_day"]) == (busy, 1)


def test_the_overview_names_nothing_where_nobody_works(kite, ada):
    found = numbers_of(kite, ada)
    assert (found["open"], found["busy"], found["oldest"]) == (kite.tasks.count(), 0, None)
    kite.tasks.all().delete()
    assert numbers_of(kite, ada)["open"] == 0
