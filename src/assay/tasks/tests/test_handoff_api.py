"""Hand-offs by REST."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.tasks.models import Handoff

pytestmark = pytest.mark.django_db
TASKS = "/api/v1/tasks"


@pytest.fixture
def engineer(ben):
    ben.edit(name=ben.name, discipline="ml-engineering", hue=1)
    return ben


@pytest.fixture
def call(api):
    def call(who, method, path, **data):
        return getattr(api(who), method)(path, json.dumps(data) if data else "", content_type="application/json")

    return call


@pytest.fixture
def handed(make, call, ada, engineer):
    """A hand-off of ada's to all ML engineers, as the API answers it."""
    source = make("Tail with tenure", kind="experiment")
    sent = {"discipline": "ml-engineering", "memory": "512 MB", "open_questions": "How often?"}
    made = call(ada, "post", f"{TASKS}/{source.key}/handoffs", **sent)
    assert made.status_code == 201, made.content
    return made.json()


def test_what_is_left_out_is_proposed(handed, call, engineer):
    task = call(engineer, "get", f"{TASKS}/{handed['key']}").json()
    assert (task["kind"], task["phase"], task["assignee"]) == ("productization", "Productization", None)
    assert handed["source"] in task["description"]
    assert (handed["memory"], handed["latency"], handed["waits_for"]) == ("512 MB", "", "ML engineering")


def test_it_is_asked_back_answered_and_accepted(handed, call, ada, engineer):
    there = f"{TASKS}/{handed['key']}/handoff"
    assert call(engineer, "post", f"{there}/question", text="Why?").json()["state"] == "asked-back"
    assert [one["key"] for one in call(ada, "get", "/api/v1/handoffs").json()["items"]] == [handed["key"]]
    assert call(ada, "post", f"{there}/answer", text="Because").json()["state"] == "offered"
    assert call(engineer, "post", f"{there}/acceptance").json()["accepted_by"]["id"] == engineer.pk
    again = call(engineer, "post", f"{there}/acceptance")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "handoff-refused")


def test_it_is_withdrawn_and_offered_to_somebody_else(handed, call, ada, engineer):
    there = f"{TASKS}/{handed['key']}/handoff"
    assert call(engineer, "post", f"{there}/withdrawal").json()["error"]["code"] == "not-for-you"
    assert call(ada, "post", f"{there}/withdrawal").json()["state"] == "withdrawn"
    assert call(ada, "post", f"{there}/offer", person=engineer.pk).json()["person"]["id"] == engineer.pk
    assert call(ada, "get", there).json()["state"] == "offered"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "person"),
        ({"person": 1, "discipline": "devops"}, "person"),
        ({"person": 990099}, "person"),
        ({"discipline": "ml-engineering", "run": "0" * 32}, "run"),
        ({"discipline": "ml-engineering", "kind": "experiment"}, "kind"),
        ({"discipline": "ml-engineering", "phase": "Nowhere"}, "phase"),
        ({"discipline": "magic"}, "discipline"),
    ],
)
def test_what_cannot_be_is_refused_by_name(make, call, ada, engineer, sent, field):
    answer = call(ada, "post", f"{TASKS}/{make().key}/handoffs", title="Serve", **sent)
    assert answer.status_code == 422
    assert field in json.dumps(answer.json()["error"]["fields"])
    assert not Handoff.objects.exists()


def test_a_long_list_asks_no_more_than_a_short_one(handed, make, call, ada, engineer, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as short:
        assert len(call(engineer, "get", "/api/v1/handoffs").json()["items"]) == 1
    few = len(short)
    for number in range(3):
        source = make(f"Tail {number}", kind="experiment")
        call(ada, "post", f"{TASKS}/{source.key}/handoffs", discipline="ml-engineering")
    with django_assert_max_num_queries(few):
        assert len(call(engineer, "get", "/api/v1/handoffs").json()["items"]) == 4


def test_a_task_that_came_by_no_hand_off_has_none(make, call, ada):
    assert call(ada, "get", f"{TASKS}/{make().key}/handoff").status_code == 404
