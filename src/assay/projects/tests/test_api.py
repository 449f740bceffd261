"""REST: projects."""

import pytest

from assay.projects.models import Project

JSON = "application/json"


def test_projects_are_listed_to_who_sees_them(api, ada, gil, cy, kite):
    assert [one["key"] for one in api(ada).get("/api/v1/projects").json()["items"]] == ["KITE"]
    for other in (gil, cy):
        assert api(other).get("/api/v1/projects").json() == {"items": [], "next": ""}


def test_a_project_is_started_by_its_name_alone(api, ben):
    made = api(ben).post("/api/v1/projects", {"name": "Search ranker"}, content_type=JSON)
    assert made.status_code == 201
    assert (made.json()["key"], made.json()["lead"], made.json()["version"]) == ("SR", ben.pk, 1)
    assert Project.objects.get().phases.count() == 6


def test_a_guest_starts_nothing(api, gil):
    answer = api(gil).post("/api/v1/projects", {"name": "x"}, content_type=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"name": " "}, 422, "name"),
        ({"name": "x" * 81}, 422, "name"),
        ({"key": "CI"}, 422, "key"),
        ({"key": "KITE"}, 409, "key"),
        ({"workflow": "none"}, 422, "workflow"),
        ({"lead": 999}, 422, "lead"),
        ({"lead": 2**63}, 400, None),
        ({"workspace": 1}, 422, "workspace"),
        ({"goal": None}, 422, "goal"),
    ],
)
def test_a_wrong_project_is_refused_at_its_field(api, ada, kite, wrong, status, field):
    answer = api(ada).post("/api/v1/projects", {"name": "New"} | wrong, content_type=JSON)
    assert answer.status_code == status
    assert list(answer.json()["error"]["fields"]) == ([field] if field else [])
    assert Project.objects.count() == 1


def test_a_change_leaves_the_rest_as_it_is(api, ada, kite):
    changed = api(ada).patch("/api/v1/projects/kite", {"goal": "Fly.", "version": 1}, content_type=JSON).json()
    assert (changed["name"], changed["goal"], changed["lead"], changed["version"]) == ("Kite", "Fly.", ada.pk, 2)


def test_a_change_of_an_older_version_is_a_conflict(api, ada, kite):
    client = api(ada)
    client.patch("/api/v1/projects/KITE", {"goal": "Fly.", "version": 1}, content_type=JSON)
    answer = client.patch("/api/v1/projects/KITE", {"goal": "Fall.", "version": 1}, content_type=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "edited-meanwhile")


def test_a_member_who_does_not_lead_changes_nothing(api, ben, kite):
    assert api(ben).patch("/api/v1/projects/KITE", {"goal": "x", "version": 1}, content_type=JSON).status_code == 403


@pytest.mark.parametrize("path", ["", "/phases", "/columns", "/labels", "/activity"])
def test_an_outsider_cannot_tell_that_the_project_exists(api, cy, ada, kite, path):
    client = api(cy)
    foreign, missing = client.get(f"/api/v1/projects/KITE{path}"), client.get(f"/api/v1/projects/NONE{path}")
    assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert api(ada).get(f"/api/v1/projects/KITE{path}").status_code == 200


def test_phases_columns_and_labels_are_told_in_their_order(api, ada, kite):
    client = api(ada)
    assert client.get("/api/v1/projects/KITE/phases").json()[0]["name"] == "Research"
    assert client.get("/api/v1/projects/KITE/columns").json()[-1]["state"] == "done"
    names = [label["name"] for label in client.get("/api/v1/projects/KITE/labels").json()]
    assert names == sorted(names)


def test_activity_is_told_newest_first(api, ada, kite):
    events = api(ada).get("/api/v1/projects/KITE/activity?limit=200").json()["items"]
    assert events[-1]["kind"] == "project.created"
    assert events[-1]["person"] == ada.pk
