"""REST: facts, stakeholders, checks and decisions of a project."""

from typing import Any

import pytest

from assay.projects.models import Decision, Project, Stakeholder

HERE = "/api/v1/projects/KITE"
JSON = "application/json"


def test_facts_are_changed_on_their_own(api: Any, ada: Any, kite: Project) -> None:
    said = {"version": 1, "status": "Well.", "ends_on": "2027-03-01"}
    shown = api(ada).patch(HERE, said, content_type=JSON).json()
    assert (shown["status"], shown["status_by"], shown["ends_on"]) == ("Well.", ada.pk, "2027-03-01")
    assert api(ada).patch(HERE, {"version": 1, "goal": "Fly."}, content_type=JSON).status_code == 200
    assert api(ada).patch(HERE, {"version": 1, "status": "Ill."}, content_type=JSON).status_code == 409
    cleared = api(ada).patch(HERE, {"version": 3, "ends_on": None, "goal": None}, content_type=JSON).json()
    assert (cleared["ends_on"], cleared["goal"]) == (None, "Fly.")


def test_dates_the_wrong_way_round_are_refused(api: Any, ada: Any, kite: Project) -> None:
    said = {"version": 1, "starts_on": "2027-03-02", "ends_on": "2027-03-01"}
    answer = api(ada).patch(HERE, said, content_type=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "dates-turned")


def test_stakeholders_are_named_changed_and_taken_off(api: Any, ada: Any, kite: Project) -> None:
    client, list_ = api(ada), f"{HERE}/stakeholders"
    made = client.post(list_, {"name": "Lu", "email": "lu@care.example"}, content_type=JSON)
    one = f"{list_}/{made.json()['id']}"
    assert made.status_code == 201
    assert client.patch(one, {"role": "Pays"}, content_type=JSON).json()["email"] == "lu@care.example"
    assert client.post(f"{one}/removal").status_code == 204
    assert client.get(list_).json() == []
    assert client.delete(f"{one}/removal").json()["role"] == "Pays"
    assert client.post(list_, {"name": "Lu", "email": "nowhere"}, content_type=JSON).status_code == 422


def test_checks_are_answered(api: Any, ben: Any, kite: Project) -> None:
    client, list_ = api(ben), f"{HERE}/readiness"
    first = client.get(list_).json()[0]
    said = {"answer": "yes", "note": "well", "due_on": "2027-03-01"}
    assert client.patch(f"{list_}/{first['id']}", said, content_type=JSON).json()["answered_by"] == ben.pk
    kept = client.patch(f"{list_}/{first['id']}", {"answer": "no"}, content_type=JSON).json()
    assert (kept["note"], kept["due_on"]) == ("well", "2027-03-01")
    assert client.patch(f"{list_}/{first['id']}", {"answer": "perhaps"}, content_type=JSON).status_code == 422
    wanted = {"area": "data", "name": "Fresh"}
    made = client.post(list_, wanted, content_type=JSON)
    assert made.status_code == 201
    assert client.post(list_, wanted, content_type=JSON).json()["error"]["code"] == "name-taken"
    one = f"{list_}/{made.json()['id']}/removal"
    assert client.post(one).status_code == 204
    assert client.delete(one).json()["name"] == "Fresh"


def test_decisions_are_recorded_and_revoked(api: Any, ada: Any, kite: Project) -> None:
    client, list_ = api(ada), f"{HERE}/decisions"
    made = client.post(list_, {"kind": "go", "why": "It holds.", "next_due_on": "2027-03-01"}, content_type=JSON)
    one = f"{list_}/{made.json()['id']}"
    assert client.get(HERE).json()["decision_due_on"] == "2027-03-01"
    assert client.get(one).json()["decided_by"] == ada.pk
    assert client.post(f"{one}/revocation", {"because": " "}, content_type=JSON).status_code == 422
    revoked = client.post(f"{one}/revocation", {"because": "It leaked."}, content_type=JSON).json()
    assert (revoked["revoked_by"], revoked["why"]) == (ada.pk, "It holds.")
    assert [item["id"] for item in client.get(list_).json()["items"]] == [revoked["id"]]
    without = client.post(list_, {"kind": "other", "why": "It holds."}, content_type=JSON)
    assert (without.status_code, without.json()["error"]["code"]) == (422, "what-needed")


@pytest.mark.parametrize("part", ["stakeholders", "readiness", "decisions"])
def test_outsiders_find_nothing_and_members_do_not_decide(
    part: str, api: Any, ada: Any, ben: Any, cy: Any, kite: Project
) -> None:
    said = {"kind": "go", "why": "x"} if part == "decisions" else {"name": "Lu"}
    assert api(cy).get(f"{HERE}/{part}").status_code == 404
    if part != "readiness":
        assert api(ben).post(f"{HERE}/{part}", said, content_type=JSON).status_code == 403
    assert not Decision.objects.exists()
    assert not Stakeholder.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_nobody_means_is_refused_by_its_name(day: str, api: Any, ada: Any, kite: Project) -> None:
    client, check = api(ada), kite.readiness_checks.all()[0].pk
    answers = {
        "ends_on": client.patch(HERE, {"version": 1, "ends_on": day}, content_type=JSON),
        "due_on": client.patch(f"{HERE}/readiness/{check}", {"answer": "no", "due_on": day}, content_type=JSON),
        "next_due_on": client.post(
            f"{HERE}/decisions", {"kind": "go", "why": "It flies", "next_due_on": day}, content_type=JSON
        ),
    }
    for field, answer in answers.items():
        assert answer.status_code == 422
        assert field in answer.json()["error"]["fields"]
    assert not Decision.objects.exists()
