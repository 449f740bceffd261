"""The pages of the vault."""

from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from assay.documents.jobs import erase_old
from assay.documents.models import Document
from assay.kit.clock import now

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex("89504e470d0a1a0a")


@pytest.fixture
def plan(kite, ada):
    text = "# Goal\n\nFind *leavers*.\n\n## Data\n\n- [ ] rows\n\n## How"
    return Document.begin(kite, title="Plan", text=text, folder="plans/2026", by=ada)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_document_is_begun_from_a_starter_and_the_editor_opens(ada_client, kite):
    response = ada_client.post("/projects/KITE/documents/new", {"starter": "charter", "folder": "plans", "title": ""})
    made = Document.objects.get()
    assert response.headers["Location"] == f"/documents/{made.pk}/text"
    assert (made.title, made.folder) == ("Project charter", "plans")
    assert "Proxy trap" in page(ada_client, f"/documents/{made.pk}/text")


def test_an_empty_page_needs_a_title(ada_client, kite):
    response = ada_client.post("/projects/KITE/documents/new", {"starter": "", "title": ""})
    assert response.status_code == 422
    assert "Give the page a title." in response.content.decode()


def test_an_unknown_starter_and_a_bad_folder_are_refused(ada_client, kite):
    for bad in ({"starter": "nonsense", "title": "T"}, {"title": "T", "folder": ".."}):
        assert ada_client.post("/projects/KITE/documents/new", bad).status_code == 422
    assert not Document.objects.exists()


def test_folders_lead_down_to_documents(ada_client, plan):
    first = page(ada_client, "/projects/KITE/documents/")
    assert "folder=plans" in first
    assert "1 document" in first
    below = page(ada_client, "/projects/KITE/documents/?folder=plans")
    assert "folder=plans/2026" in below
    assert "Plan</a>" in page(ada_client, "/projects/KITE/documents/?folder=plans/2026")
    assert "Nothing written down here yet" in page(ada_client, "/projects/KITE/documents/?folder=elsewhere")
    assert page(ada_client, "/projects/KITE/documents/?folder=../..")


def test_a_document_is_rendered_with_its_outline(ada_client, plan):
    found = page(ada_client, f"/documents/{plan.pk}")
    assert '<h2 id="heading-2">Data</h2>' in found
    assert '<a href="#heading-2">Data</a>' in found
    assert "<em>leavers</em>" in found


def test_saving_leads_back_to_the_document(ada_client, plan):
    typed = {"title": "Plan", "text": "One\r\nTwo", "version": "1", "note": "Shorter"}
    response = ada_client.post(f"/documents/{plan.pk}/text", typed)
    assert response.headers["Location"] == f"/documents/{plan.pk}"
    plan.refresh_from_db()
    assert plan.text == "One\nTwo"


def test_looking_at_the_preview_without_javascript_saves_nothing(ada_client, plan):
    typed = {"title": "Plan", "text": "Much *better*", "version": "1", "preview": "1"}
    response = ada_client.post(f"/documents/{plan.pk}/text", typed)
    assert "<em>better</em>" in response.content.decode()
    plan.refresh_from_db()
    assert plan.version == 1


def test_a_conflict_shows_what_differs_and_keeps_what_was_typed(ada_client, ben, plan):
    plan.write("Plan", plan.text.replace("leavers", "churners"), version=1, by=ben)
    typed = {"title": "Plan", "text": plan.text.replace("churners", "quitters"), "version": "1"}
    response = ada_client.post(f"/documents/{plan.pk}/text", typed)
    found = response.content.decode()
    assert response.status_code == 409
    assert "Ben Okafor changed the same lines" in found
    assert "<ins>churners</ins>" in found
    assert "<del>quitters</del>" in found
    assert "Find *quitters*." in found
    second = ada_client.post(f"/documents/{plan.pk}/text", typed | {"version": "2"})
    assert second.status_code == 303


