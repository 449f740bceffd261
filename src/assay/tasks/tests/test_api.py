"""Tasks by REST."""

import json

import pytest

from assay.projects.models import Label
from assay.tasks.gates import Gate, GateClosed, _gates
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
TASKS = "/api/v1/tasks"


@pytest.fixture
def as_ben(api, ben):
    return caller(api(ben))


def caller(client):
    def call(method, path, data=None, raw=None):
        body = raw if raw is not None else (json.dumps(data) if data is not None else "")
        return getattr(client, method)(path, body, content_type="application/json")

    return call


def test_a_task_is_created_and_read_back(kite, as_ben, ben):
    Label.objects.create(project=kite, name="own", hue=2)
    sent = {
        "project": "kite",
        "title": " Trim ",
        "kind": "experiment",
        "phase": "Modeling",
        "assignee": ben.pk,
        "estimate_days": 2.5,
        "labels": ["own"],
        "description": "Why",
    }
    made = as_ben("post", TASKS, sent)
    assert made.status_code == 201, made.content
    read = as_ben("get", f"{TASKS}/{made.json()['key'].lower()}").json()
    assert read == made.json()
    assert (read["title"], read["phase"], read["labels"]) == ("Trim", "Modeling", ["own"])
    assert (read["estimate_days"], read["assignee"]["name"]) == (2.5, "Ben Okafor")
    assert read["column"]["state"] == "queue"


def test_lists_are_filtered_and_paged(kite, as_ben, ben, busy, make):
    make("Data", kind="data")
    assert [one["key"] for one in as_ben("get", f"{TASKS}?state=active").json()["items"]] == [busy.key]
    assert [one["key"] for one in as_ben("get", f"{TASKS}?assignee={ben.pk}").json()["items"]] == [busy.key]
    assert [one["title"] for one in as_ben("get", f"{TASKS}?kind=data&project=KITE&limit=1").json()["items"]] == [
        "Data"
    ]
    first = as_ben("get", f"{TASKS}?limit=2").json()
    second = as_ben("get", f"{TASKS}?limit=2&cursor={first['next']}").json()
    assert not {one["key"] for one in first["items"]} & {one["key"] for one in second["items"]}


def test_lists_take_the_filter_of_the_board(kite, as_ben, ben, busy, make):
    make("Data", kind="data")
    assert [one["key"] for one in as_ben("get", f"{TASKS}?filter=assignee:me%20wings").json()["items"]] == [busy.key]
    assert as_ben("get", f"{TASKS}?filter=assignee:me&kind=data").json()["items"] == []
    refused = as_ben("get", f"{TASKS}?filter=phase:modelling")
    assert refused.status_code == 422
    (told,) = refused.json()["error"]["fields"]["filter"]
    assert told.startswith("Character 7: There is no phase “modelling”")


def test_the_filter_asks_for_the_archive(as_ben, ben, busy, make):
    busy.archive(by=ben)
    assert as_ben("get", f"{TASKS}?filter=wings").json()["items"] == []
    assert [one["key"] for one in as_ben("get", f"{TASKS}?filter=wings%20is:archived").json()["items"]] == [busy.key]


def test_only_what_is_sent_changes(as_ben, make):
    task = make("Old", description="Stays")
    changed = as_ben("patch", f"{TASKS}/{task.key}", {"title": "New"}).json()
    assert (changed["title"], changed["description"], changed["version"]) == ("New", "Stays", 2)
    assert changed["estimate_days"] == 2
    assert as_ben("patch", f"{TASKS}/{task.key}", {"estimate_days": None}).json()["estimate_days"] is None


def test_an_old_version_is_a_conflict(as_ben, make):
    task = make()
    as_ben("patch", f"{TASKS}/{task.key}", {"title": "First"})
    answer = as_ben("patch", f"{TASKS}/{task.key}", {"title": "Second", "version": 1})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "edited-meanwhile")
    assert answer.json()["error"]["fields"]["title"] == ["First"]


def test_a_second_start_lists_the_others_and_takes_an_answer(as_ben, ben, busy, make):
    task = make("Second", assignee=ben)
    path, column = f"{TASKS}/{task.key}/column", "In progress"
    asked = as_ben("post", path, {"column": column})
    error = asked.json()["error"]
    assert (asked.status_code, error["code"], error["fields"]["others"]) == (409, "already-in-progress", [busy.key])
    unsaid = as_ben("post", path, {"column": column, "instead": "keep"})
    assert (unsaid.status_code, list(unsaid.json()["error"]["fields"])) == (422, ["reason"])
    moved = as_ben("post", path, {"column": column, "instead": "pause"})
    assert moved.json()["column"]["state"] == "active"


