"""Files that become documents: notebooks and Markdown, in versions, all or nothing."""

from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from assay.activity.models import Event
from assay.documents.models import Document, InTrash, OtherForm
from assay.documents.uploads import NoDocument, TooLarge, read
from assay.kit.models import NotebookPage
from assay.kit.notebooks import draw
from assay.kit.tests.books import REPORT, book, code, text

pytestmark = pytest.mark.django_db
NEWER = book(text("# What leavers have in common\n\nTenure, and the plan."), code("frame.describe()"))


def upload(name, raw):
    return read(name, [raw]).stored()


@pytest.fixture
def report(kite, ada):
    return Document.take_in(kite, upload("report.ipynb", REPORT), folder="reports", by=ada)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def sent(*files):
    return {"file": [SimpleUploadedFile(name, raw) for name, raw in files]}


def test_a_notebook_becomes_a_document_that_says_what_its_cells_say(report, ada):
    assert (report.title, report.form, report.file_name) == (
        "What leavers have in common",
        "notebook",
        "report.ipynb",
    )
    assert "```python\nframe.describe()\n```" in report.text
    assert "0.81" not in report.text
    assert report.latest.size == len(REPORT)
    event = Event.objects.about(report.subject).get()
    assert event.happening.wording() == "uploaded report.ipynb"
    assert NotebookPage.objects.filter(sha256=report.latest.sha256).exists()


def test_the_same_name_in_the_same_folder_is_a_new_version_and_the_same_bytes_are_none(report, kite, ben):
    Document.take_in(kite, upload("report.ipynb", REPORT), folder="reports", by=ben)
    report.refresh_from_db()
    assert report.version == 1
    Document.take_in(kite, upload("report.ipynb", NEWER), folder="/reports/", note="More rows", by=ben)
    Document.take_in(kite, upload("report.ipynb", NEWER), by=ben)
    report.refresh_from_db()
    assert (report.version, report.latest.note, report.changed_by) == (2, "More rows", ben)
    assert Document.objects.count() == 2


def test_an_earlier_notebook_comes_back_with_its_file(report, ada):
    before = report.latest.sha256
    report.take(upload("other.ipynb", NEWER), by=ada)
    assert report.latest.sha256 != before
    report.restore(report.versions.get(number=1), by=ada)
    assert (report.version, report.latest.sha256, report.file_name) == (3, before, "report.ipynb")


def test_outputs_alone_make_a_version_too(kite, ada):
    made = Document.take_in(kite, upload("a.ipynb", book(code("1 + 1"))), by=ada)
    printed = {"output_type": "stream", "name": "stdout", "text": ["2\n"]}
    made.take(upload("a.ipynb", book(code("1 + 1", printed))), by=ada)
    assert made.version == 2
    made.restore(made.versions.get(number=1), by=ada)
    assert made.version == 3


def test_a_renamed_notebook_keeps_its_file(report, ada):
    report.change(title="Leavers", by=ada)
    assert (report.version, report.latest.title, report.latest.size) == (2, "Leavers", len(REPORT))


def test_a_notebook_is_not_written_and_a_text_takes_no_notebook(report, kite, ada):
    with pytest.raises(OtherForm, match="upload it again"):
        report.write("T", "other", version=1, by=ada)
    with pytest.raises(OtherForm):
        report.keep_draft("T", "other", version=1, by=ada)
    with pytest.raises(OtherForm, match="is a notebook"):
        report.take(upload("a.md", b"text"), by=ada)
    page = Document.begin(kite, title="Plan", by=ada)
    with pytest.raises(OtherForm):
        page.take(upload("report.ipynb", REPORT), by=ada)
    report.trash(by=ada)
    with pytest.raises(InTrash):
        report.take(upload("report.ipynb", NEWER), by=ada)


def test_one_in_the_trash_is_left_there(report, kite, ada):
    report.trash(by=ada)
    again = Document.take_in(kite, upload("report.ipynb", NEWER), folder="reports", by=ada)
    assert (again.pk == report.pk, again.version) == (False, 1)


