"""Notebooks of the vault in a browser: they appear by themselves, headings lead into them, and they run nothing."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.looking import NOTE_VIOLATIONS, Watch

from assay.documents.models import Document
from assay.documents.uploads import read
from assay.kit.notebooks import draw
from assay.kit.tests.books import REPORT, book, code, shown
from assay.kit.tests.hostile_book import hostile
from assay.kit.tests.real_book import real
from assay.projects.models import Project


def taken(kite: Project, name: str, raw: bytes, by: Any) -> Document:
    return Document.take_in(kite, read(name, [raw]).stored(), by=by)


def test_a_hostile_notebook_runs_nothing_and_loads_nothing_from_elsewhere(
    ada_page: Page, served: str, kite: Project, ada: Any
) -> None:
    document = taken(kite, "hostile.ipynb", hostile(), ada)
    draw.work(document.latest.sha256)
    ada_page.add_init_script(NOTE_VIOLATIONS)
    ada_page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    watch, own = Watch(ada_page), urlsplit(served).netloc
    for address in (f"/documents/{document.pk}", f"/documents/{document.pk}/versions/1/notebook"):
        ada_page.goto(served + address)
        frame = ada_page.frame("notebook") or ada_page.main_frame
        expect(frame.get_by_text("The end of it.")).to_be_visible()
        assert frame.locator("script, style[src], iframe, object, embed, form, svg").count() == 0
        for found in ada_page.frames:
            assert found.locator("[data-pwned]").count() == 0
    assert set(+watch.hosts) - {own, ""} == set()
    assert not [one for one in watch.heard if "sandbox" not in one]


def test_a_notebook_is_uploaded_appears_by_itself_and_its_headings_lead_into_it(
    ada_page: Page, served: str, kite: Project
) -> None:
    ada_page.goto(f"{served}/projects/KITE/documents/")
    file = {"name": "work.ipynb", "mimeType": "application/json", "buffer": real()}
    ada_page.get_by_label("Notebooks and Markdown files").set_input_files(file)  # type: ignore[arg-type]
    expect(ada_page.get_by_role("heading", level=1)).to_have_text("Who leaves, and when")
    expect(ada_page.get_by_text("The notebook is being drawn")).to_be_visible()
    document = Document.objects.get()
    draw.work(document.latest.sha256)
    frame = ada_page.frame_locator("iframe[name=notebook]")
    expect(frame.get_by_role("heading", name="The data")).to_be_visible()
    ada_page.get_by_role("link", name="The estimate").click()
    expect(frame.get_by_role("heading", name="The estimate")).to_be_in_viewport()
    expect(frame.get_by_role("heading", name="Who leaves")).not_to_be_in_viewport()
    with ada_page.expect_download() as saved:
        ada_page.get_by_role("link", name="Download").click()
    assert saved.value.suggested_filename == "work.ipynb"


def test_a_new_version_is_uploaded_with_a_note(ada_page: Page, served: str, kite: Project, ada: Any) -> None:
    document = taken(kite, "work.ipynb", real(), ada)
    ada_page.goto(f"{served}/documents/{document.pk}")
    file = {"name": "work.ipynb", "mimeType": "application/json", "buffer": REPORT}
    ada_page.get_by_label("Upload a new version").set_input_files(file)  # type: ignore[arg-type]
    ada_page.get_by_label("What changed").fill("Fewer cells")
    ada_page.get_by_role("button", name="Upload", exact=True).click()
    expect(ada_page.get_by_text("It is version 2 now")).to_be_visible()
    ada_page.get_by_role("link", name="Versions").click()
    expect(ada_page.get_by_text("Fewer cells")).to_be_visible()
    bad = {"name": "work.ipynb", "mimeType": "application/json", "buffer": b"{"}
    ada_page.goto(f"{served}/documents/{document.pk}")
    ada_page.get_by_label("Upload a new version").set_input_files(bad)  # type: ignore[arg-type]
    ada_page.get_by_role("button", name="Upload", exact=True).click()
    expect(ada_page.get_by_text("The file is not JSON")).to_be_visible()


def test_a_wide_table_scrolls_on_a_screen_and_is_whole_on_paper(
    ada_page: Page, served: str, kite: Project, ada: Any
) -> None:
    cells = "".join(f"<td>0.123456{number:02}</td>" for number in range(20))
    wide = book(code("frame", shown(text__html=f"<table><tr>{cells}</tr></table>")))
    document = taken(kite, "wide.ipynb", wide, ada)
    draw.work(document.latest.sha256)
    ada_page.goto(f"{served}/documents/{document.pk}/versions/1/notebook")
    table, hidden = ada_page.locator("table"), "table => table.scrollWidth - table.clientWidth"
    assert table.evaluate(hidden) > 100
    assert table.locator("td").first.evaluate("cell => cell.clientHeight") < 40
    ada_page.emulate_media(media="print")
    assert table.evaluate(hidden) <= 0
