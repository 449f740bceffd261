from typing import Any

import pytest

from assay.deliverables.models import State

pytestmark = pytest.mark.django_db
HERE = "/api/v1/deliverables/KITE-D1"
JSON: dict[str, Any] = {"content_type": "application/json"}


@pytest.fixture
def client(api, ada):
    return api(ada)


def test_what_a_project_owes_is_listed_added_and_changed(client, kite):
    listed = client.get("/api/v1/projects/kite/deliverables").json()
    assert [one["key"] for one in listed[:2]] == ["KITE-D1", "KITE-D2"]
    phase = kite.phases.get(name="Modeling").pk
    made = client.post("/api/v1/projects/KITE/deliverables", {"title": "Errors", "phase": phase}, **JSON)
    assert (made.status_code, made.json()["phase_name"], made.json()["state"]) == (201, "Modeling", "owed")
    address = f"/api/v1/deliverables/{made.json()['key']}"
    change = {"title": "Error analysis", "phase": listed[0]["phase"], "position": 0, "version": 1}
    changed = client.patch(address, change, **JSON).json()
    assert (changed["title"], changed["phase_name"], changed["position"]) == ("Error analysis", "Research", 0)
    assert client.patch(address, {"title": "x", "version": 1}, **JSON).status_code == 409
    assert client.patch(address, {"responsible": 990099}, **JSON).status_code == 422
    assert client.post(f"{address}/waiver", {"reason": "Later"}, **JSON).json()["is_waived"] is True
    assert client.get("/api/v1/projects/KITE/deliverables?state=open").json()[0]["key"] == "KITE-D1"
    assert client.delete(f"{address}/waiver").json()["is_waived"] is False


@pytest.mark.parametrize("wrong", [{}, {"title": " ", "phase": 1}, {"title": "x", "phase": 990099}])
def test_a_wrong_one_is_refused(client, kite, wrong):
    assert client.post("/api/v1/projects/KITE/deliverables", wrong, **JSON).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_nothing_is_due_on_a_day_that_nobody_means(client, kite, day):
    assert "due_on" in client.patch(HERE, {"due_on": day}, **JSON).json()["error"]["fields"]


def test_it_is_attached_to_shared_signed_and_the_signature_taken_back(client, ada, plan, page, lu):
    body = {"kind": "document", "thing": str(page.pk)}
    attached = client.post(f"{HERE}/attachments", body, **JSON).json()
    assert (attached["title"], attached["edition"]) == ("How kites fly", "1")
    commit = {"repository": "https://git.example.org/kite", "sha": "abcdef1234"}
    assert client.post(f"{HERE}/attachments", commit, **JSON).json()["kind"] == "commit"
    assert client.post(f"{HERE}/attachments", {"what": "nothing"}, **JSON).status_code == 422
    assert client.post(f"{HERE}/sharing", {}, **JSON).json()["state"] == "shared"
    assert client.post(f"{HERE}/signers", {"person": ada.pk}, **JSON).status_code == 201
    signer = client.post(f"{HERE}/signers", {"stakeholder": lu.pk}, **JSON).json()
    assert client.post(f"{HERE}/signers", {}, **JSON).status_code == 422
    assert client.delete(f"{HERE}/signers/{signer['id']}").status_code == 204
    assert client.post(f"{HERE}/signatures", {"digest": "0" * 64}, **JSON).status_code == 409
    signed = client.post(f"{HERE}/signatures", {"note": "Good"}, **JSON).json()
    assert client.get(HERE).json()["state"] == "signed"
    taken = client.post(f"{HERE}/signatures/{signed['id']}/revocation", {"reason": "Too early"}, **JSON).json()
    assert taken["revoked_because"] == "Too early"
    assert client.delete(f"{HERE}/attachments/{attached['id']}").status_code == 204


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-02T10:11:12"])
def test_a_moment_that_no_calendar_shows_is_refused(client, plan, at):
    commit = {"repository": "https://git.example.org/kite", "sha": "abcdef1234", "merged_at": at}
    assert client.post(f"{HERE}/attachments", commit, **JSON).status_code == 422


def test_what_is_missing_is_said_before_a_signature(client, ada, ben, merged):
    merged.attach_url("https://git.example.org/kite", by=ada)
    here = f"/api/v1/deliverables/{merged.key}"
    refused = client.post(f"{here}/signatures", {}, **JSON).json()["error"]
    assert (refused["code"], len(refused["fields"]["missing"])) == ("not-ready", 9)
    shown = client.get(here).json()
    check = f"{here}/checks/{shown['checks'][0]['id']}"
    assert client.patch(check, {"is_done": True, "answer": "ruff"}, **JSON).json()["answer"] == "ruff"
    assert client.patch(check, {"is_done": False}, **JSON).json()["is_done"] is False
    own = client.post(f"{here}/checks", {"text": "Runs at night"}, **JSON).json()["id"]
    assert client.delete(f"{here}/checks/{own}").status_code == 204
    assert client.put(f"{here}/reviewers/scientist", {"person": ben.pk}, **JSON).status_code == 422
    assert client.put(f"{here}/reviewers/cook", {"person": ben.pk}, **JSON).status_code == 422
    assert client.post(f"{here}/approval", {}, **JSON).status_code == 403


def test_it_is_talked_about_and_changes_are_asked_for(client, api, ben, ada, plan, page):
    plan.attach_document(page, by=ada)
    said = client.post(f"{HERE}/comments", {"text": "Why?"}, **JSON).json()
    assert client.patch(f"{HERE}/comments/{said['id']}", {"text": "Why so?"}, **JSON).json()["text"] == "Why so?"
    assert api(ben).delete(f"{HERE}/comments/{said['id']}").status_code == 403
    assert client.delete(f"{HERE}/comments/{said['id']}").status_code == 204
    client.post(f"{HERE}/comments", {"text": "More", "asks_for_changes": True}, **JSON)
    plan.refresh_from_db()
    assert plan.state == State.FEEDBACK
    assert [one["text"] for one in client.get(f"{HERE}/comments").json()["items"]] == ["More"]


def test_a_file_is_sent_and_fetched(client, plan, tmp_path):
    file = tmp_path / "table.csv"
    file.write_bytes(b"a,b\n")
    with file.open("rb") as sent:
        made = client.post(f"{HERE}/files", {"file": sent}).json()
    answer = client.get(f"{HERE}/files/{made['id']}")
    assert b"".join(answer.streaming_content) == b"a,b\n"
