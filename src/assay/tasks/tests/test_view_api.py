"""Saved views of boards by REST."""

import json

import pytest

from assay.tasks.models import BoardView

pytestmark = pytest.mark.django_db
VIEWS = "/api/v1/board-views"


@pytest.fixture
def as_ada(api, ada):
    return caller(api(ada))


@pytest.fixture
def as_ben(api, ben):
    return caller(api(ben))


def caller(client):
    def call(method, path, data=None):
        return getattr(client, method)(path, json.dumps(data) if data else "", content_type="application/json")

    return call


def test_a_view_is_saved_changed_and_removed(kite, as_ada):
    sent = {"name": "Pipelines", "project": "kite", "query": "?kind=pipeline&evil=1", "is_shared": True}
    made = as_ada("post", VIEWS, sent)
    assert made.status_code == 201
    shown = made.json()
    assert (shown["query"], shown["project"], shown["is_shared"]) == ("filter=kind%3Apipeline", "KITE", True)
    path = f"{VIEWS}/{shown['id']}"
    assert as_ada("patch", path, {"is_shared": False}).json()["name"] == "Pipelines"
    assert as_ada("patch", path, {"query": "lanes=phase"}).json()["query"] == "lanes=phase"
    assert as_ada("delete", path).status_code == 204
    assert as_ada("get", VIEWS).json() == []


def test_only_shared_views_are_seen_and_only_leads_change_them(kite, as_ada, as_ben, ada):
    shared = BoardView.keep(kite, name="Ours", query="", is_shared=True, by=ada)
    own = BoardView.keep(None, name="Mine", query="lanes=project", is_shared=False, by=ada)
    assert [view["name"] for view in as_ben("get", VIEWS).json()] == ["Ours"]
    assert as_ben("delete", f"{VIEWS}/{shared.pk}").status_code == 403
    assert as_ben("delete", f"{VIEWS}/{own.pk}").status_code == 404


def test_a_taken_name_and_a_strange_project_are_refused(kite, as_ada, as_ben, ada):
    BoardView.keep(kite, name="Ours", query="", is_shared=False, by=ada)
    other = BoardView.keep(kite, name="Theirs", query="", is_shared=False, by=ada)
    assert as_ada("patch", f"{VIEWS}/{other.pk}", {"name": "Ours"}).status_code == 422
    assert as_ada("post", VIEWS, {"name": "X", "project": "NOPE"}).status_code == 404


def test_a_guest_shares_nothing(kite, guest, gil, api):
    as_gil = caller(api(gil))
    assert as_gil("post", VIEWS, {"name": "X", "project": "KITE"}).status_code == 201
    assert as_gil("post", VIEWS, {"name": "X", "project": "KITE", "is_shared": True}).status_code == 403