def test_markdown_takes_its_title_from_its_first_heading(kite, ada):
    made = Document.take_in(kite, upload("notes.md", b"# *Plan* of work\r\n\r\nFirst\r\n"), by=ada)
    assert (made.title, made.text, made.form) == ("Plan of work", "First\n", "markdown")
    Document.take_in(kite, upload("notes.md", b"Second"), by=ada)
    made.refresh_from_db()
    assert (made.title, made.text, made.version) == ("Plan of work", "Second", 2)


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("report.docx", b"x", "cannot become a document"),
        ("", b"x", "cannot become a document"),
        ("a.ipynb", b"{", "not JSON"),
        ("a.ipynb", b'{"nbformat": 3, "worksheets": []}', "old format 3"),
        ("a.ipynb", b'{"nbformat": 4}', "no cells"),
        ("a.ipynb", b'{"nbformat": 5, "cells": []}', "format 5"),
        ("a.ipynb", b'{"nbformat": 4, "cells": 7}', "no cells"),
        ("a.ipynb", b'{"nbformat": 4, "cells": ' + b"[" * 90 + b"]" * 90 + b"}", "nested too deeply"),
        ("a.ipynb", b"1" * 5_000, "not JSON"),
        ("a.md", b"\xff\xfe", "no text"),
        ("a.md", b"a\0b", "no text"),
    ],
)
def test_what_cannot_become_a_document_says_why(name, raw, told):
    with pytest.raises(NoDocument, match=told):
        read(name, [raw])


def test_what_is_too_large_is_refused_before_it_is_read_whole():
    with pytest.raises(TooLarge):
        read("a.ipynb", (b"x" * 10_000_000 for _ in range(10_000)))
    with pytest.raises(TooLarge):
        read("a.md", [b"x" * 500_001])


def test_characters_that_are_no_text_are_replaced(kite, ada):
    raw = b'{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "# a\\u0000b\\ud800 \\ud83d\\ude00"}]}'
    made = Document.take_in(kite, upload("a.ipynb", raw), by=ada)
    assert made.title == "a\ufffdb\ufffd 😀"


@given(st.binary(max_size=60), st.text(max_size=12))
def test_any_bytes_under_any_name_are_read_or_refused(raw, name):
    for ending in ("", ".ipynb", ".MD"):
        with suppress(NoDocument):
            assert read(name + ending, [raw]).title


def test_pages_take_several_files_and_lead_to_them(ada_client, kite):
    address = "/projects/KITE/documents/files"
    one = ada_client.post(address, sent(("report.ipynb", REPORT)) | {"folder": "reports"})
    assert one.headers["Location"] == f"/documents/{Document.objects.get().pk}"
    more = ada_client.post(address, sent(("a.ipynb", REPORT), ("b.md", b"# B")) | {"folder": "a b"})
    assert (more.headers["Location"], Document.objects.count()) == ("/projects/KITE/documents/?folder=a+b", 3)
    assert "report.ipynb" in page(ada_client, "/projects/KITE/documents/?folder=reports")


def test_one_bad_file_stores_none(ada_client, kite):
    response = ada_client.post("/projects/KITE/documents/files", sent(("a.ipynb", REPORT), ("b.ipynb", b"{")))
    assert response.status_code == 422
    assert "b.ipynb: The file is not JSON" in response.content.decode()
    assert not Document.objects.exists()
    bad: dict[str, object]
    for bad in ({}, sent(("a.ipynb", REPORT)) | {"folder": ".."}, sent(("a.ipynb", REPORT)) | {"note": "x" * 201}):
        assert ada_client.post("/projects/KITE/documents/files", bad).status_code == 422
    assert not Document.objects.exists()


def test_a_notebook_waits_for_the_worker_and_then_stands_in_a_frame_with_its_outline(ada_client, report):
    address, frame = f"/documents/{report.pk}", f"/documents/{report.pk}/versions/1/notebook"
    waiting = page(ada_client, address)
    assert "The notebook is being drawn" in waiting
    assert f'hx-get="{address}"' in waiting
    assert ada_client.get(frame).status_code == 404
    draw.work(report.latest.sha256)
    ready = page(ada_client, address)
    assert f'src="{frame}"' in ready
    assert f'<a href="{frame}#Next" target="notebook">Next</a>' in ready
    response = ada_client.get(frame)
    drawn = b"".join(response.streaming_content).decode()
    assert '<h2 id="Next">Next</h2>' in drawn
    assert "<math" in drawn
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    kept = ada_client.get(f"/documents/{report.pk}/versions/1/file")
    assert b"".join(kept.streaming_content) == REPORT
    assert "report.ipynb" in kept["Content-Disposition"]
    assert kept["Content-Disposition"].startswith("attachment")


