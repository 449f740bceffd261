"""Writing on the page of a task: what one types is looked at, kept, and never lost to what others do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from assay.documents.models import Document
from assay.tasks.models import Task

pytestmark = pytest.mark.browser


@pytest.fixture
def task(kite: Any, ada: Any) -> Task:
    task = Task.create(kite, title="Fold the wings", by=ada, description="Plan")
    task.add_checks(["Read", "Measure"], by=ada)
    return task


def opened(page: Page, served: str, task: Task) -> Page:
    page.goto(f"{served}/tasks/{task.key}")
    page.wait_for_function("() => document.querySelector('#comment')?.dataset.htmxPowered !== undefined")
    return page


def test_what_is_typed_can_be_looked_at_and_written_on(ada_page: Page, served: str, task: Task) -> None:
    page = opened(ada_page, served, task)
    page.locator("#comment-text").fill("bold")
    page.locator("#comment-text").select_text()
    page.keyboard.press("Control+b")
    expect(page.locator("#comment-text")).to_have_value("**bold**")
    page.locator("#comment").get_by_role("button", name="Preview").press("Enter")
    expect(page.locator("#comment [data-shown] strong")).to_have_text("bold")
    expect(page.locator("#comment-text")).to_be_hidden()
    page.locator("#comment").get_by_role("button", name="Write").press("Enter")
    expect(page.locator("#comment-text")).to_be_focused()


def test_a_draft_comes_back_until_it_is_saved_or_discarded(ada_page: Page, served: str, task: Task) -> None:
    page = opened(ada_page, served, task)
    page.locator("#comment-text").fill("Long thoughts")
    page.reload()
    expect(page.locator("#comment-text")).to_have_value("Long thoughts")
    expect(page.locator("[data-draft-note]")).to_contain_text("Draft from")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#comment-text")).to_have_value("")
    page.locator("#comment-text").fill("To be said")
    page.locator("#comment").get_by_role("button", name="Comment").click()
    expect(page.locator("#task-feed")).to_contain_text("To be said")
    opened(page, served, task)
    expect(page.locator("#comment-text")).to_have_value("")
    expect(page.locator("[data-draft-note]")).to_have_count(0)


def test_a_draft_outlives_an_expired_session_but_not_signing_out(
    ada_page: Page, served: str, task: Task, context: Any, sign_in: Callable[[Client], None], ada: Any
) -> None:
    page = opened(ada_page, served, task)
    page.locator("#comment-text").fill("Long thoughts")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("#comment").get_by_role("button", name="Comment").click()
    page.wait_for_url("**next=**")
    fresh = Client()
    fresh.force_login(ada.user)
    sign_in(fresh)
    opened(page, served, task)
    expect(page.locator("#comment-text")).to_have_value("Long thoughts")
    page.locator("[popovertarget=person-menu]").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda address: "/tasks/" not in address)
    assert page.evaluate("() => localStorage.getItem('assay-drafts')") is None


def test_what_others_change_leaves_alone_what_one_types(ada_page: Page, served: str, task: Task, ben: Any) -> None:
    page = opened(ada_page, served, task)
    first, second = task.checks.in_order()
    page.locator(f"#step-{first.pk} summary").click()
    page.locator(f"#step-{first.pk} input[name=text]").fill("Read it all")
    page.locator("#new-steps textarea").fill("Half a step")
    field = page.locator("#comment-text")
    field.fill("Half a comment")
    field.evaluate("field => field.setSelectionRange(2, 6)")
    second.tick(by=ben)
    first.rewrite("Read slowly", by=ben)
    task.comment("Me first", by=ben)
    expect(page.locator("#task-feed")).to_contain_text("Me first")
    expect(page.locator(f"#step-{second.pk}-done")).to_be_checked()
    expect(page.locator(f"#step-{first.pk} input[name=text]")).to_have_value("Read it all")
    expect(page.locator("#new-steps textarea")).to_have_value("Half a step")
    expect(field).to_have_value("Half a comment")
    expect(field).to_be_focused()
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [2, 6]
    page.locator(f"#step-{first.pk} input[name=text]").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Read slowly")
    expect(page.locator(f"#step-{first.pk} input[name=text]")).to_have_value("Read it all")
    page.locator(f"#step-{first.pk} input[name=text]").press("Enter")
    expect(page.locator(f"#step-{first.pk} label")).to_contain_text("Read it all")


def test_a_comment_is_quoted_and_rewritten_in_place(ada_page: Page, served: str, task: Task, ada: Any) -> None:
    comment = task.comment("Looks fine", by=ada)
    page = opened(ada_page, served, task)
    said = page.locator(f"#comment-{comment.pk}")
    said.get_by_role("button", name="Quote").click()
    expect(page.locator("#comment-text")).to_have_value("> Looks fine\n\n")
    said.get_by_role("link", name="Edit").click()
    page.locator("#rewritten").fill("Looks odd")
    page.keyboard.press("Control+Enter")
    expect(said).to_contain_text("Looks odd")
    said.get_by_role("button", name="Remove").click()
    expect(said).to_contain_text("This comment was removed.")
    page.locator("#toasts [data-undo]").last.click()
    expect(said).to_contain_text("Looks odd")


@pytest.mark.parametrize("lines", [2, 200])
def test_what_a_slash_offers_opens_at_the_line_of_the_cursor(
    ada_page: Page, served: str, kite: Any, ada: Any, lines: int
) -> None:
    document = Document.begin(kite, title="Plan", text="words\n" * lines, by=ada)
    ada_page.set_viewport_size({"width": 1440, "height": 1000})
    ada_page.goto(f"{served}/documents/{document.pk}/text")
    area = ada_page.locator("#text")
    area.press("Control+End")
    area.press("Enter")
    area.press_sequentially("/")
    expect(ada_page.locator("#slash-list")).to_be_visible()
    box, offered = area.bounding_box(), ada_page.locator("#slash-list").bounding_box()
    assert box is not None
    assert offered is not None
    # The cursor stands on the fourth line, or, as far as one scrolls, on the last line that is seen.
    line = box["y"] + 90 if lines == 2 else box["y"] + box["height"] - 20
    assert min(abs(offered["y"] - line), abs(offered["y"] + offered["height"] - line)) < 40