def test_a_move_may_name_person_and_place(as_ben, ada, ben, make, column):
    first, second = make("First"), make("Second", assignee=ben)
    first.move_to(column("waiting"), by=ada)
    sent = {"column": "Waiting", "assignee": None, "before": first.key}
    assert as_ben("post", f"{TASKS}/{second.key}/column", sent).json()["assignee"] is None
    assert list(column("waiting").tasks.order_by("rank")) == [second, first]


def test_a_closed_gate_lists_what_is_missing(as_ben, make, monkeypatch):
    def closed(task, person):
        raise GateClosed("Not yet.", missing=("hypothesis",))

    monkeypatch.setitem(_gates, "data", Gate(start=closed, finish=closed))
    answer = as_ben("post", f"{TASKS}/{make('Check', kind='data').key}/column", {"column": "In progress"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "gate-closed")
    assert answer.json()["error"]["fields"] == {"missing": ["hypothesis"]}


def test_a_task_is_given_and_taken(as_ben, ada, make):
    path = f"{TASKS}/{make().key}/assignee"
    assert as_ben("put", path, {"assignee": ada.pk}).json()["assignee"]["name"] == "Ada Lovelace"
    assert as_ben("put", path, {"assignee": None}).json()["assignee"] is None


def test_comments_are_written_and_listed(as_ben, make):
    path = f"{TASKS}/{make().key}/comments"
    assert as_ben("post", path, {"text": "First"}).status_code == 201
    as_ben("post", path, {"text": "Second"})
    assert [one["text"] for one in as_ben("get", path).json()["items"]] == ["Second", "First"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"estimate_days": 0}, "estimate_days"),
        ({"estimate_days": 0.25}, "estimate_days"),
        ({"estimate_days": 1e300}, "estimate_days"),
        ({"phase": "Nowhere"}, "phase"),
        ({"labels": ["nope"]}, "labels"),
        ({"assignee": 10**15}, "assignee"),
        ({"kind": "cat"}, "kind"),
        ({"description": "x" * 50_001}, "description"),
    ],
)
def test_what_does_not_fit_is_named(kite, as_ben, change, field):
    answer = as_ben("post", TASKS, {"project": "KITE", "title": "Trim"} | change)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])


@pytest.mark.parametrize(
    "raw", ['{"title": "a\\u0000b", "project": "KITE"}', '{"title": "\\ud800", "project": "KITE"}', "{"]
)
def test_what_is_no_text_is_refused(kite, as_ben, raw):
    assert as_ben("post", TASKS, raw=raw).status_code == 400


def test_five_days_is_the_most_with_advice(kite, as_ben):
    answer = as_ben("post", TASKS, {"project": "KITE", "title": "Long", "estimate_days": 6})
    assert "at most 5 working days" in answer.json()["error"]["message"]


@pytest.mark.parametrize("path", ["", "/column", "/assignee", "/comments"])
def test_an_outsider_gets_the_same_as_for_what_is_missing(api, cy, make, path):
    as_cy = caller(api(cy))
    method, data = {
        "": ("get", None),
        "/column": ("post", {"column": "Done"}),
        "/assignee": ("put", {"assignee": None}),
        "/comments": ("get", None),
    }[path]
    found = as_cy(method, f"{TASKS}/{make('Secret').key}{path}", data)
    missing = as_cy(method, f"{TASKS}/NOPE-1{path}", data)
    assert (found.status_code, found.content) == (404, missing.content)


def test_a_guest_reads_and_comments_only(api, guest, make):
    as_guest, key = caller(api(guest)), make().key
    assert as_guest("get", f"{TASKS}/{key}").status_code == 200
    assert as_guest("post", f"{TASKS}/{key}/comments", {"text": "Hm"}).status_code == 201
    assert as_guest("patch", f"{TASKS}/{key}", {"title": "Mine"}).status_code == 403
    assert as_guest("post", TASKS, {"project": "KITE", "title": "Mine"}).status_code == 403


def test_a_token_that_only_reads_writes_nothing(api, ben, make):
    as_reader, key = caller(api(ben, scope="read")), make().key
    assert as_reader("patch", f"{TASKS}/{key}", {"title": "New"}).status_code == 403
    assert Task.objects.filter(title="New").count() == 0