def test_versions_of_a_notebook_are_compared_and_read(ada_client, ada, report):
    response = ada_client.post(f"/documents/{report.pk}/file", sent(("report.ipynb", NEWER)) | {"note": "Rows"})
    assert response.status_code == 303
    assert "<ins>" in page(ada_client, f"/documents/{report.pk}/versions/2")
    assert "The notebook is being drawn" in page(ada_client, f"/documents/{report.pk}/versions/1?text")
    assert "Rows" in page(ada_client, f"/documents/{report.pk}/versions/")
    assert ada_client.get(f"/documents/{report.pk}/text").status_code == 409
    renamed = ada_client.post(f"/documents/{report.pk}/title", {"title": "Leavers"})
    assert renamed.status_code == 303
    assert ada_client.post(f"/documents/{report.pk}/file", sent(("a.md", b"x"))).status_code == 409
    assert ada_client.post(f"/documents/{report.pk}/file").status_code == 422


def test_the_page_of_a_notebook_asks_little_however_large_it_is(ada_client, ada, kite, django_assert_max_num_queries):
    cells = [text(f"## Heading {number}") for number in range(150)]
    made = Document.take_in(kite, upload("long.ipynb", book(*cells)), by=ada)
    draw.work(made.latest.sha256)
    with django_assert_max_num_queries(15):
        html = page(ada_client, f"/documents/{made.pk}")
    assert 'href="' + f'/documents/{made.pk}/versions/1/notebook#Heading-149"' in html


def test_a_page_of_text_has_no_file(ada_client, kite, ada):
    document = Document.begin(kite, title="Plan", by=ada)
    for what in ("notebook", "file"):
        assert ada_client.get(f"/documents/{document.pk}/versions/1/{what}").status_code == 404


def test_outsiders_see_no_notebook_and_guests_upload_none(cy_client, client_of, gil, kite, ada, report):
    draw.work(report.latest.sha256)
    for what in ("", "/versions/1/notebook", "/versions/1/file"):
        assert cy_client.get(f"/documents/{report.pk}{what}").status_code == 404
    kite.add_member(gil, by=ada)
    guest = client_of(gil)
    kept = guest.get(f"/documents/{report.pk}/versions/1/file")
    assert b"".join(kept.streaming_content) == REPORT
    assert guest.post("/projects/KITE/documents/files", sent(("a.ipynb", REPORT))).status_code == 403
    assert guest.post(f"/documents/{report.pk}/file", sent(("a.ipynb", NEWER))).status_code == 403


def test_rest_takes_files_as_a_form_and_as_they_are(api, ada, kite):
    rest, address = api(ada), "/api/v1/projects/KITE/documents/files"
    made = rest.post(f"{address}?name=report.ipynb&folder=r&note=n", REPORT, "application/octet-stream")
    assert (made.status_code, made.json()["form"], made.json()["folder"]) == (201, "notebook", "r")
    again = rest.post(f"{address}?folder=r", sent(("report.ipynb", NEWER)))
    assert (again.status_code, again.json()["version"]) == (200, 2)
    number = again.json()["id"]
    file = rest.get(f"/api/v1/documents/{number}/versions/1/file")
    assert b"".join(file.streaming_content) == REPORT
    third = rest.post(f"/api/v1/documents/{number}/file?note=back", REPORT, "application/octet-stream")
    assert (third.json()["version"], third.status_code) == (3, 200)
    refused = rest.patch(f"/api/v1/documents/{number}", {"text": "x"}, "application/json")
    assert refused.json()["error"]["code"] == "other-form"
    for bad in (f"{address}?name=a.docx", address, f"{address}?name=a.ipynb"):
        assert rest.post(bad, b"{", "application/octet-stream").status_code == 422
