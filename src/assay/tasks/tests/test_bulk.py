"""Many tasks at once: each under its own rule, what went undone as one, and nobody gets around *one in progress*."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from assay.accounts.models.person import Discipline
from assay.tasks.bulk import MOST
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
JSON = "application/json"


def send(client, do, tasks, value=None, **more):
    data = {"do": do, "task": [task.key for task in tasks], **({} if value is None else {"value": value}), **more}
    return client.post("/tasks/selected", data, headers=HTMX)


def toast_of(response):
    return json.loads(response.headers["HX-Trigger"])["toast"]


def fresh(tasks):
    return [Task.objects.filter(pk=task.pk).with_facts()[0] for task in tasks]


def columns_of(tasks):
    return [task.column.name for task in fresh(tasks)]


def test_several_tasks_move_in_the_order_they_had_and_come_back_to_it(ada_client, make, kite):
    tasks = [make(f"Part {number}") for number in range(4)]
    before = list(kite.tasks.order_by("column__position", "rank").values_list("pk", flat=True))
    answered = send(ada_client, "column", [tasks[2], tasks[0], tasks[1]], "Waiting")
    assert toast_of(answered)["text"] == "3 moved to Waiting"
    waiting = kite.tasks.filter(column__name="Waiting").order_by("rank")
    assert [task.pk for task in waiting] == [task.pk for task in tasks[:3]]
    undone = ada_client.post(toast_of(answered)["undo"], headers=HTMX)
    assert toast_of(undone)["text"] == "3 as they were before"
    assert list(kite.tasks.order_by("column__position", "rank").values_list("pk", flat=True)) == before


def test_a_second_start_is_refused_with_its_reason_and_the_rest_is_done(ada_client, make, ben):
    tasks = [make(f"Start {number}", assignee=ben) for number in range(3)]
    answered = send(ada_client, "column", tasks, "In progress")
    body = answered.content.decode()
    assert "1 moved to In progress, 2 refused" in body
    assert "Ben Okafor already works on" in body
    assert columns_of(tasks) == ["In progress", "To do", "To do"]
    assert json.loads(answered.headers["HX-Trigger"])["tasks-done"]["kept"] == [task.key for task in tasks[1:]]


@pytest.mark.parametrize(("name", "started"), [("ask", 1), ("block", 1), ("warn", 3)])
def test_the_rule_of_the_workspace_holds_for_each_of_many(ada, ada_client, make, ben, name, started):
    ada.workspace.set_second_start(name, by=ada)
    tasks = [make(f"Start {number}", assignee=ben) for number in range(3)]
    send(ada_client, "column", tasks, "In progress")
    assert Task.objects.in_progress_of(ben).count() == started
    assert columns_of(tasks) == ["In progress"] * started + ["To do"] * (3 - started)


@pytest.mark.parametrize(("name", "given"), [("ask", 1), ("block", 1), ("warn", 2)])
def test_nobody_is_given_a_second_started_task_by_giving_many(ada, lea, ben, ada_client, make, kite, name, given):
    ada.workspace.set_second_start(name, by=ada)
    tasks = [make(f"Of {person}", assignee=person) for person in (ada, lea)]
    for task in tasks:
        task.move_to(kite.columns.get(name="In progress"), by=ada)
    send(ada_client, "assignee", tasks, ben.pk)
    assert Task.objects.in_progress_of(ben).count() == given


@pytest.mark.parametrize(
    ("do", "value", "shown"),
    [
        ("phase", "", lambda task: task.phase.name),
        ("discipline", Discipline.values[0], lambda task: task.discipline),
        ("estimate", "1,5", lambda task: f"{task.estimate_days}"),
        ("label", "urgent", lambda task: task.labels.get().name),
    ],
)
def test_facts_are_given_to_all_and_taken_back(ada_client, make, kite, do, value, shown):
    kite.labels.create(name="urgent", hue=1)
    value = value or kite.phases.present().in_order()[1].name
    tasks = [make(f"Part {number}") for number in range(2)]
    answered = send(ada_client, do, tasks, value)
    assert {shown(task) for task in fresh(tasks)} == {value.replace(",", ".")}
    ada_client.post(toast_of(answered)["undo"], headers=HTMX)
    one = fresh(tasks)[0]
    assert (one.phase, one.discipline, one.estimate_days, one.labels.count()) == (
        tasks[0].phase, "", tasks[0].estimate_days, 0,
    )  # fmt: skip


def test_a_label_is_taken_off_only_those_that_carry_it(ada_client, make, kite):
    label = kite.labels.create(name="urgent", hue=1)
    tasks = [make("With", labels=[label]), make("Without")]
    assert "urgent" in send(ada_client, "unlabel", tasks).content.decode()
    send(ada_client, "unlabel", tasks, "urgent")
    assert not label.tasks.exists()


def test_tasks_are_given_to_a_person_and_to_nobody(ada_client, make, ben):
    tasks = [make(f"Part {number}") for number in range(2)]
    assert toast_of(send(ada_client, "assignee", tasks, str(ben.pk)))["text"] == "2 given to Ben Okafor"
    assert toast_of(send(ada_client, "assignee", tasks, ""))["text"] == "2 given to nobody"
    assert {task.assignee_id for task in fresh(tasks)} == {None}


def test_archive_and_trash_ask_nothing_and_are_undone_as_one(ada_client, make):
    tasks = [make(f"Part {number}") for number in range(2)]
    for do in ("archive", "trash"):
        undo = toast_of(send(ada_client, do, tasks))["undo"]
        assert not any(task.is_at_hand for task in fresh(tasks))
        ada_client.post(undo, headers=HTMX)
        assert all(task.is_at_hand for task in fresh(tasks))


def test_undo_leaves_alone_what_somebody_changed_since(ada_client, make, ben):
    tasks = [make(f"Part {number}") for number in range(2)]
    undo = toast_of(send(ada_client, "column", tasks, "Waiting"))["undo"]
    fresh(tasks)[0].move_to(tasks[0].project.columns.get(name="Done"), by=ben)
    body = ada_client.post(undo, headers=HTMX).content.decode()
    assert "1 as it was before, 1 refused" in body
    assert "Ben Okafor changed this since" in body
    assert columns_of(tasks) == ["Done", "To do"]


def test_an_undo_that_was_made_up_is_not_found(ada_client, kite):
    assert ada_client.post("/tasks/selected/undo?events=WzFd:1:x", headers=HTMX).status_code == 404


def test_without_a_script_a_page_asks_and_leads_back(ada_client, make):
    tasks = [make(f"Part {number}") for number in range(2)]
    keys = [task.key for task in tasks]
    page = ada_client.post("/tasks/selected", {"do": "column", "task": keys, "back": "/projects/KITE/board?mine=1"})
    assert "<select" in page.content.decode()
    done = ada_client.post(
        "/tasks/selected", {"do": "column", "value": "Waiting", "task": keys, "back": "/projects/KITE/board?mine=1"}
    )
    assert (done.status_code, done.headers["Location"]) == (303, "/projects/KITE/board?mine=1")
    assert columns_of(tasks) == ["Waiting", "Waiting"]


def test_what_makes_no_sense_is_said(ada_client, make):
    task = make()
    assert ada_client.post("/tasks/selected", {"do": "column"}, headers=HTMX).status_code == 422
    many = [f"KITE-{number}" for number in range(1, MOST + 2)]
    answered = ada_client.post("/tasks/selected", {"do": "archive", "task": many}, headers=HTMX)
    assert "At most 200" in toast_of(answered)["text"]
    for do, value in (
        ("estimate", "soon"),
        ("estimate", "nan"),
        ("assignee", "x"),
        ("discipline", "magic"),
        ("fly", "away"),
    ):
        assert send(ada_client, do, [task], value).status_code == 422
    for do, value in (("column", "Nowhere"), ("phase", "x" * 500), ("label", "\u202e"), ("estimate", "9")):
        assert send(ada_client, do, [task], value).status_code == 409
    assert columns_of([task]) == ["To do"]


def test_guests_may_not_and_strangers_find_nothing(guest, gil_client, ada_client, make):
    task = make()
    assert send(gil_client, "archive", [task]).status_code == 403
    assert ada_client.post("/tasks/selected", {"do": "archive", "task": "NONE-1"}).status_code == 404


def test_the_number_of_queries_for_each_task_does_not_grow(ada_client, make, django_assert_max_num_queries):
    tasks = [make(f"Part {number}") for number in range(20)]
    with django_assert_max_num_queries(20 * 22 + 30):
        send(ada_client, "column", tasks, "Waiting")


def test_the_api_does_the_same(api, make, ada, ben):
    client = api(ada)

    tasks = [make(f"Start {number}", assignee=ben) for number in range(2)]
    keys = [*(task.key for task in tasks), "KITE-99999"]
    done = client.post("/api/v1/tasks/bulk", {"keys": keys, "do": "column", "value": "In progress"}, JSON).json()
    assert done["done"] == keys[:1]
    assert [one["key"] for one in done["refused"]] == keys[1:]
    moved = client.post("/api/v1/tasks/bulk", {"keys": keys[1:2], "do": "column", "value": "Waiting"}, JSON).json()
    assert client.post("/api/v1/undone", {"events": moved["events"]}, JSON).json()["done"] == keys[1:2]
    assert columns_of(tasks) == ["In progress", "To do"]


def test_the_address_of_undo_stays_short(ada_client, make):
    tasks = [make(f"Part {number}") for number in range(30)]
    undo = toast_of(send(ada_client, "archive", tasks))["undo"]
    assert len(parse_qs(urlsplit(undo).query)["events"][0]) < 400
