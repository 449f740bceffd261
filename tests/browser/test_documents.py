"""Documents in the browser: two people in one, quotes that are chosen, frozen and live, passages in comments."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from assay.documents.models import Document
from assay.tasks.models import Task

pytestmark = pytest.mark.browser
TEXT = "Goal\n\nFind leavers.\n\nData\n\nNot chosen yet."


@pytest.fixture
def plan(kite: Any, ada: Any) -> Document:
    return Document.begin(kite, title="Plan", text=TEXT, by=ada)


@pytest.fixture
def ben_page(page_of: Callable[..., Page], ben_client: Client) -> Page:
    return page_of(ben_client)


def written(page: Page, address: str, before: str, after: str) -> None:
    """Open the editor and change a part of the text."""
    if not page.url.endswith("/text"):
        page.goto(address)
    area = page.locator("#text")
    area.fill(area.input_value().replace(before, after))


def test_two_people_in_one_document_lose_no_word(ada_page: Page, ben_page: Page, served: str, plan: Document) -> None:
    address = f"{served}/documents/{plan.pk}/text"
    ada_page.goto(address)
    ben_page.goto(address)
    written(ada_page, address, "leavers", "leavers early")
    written(ben_page, address, "Not chosen yet", "Two years")
    ada_page.get_by_role("button", name="Save").click()
    ada_page.wait_for_url(f"**/documents/{plan.pk}")
    ben_page.get_by_role("button", name="Save").click()
    expect(ben_page.locator("#toasts")).to_contain_text("together with what Ada Lovelace wrote meanwhile")
    # Who reads it sees at once what others save.
    expect(ada_page.locator("[data-passages]")).to_contain_text("Two years")
    expect(ada_page.locator("#edition")).to_contain_text("Version 3 by Ben Okafor")
    plan.refresh_from_db()
    assert plan.text == TEXT.replace("leavers", "leavers early").replace("Not chosen yet", "Two years")


def test_where_both_change_one_line_both_texts_stay(
    ada_page: Page, ben_page: Page, served: str, plan: Document
) -> None:
    address = f"{served}/documents/{plan.pk}/text"
    ada_page.goto(address)
    ben_page.goto(address)
    written(ada_page, address, "leavers", "churners")
    written(ben_page, address, "leavers", "quitters")
    ada_page.get_by_role("button", name="Save").click()
    ada_page.wait_for_url(f"**/documents/{plan.pk}")
    ben_page.get_by_role("button", name="Save").click()
    expect(ben_page.locator("[role=alert]")).to_contain_text("changed the same lines meanwhile")
    expect(ben_page.locator(".theirs").first).to_contain_text("churners")
    expect(ben_page.locator("#text")).to_have_value(TEXT.replace("leavers", "quitters"))
    written(ben_page, address, "quitters", "churners and quitters")
    ben_page.get_by_role("button", name="Save").click()
    ben_page.wait_for_url(f"**/documents/{plan.pk}")
    plan.refresh_from_db()
    assert "churners and quitters" in plan.text
    assert [one.number for one in plan.versions.order_by("number")] == [1, 2, 3]


def test_a_quote_is_chosen_shown_live_and_frozen(
    ada_page: Page, served: str, plan: Document, kite: Any, ada: Any
) -> None:
    task = Task.create(kite, title="Fold the wings", by=ada)
    ada_page.goto(f"{served}/documents/{plan.pk}/text")
    # They come after the page; a key pressed before would be only a letter.
    ada_page.evaluate("() => Promise.all([import('assay/slash'), import('assay/quoting')]).then(() => true)")
    area = ada_page.locator("#text")
    area.press("Control+End")
    area.press("Enter")
    area.press("Enter")
    area.press_sequentially("/quote a task")
    expect(ada_page.locator("#slash-list")).to_be_visible()
    area.press("Enter")
    area.press_sequentially("fold")
    expect(ada_page.locator("#quoting-list")).to_contain_text("Fold the wings")
    area.press("Enter")
    expect(area).to_have_value(f"{TEXT}\n\n{{{{task {task.key}}}}}")
    ada_page.get_by_role("button", name="Save").click()
    quote = ada_page.locator("figure.quote")
    expect(quote).to_contain_text("live, as of")
    task.assign(ada, by=ada)
    expect(quote).to_contain_text("Ada Lovelace")
    quote.get_by_role("button").click()
    ada_page.get_by_role("button", name="Freeze it as it is now").click()
    expect(ada_page.locator("figure.quote.is-frozen")).to_contain_text("frozen by Ada Lovelace")


def test_a_passage_is_quoted_in_a_comment(ada_page: Page, served: str, plan: Document) -> None:
    ada_page.goto(f"{served}/documents/{plan.pk}")
    offered = ada_page.locator("[data-quote-passage]")
    expect(offered).to_be_hidden()
    ada_page.locator("[data-passages] p").nth(1).select_text()
    offered.click()
    expect(ada_page.locator("#comment-text")).to_have_value("> Find leavers.\n\n")
    ada_page.locator("#comment-text").press_sequentially("All of them?")
    ada_page.locator("#comment").get_by_role("button", name="Comment").click()
    expect(ada_page.locator("#comments ol")).to_contain_text("All of them?")
    expect(ada_page.locator("#comment-text")).to_have_value("")
