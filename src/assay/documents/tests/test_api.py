"""REST: documents and their versions."""

import pytest

from assay.documents.models import Document

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def rest(api, ada, kite):
    return api(ada)


def test_documents_are_made_read_changed_and_listed(rest):
    made = rest.post("/api/v1/projects/KITE/documents", {"title": "Plan", "text": "A\r\nB", "folder": "/p/"}, JSON)
    assert made.status_code == 201
    number = made.json()["id"]
    assert (made.json()["text"], made.json()["folder"]) == ("A\nB", "p")
    changed = rest.patch(f"/api/v1/documents/{number}", {"text": "A\nC", "note": "c"}, JSON).json()
    assert (changed["version"], changed["title"]) == (2, "Plan")
    listed = rest.get("/api/v1/projects/KITE/documents?folder=p").json()["items"]
    assert [one["id"] for one in listed] == [number]
    assert "text" not in listed[0]
    versions = rest.get(f"/api/v1/documents/{number}/versions").json()
    assert [(one["number"], one["note"]) for one in versions] == [(2, "c"), (1, "")]
    assert rest.get(f"/api/v1/documents/{number}/versions/1").json()["text"] == "A\nB"


def test_what_others_changed_joins_or_answers_409(rest, ben, kite, ada):
    document = Document.begin(kite, title="Plan", text="A\n\nB\n\nC", by=ada)
    document.write("Plan", "A\n\nB\n\nCC", version=1, by=ben)
    address = f"/api/v1/documents/{document.pk}"
    joined = rest.patch(address, {"text": "AA\n\nB\n\nC", "version": 1}, JSON)
    assert joined.json()["text"] == "AA\n\nB\n\nCC"
    refused = rest.patch(address, {"text": "A\n\nB\n\nD", "version": 1}, JSON)
    assert refused.status_code == 409
    assert refused.json()["error"]["code"] == "edited-meanwhile"


def test_the_trash_takes_and_gives_back(rest, kite, ada):
    document = Document.begin(kite, title="Plan", by=ada)
    address = f"/api/v1/documents/{document.pk}"
    assert rest.delete(address).status_code == 204
    assert rest.patch(address, {"title": "X"}, JSON).json()["error"]["code"] == "put-away"
    assert rest.post(f"{address}/restoration").status_code == 200


def test_bad_input_says_what_to_change(rest, kite):
    address = "/api/v1/projects/KITE/documents"
    for bad in ({"title": ""}, {"title": "x" * 201}, {"title": "x", "folder": ".."}, {"title": "x", "text": 5}):
        assert rest.post(address, bad, JSON).status_code == 422
    assert rest.get("/api/v1/documents/99999999999999999999").status_code == 422
    assert not Document.objects.exists()


def test_a_null_character_is_refused_at_the_door(rest, ada_client, kite, ada):
    wanted = {"title": "T\0", "text": "\0", "folder": "\0"}
    document = Document.begin(kite, title="Plan", by=ada)
    typed = {"title": "P", "text": "a\0b", "version": "1"}
    answers = [
        rest.post("/api/v1/projects/KITE/documents", wanted, JSON),
        ada_client.post(f"/documents/{document.pk}/text", typed),
        ada_client.post(f"/documents/{document.pk}/draft", typed),
        ada_client.get("/projects/KITE/documents/", {"folder": "\0"}),
    ]
    assert [answer.status_code for answer in answers] == [400] * 4
    assert not document.drafts.exists()
