"""Check lists: steps of a task, ticked as they are done."""

import pytest

from assay.kit.clock import now
from assay.tasks.models.task.listing import TooMany
from assay.tasks.queries import board

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def task(make, ada):
    task = make()
    task.add_checks(["Read", "Build", "Measure"], by=ada)
    return task


def texts(task):
    return [item.text for item in task.checks.in_order()]


def test_pasted_lines_become_steps_without_their_marks(ada_client, make):
    task = make()
    ada_client.post(f"/tasks/{task.key}/checklist", {"text": "- [ ] Read\r\n* Build\n\n  • Measure \n- [x] Tell"})
    assert texts(task) == ["Read", "Build", "Measure", "Tell"]


@pytest.mark.parametrize("text", ["", "  \n - \n", "x" * 301])
def test_steps_that_cannot_be_are_refused(ada_client, make, text):
    task = make()
    assert ada_client.post(f"/tasks/{task.key}/checklist", {"text": text}).status_code == 422
    assert texts(task) == []


def test_a_list_has_an_end(ada, make):
    task = make()
    with pytest.raises(TooMany, match="Split"):
        task.add_checks(["x"] * 201, by=ada)


def test_the_card_counts_the_steps(ada, task, kite):
    task.checks.in_order()[0].tick(by=ada)
    shown = board(kite, ada, at=now())
    card = next(one for lane in shown.lanes for cell in lane.cells for one in cell.cards if one.id == task.pk)
    assert (card.steps_done, card.steps) == (1, 3)


def test_ticking_says_who_and_can_be_taken_back(ben_client, ben, task):
    item = task.checks.in_order()[1]
    address = f"/tasks/{task.key}/checklist/{item.pk}"
    answer = ben_client.post(address, {"do": "mark", "done": "1"}, headers=HTMX)
    assert "1 of 3" in answer.content.decode()
    item.refresh_from_db()
    assert item.done_by == ben
    ben_client.post(address, {"do": "mark"})
    item.refresh_from_db()
    assert not item.is_done


@pytest.mark.parametrize(
    ("at", "do", "expected"),
    [
        (2, "up", ["Read", "Measure", "Build"]),
        (1, "up", ["Build", "Read", "Measure"]),
        (0, "up", ["Read", "Build", "Measure"]),
        (0, "down", ["Build", "Read", "Measure"]),
        (2, "down", ["Read", "Build", "Measure"]),
        (1, "remove", ["Read", "Measure"]),
    ],
)
def test_steps_move_and_go(ada_client, task, at, do, expected):
    item = task.checks.in_order()[at]
    ada_client.post(f"/tasks/{task.key}/checklist/{item.pk}", {"do": do})
    assert texts(task) == expected


def test_a_step_gets_other_words(ada_client, task):
    item = task.checks.in_order()[0]
    ada_client.post(f"/tasks/{task.key}/checklist/{item.pk}", {"text": "Read twice"})
    assert texts(task)[0] == "Read twice"
    assert ada_client.post(f"/tasks/{task.key}/checklist/{item.pk}", {"text": " "}).status_code == 422


def test_two_who_rewrite_a_step_see_both_texts_and_the_second_save_holds(ada_client, ben, task):
    item = task.checks.in_order()[0]
    address, sent = f"/tasks/{task.key}/checklist/{item.pk}", {"text": "Mine", "seen": item.text}
    item.rewrite("Theirs", by=ben)
    plain = ada_client.post(address, sent)
    assert plain.status_code == 409
    assert "Theirs" in plain.content.decode()
    assert "Mine" in plain.content.decode()
    refused = ada_client.post(address, sent, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert refused.headers["HX-Retarget"] == f"#step-{item.pk}-seen"
    assert 'value="Theirs"' in refused.content.decode()
    ada_client.post(address, sent | {"seen": "Theirs"})
    assert texts(task)[0] == "Mine"


def test_a_step_of_another_task_is_not_found(ada_client, task, make):
    item = task.checks.in_order()[0]
    assert ada_client.post(f"/tasks/{make().key}/checklist/{item.pk}", {"do": "remove"}).status_code == 404


def test_a_guest_ticks_nothing(gil_client, guest, task):
    item = task.checks.in_order()[0]
    assert gil_client.post(f"/tasks/{task.key}/checklist/{item.pk}", {"do": "tick"}).status_code == 403
    assert "new-steps" not in gil_client.get(f"/tasks/{task.key}").content.decode()


def test_the_api_adds_changes_and_removes_steps(api, ada, make):
    task, program = make(), api(ada)
    address = f"/api/v1/tasks/{task.key}/checklist"
    made = program.post(address, {"texts": ["One", "Two"]}, content_type="application/json").json()
    last = f"{address}/{made[1]['id']}"
    changed = program.patch(last, {"done": True, "text": "Second", "after": 0}, content_type="application/json")
    assert changed.json()["done_by"] == "Ada Lovelace"
    assert [one["text"] for one in program.get(address).json()] == ["Second", "One"]
    assert program.delete(last).status_code == 204
    assert texts(task) == ["One"]