def test_a_draft_is_kept_and_waits_in_the_editor(ada_client, ben_client, plan):
    answer = ada_client.post(f"/documents/{plan.pk}/draft", {"title": "", "text": "half a tho", "version": "1"})
    assert "Draft kept at" in answer.json()["text"]
    assert "half a tho" in page(ada_client, f"/documents/{plan.pk}/text")
    assert "You have a draft that is not saved" in page(ada_client, f"/documents/{plan.pk}")
    others = page(ben_client, f"/documents/{plan.pk}")
    assert "half a tho" not in others
    assert "Ada Lovelace is writing in it now" in others
    ada_client.post(f"/documents/{plan.pk}/draft/removal")
    assert "half a tho" not in page(ada_client, f"/documents/{plan.pk}/text")


def test_a_draft_that_is_too_long_is_refused(ada_client, plan):
    response = ada_client.post(f"/documents/{plan.pk}/draft", {"text": "x" * 500_001, "version": "1"})
    assert response.status_code == 422


def test_versions_show_what_changed_and_come_back(ada_client, ada, plan):
    plan.write("Plan", plan.text.replace("rows", "many rows"), version=1, by=ada, note="More")
    assert "More" in page(ada_client, f"/documents/{plan.pk}/versions/")
    assert "<ins>many </ins>" in page(ada_client, f"/documents/{plan.pk}/versions/2")
    assert "<em>leavers</em>" in page(ada_client, f"/documents/{plan.pk}/versions/1?text")
    response = ada_client.post(f"/documents/{plan.pk}/versions/1/restoration")
    assert response.status_code == 303
    plan.refresh_from_db()
    assert (plan.version, "many" in plan.text) == (3, False)
    assert ada_client.get(f"/documents/{plan.pk}/versions/9").status_code == 404


def test_the_trash_gives_back_and_erases_after_thirty_days(ada_client, ada, plan):
    ada_client.post(f"/documents/{plan.pk}/shelf", {"to": "trash"})
    assert "30 days left" in page(ada_client, "/projects/KITE/documents/trash")
    assert ada_client.post(f"/documents/{plan.pk}/text", {"title": "P", "text": "", "version": "1"}).status_code == 409
    ada_client.post(f"/documents/{plan.pk}/shelf", {"to": "vault"})
    assert ada_client.post(f"/documents/{plan.pk}/shelf", {"to": "moon"}).status_code == 422
    plan.refresh_from_db()
    plan.trash(by=ada, at=now() - timedelta(days=31))
    assert erase_old(at=now()) == 1
    assert not Document.objects.exists()


def test_pasted_pictures_are_kept_and_shown(ada_client, cy_client, plan):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"file": SimpleUploadedFile("plot.png", PNG, "image/png")}
    (kept,) = ada_client.post(f"/documents/{plan.pk}/files", sent).json()["files"]
    assert kept["is_picture"]
    response = ada_client.get(kept["url"])
    assert response.headers["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content) == PNG
    assert cy_client.get(kept["url"]).status_code == 404
    assert ada_client.post(f"/documents/{plan.pk}/files").status_code == 422


def test_outsiders_learn_nothing_and_guests_only_read(cy_client, client_of, gil, kite, ada, plan):
    for address in (f"/documents/{plan.pk}", f"/documents/{plan.pk}/versions/1", "/projects/KITE/documents/"):
        assert cy_client.get(address).status_code == 404
    kite.add_member(gil, by=ada)
    guest = client_of(gil)
    assert guest.get(f"/documents/{plan.pk}").status_code == 200
    assert guest.get(f"/documents/{plan.pk}/text").status_code == 403
    assert guest.post(f"/documents/{plan.pk}/shelf", {"to": "trash"}).status_code == 403


@pytest.mark.parametrize("address", ["/projects/KITE/documents/", "/documents/{pk}", "/documents/{pk}/text"])
def test_pages_ask_the_database_the_same_however_much_there_is(ada_client, ada, kite, plan, address, connection_of):
    address = address.format(pk=plan.pk)
    before = connection_of(lambda: ada_client.get(address))
    for number in range(12):
        Document.begin(kite, title=f"Report {number}", text="# A", folder=f"reports/{number % 3}", by=ada)
        plan.write("Plan", f"{number}", version=number + 1, by=ada)
    assert connection_of(lambda: ada_client.get(address)) <= min(before + 1, 15)


@pytest.fixture
def connection_of():
    from django.db import connection

    def asked(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return asked
