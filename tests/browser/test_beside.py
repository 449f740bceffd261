"""A task beside the board and many cards at once: by keys, on a phone, without a script, and when things go wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.test_board import card, cell, column_of, drag, make, open_board

from assay.tasks.models import Task

STILL = """() => new Promise(requestAnimationFrame)
  .then(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))))"""
PHONE = {"width": 360, "height": 740}


def beside(page: Page) -> Any:
    return page.locator("#beside")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.closest('[data-walk]')?.id || ''"))


def findings_in_both_themes(page: Page, axe: Callable[[], list[str]]) -> list[str]:
    """Look when nothing moves any more, or axe would meet colours half way from one theme to the other."""
    found = []
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        page.evaluate(STILL)
        found += axe()
    return found


def tab_to(page: Page, name: str) -> None:
    for _step in range(60):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_task_is_made_opened_moved_given_and_commented_by_keys_alone(
    ada_page: Page, served: str, kite: Any, ben: Any
) -> None:
    page, keys = ada_page, ada_page.keyboard
    open_board(page, served)
    keys.press("c")
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()
    keys.type("Made by keys")
    keys.press("Control+Enter")
    expect(page.get_by_role("link", name="Made by keys")).to_be_visible()
    task = Task.objects.filter(title="Made by keys")[0]
    for _step in range(30):
        keys.press("j")
        if focused(page) == f"task-{task.pk}":
            break
    keys.press("Enter")
    expect(page.locator("#beside-key")).to_be_focused()
    assert page.url.endswith(f"?task={task.key}")
    keys.press("m")
    expect(page.get_by_role("dialog").get_by_label("Column")).to_be_focused()
    keys.type("Waiting")
    keys.press("Control+Enter")
    expect(page.locator(cell(task, "Waiting")).locator(f"#task-{task.pk}")).to_be_visible()
    expect(beside(page).locator("#task-facts")).to_contain_text("Waiting")
    tab_to(page, "comment-text")
    keys.type("Said by keys")
    keys.press("Control+Enter")
    expect(beside(page).locator("#task-feed")).to_contain_text("Said by keys")
    keys.press("Escape")
    expect(page.locator("#beside-key")).to_be_focused()
    keys.press("Escape")
    expect(beside(page)).to_be_hidden()
    page.wait_for_function("id => document.activeElement.closest('[data-walk]')?.id === id", arg=f"task-{task.pk}")
    assert "task=" not in page.url
    keys.press("x")
    keys.press("a")
    expect(page.get_by_role("dialog").get_by_label("Assignee")).to_be_focused()
    keys.type("Ben")
    keys.press("Control+Enter")
    expect(page.locator(cell(task, "Waiting", ben)).locator(f"#task-{task.pk}")).to_be_visible()
    keys.press("z")
    expect(page.locator(cell(task, "Waiting")).locator(f"#task-{task.pk}")).to_be_visible()


def test_the_address_says_which_task_is_open_and_news_leave_alone_what_is_typed(
    ada_page: Page, served: str, kite: Any, ada: Any, ben: Any, axe: Callable[[], list[str]]
) -> None:
    page = ada_page
    first, second = make(kite, "The first", ada), make(kite, "The second", ada)
    page.goto(f"{served}/projects/KITE/board?task={first.key}")
    expect(beside(page).get_by_role("heading", name="The first")).to_be_visible()
    page.get_by_label("Comment", exact=True).fill("Half a sen")
    first.comment("Somebody else was faster", by=ben)
    expect(beside(page).locator("#task-feed")).to_contain_text("Somebody else was faster")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Half a sen")
    card(page, second).get_by_role("link", name="The second").click()
    expect(beside(page).get_by_role("heading", name="The second")).to_be_visible()
    assert page.url.endswith(f"task={second.key}")
    page.locator("#beside-key").focus()
    page.keyboard.press("k")
    expect(beside(page).get_by_role("heading", name="The first")).to_be_visible()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Half a sen")
    assert findings_in_both_themes(page, axe) == []
    page.goto(f"{served}/projects/KITE/board")
    card(page, first).get_by_role("link", name="The first").click()
    expect(beside(page)).to_be_visible()
    page.go_back()
    expect(beside(page)).to_be_hidden()
    page.go_forward()
    expect(beside(page).get_by_role("heading", name="The first")).to_be_visible()


def test_several_cards_are_ticked_and_moved_and_what_is_refused_is_said_and_stays_ticked(
    ada_page: Page, served: str, kite: Any, ada: Any, axe: Callable[[], list[str]]
) -> None:
    page, keys = ada_page, ada_page.keyboard
    tasks = [make(kite, f"Part {number}", ada) for number in range(3)]
    open_board(page, served)
    card(page, tasks[0]).get_by_role("link").first.focus()
    keys.press("x")
    keys.press("j")
    keys.press("j")
    keys.press("Shift+X")
    expect(page.locator("#selected")).to_contain_text("3 selected")
    keys.press("m")
    expect(page.get_by_role("dialog").get_by_label("Move to")).to_be_focused()
    keys.type("In progress")
    keys.press("Control+Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 moved to In progress, 2 refused")
    assert findings_in_both_themes(page, axe) == []
    keys.press("Escape")
    expect(page.locator("#selected")).to_contain_text("2 selected")
    assert axe() == []
    keys.press("m")
    expect(dialog.get_by_label("Move to")).to_be_focused()
    keys.type("Waiting")
    keys.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("2 moved to Waiting")
    expect(page.locator("#selected")).to_be_hidden()
    keys.press("z")
    expect(page.locator("#toasts")).to_contain_text("2 as they were before")
    assert [column_of(task) for task in tasks] == ["In progress", "To do", "To do"]


def test_on_a_phone_a_task_covers_the_board_and_cards_are_ticked_and_moved(
    page_of: Callable[..., Page], ada_client: Client, served: str, kite: Any, ada: Any
) -> None:
    page = page_of(ada_client, viewport=PHONE, has_touch=True)
    task = make(kite, "In the hand", ada)
    open_board(page, served)
    page.locator(".board-cols").get_by_text("To do").tap()
    card(page, task).get_by_role("link", name="In the hand").tap()
    expect(beside(page)).to_be_visible()
    box = beside(page).bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Close").tap()
    expect(beside(page)).to_be_hidden()
    card(page, task).get_by_role("checkbox").tap()
    page.locator("#selected").get_by_role("button", name="Move").tap()
    page.get_by_role("dialog").get_by_label("Move to").select_option("Waiting")
    page.get_by_role("dialog").get_by_role("button", name="Change").tap()
    expect(page.locator("#toasts")).to_contain_text("1 moved to Waiting")
    assert column_of(task) == "Waiting"


def test_without_javascript_a_card_leads_to_its_page_and_ticked_ones_are_moved(
    page_of: Callable[..., Page], ada_client: Client, served: str, kite: Any, ada: Any
) -> None:
    page = page_of(ada_client, java_script_enabled=False)
    tasks = [make(kite, f"Part {number}", ada) for number in range(2)]
    page.goto(f"{served}/projects/KITE/board")
    page.get_by_role("link", name="Part 0").click()
    expect(page).to_have_url(f"{served}/tasks/{tasks[0].key}")
    page.goto(f"{served}/projects/KITE/board")
    for task in tasks:
        page.get_by_label(f"Select {task.key}").check()
    page.locator("#selected").get_by_role("button", name="Move").click()
    page.get_by_label("Move to").select_option("Waiting")
    page.get_by_role("button", name="Change").click()
    expect(page.locator(cell(tasks[0], "Waiting", ada)).locator("article")).to_have_count(2)
    assert [column_of(task) for task in tasks] == ["Waiting", "Waiting"]


@pytest.mark.parametrize("fault", ["no network", "a busy server"])
def test_a_card_returns_and_says_what_to_do_when_the_server_cannot_be_reached(
    ada_page: Page, context: BrowserContext, served: str, kite: Any, ada: Any, fault: str
) -> None:
    page = ada_page
    task = make(kite, "Comes back", ada)
    open_board(page, served)
    if fault == "no network":
        context.set_offline(True)
    else:
        page.route("**/column", lambda route: route.fulfill(status=503, body="<html>Bad gateway</html>"))
    drag(page, card(page, task), cell(task, "Waiting", ada))
    expect(page.locator("#toasts")).to_contain_text("try again in a moment")
    expect(page.locator(cell(task, "To do", ada)).locator(f"#task-{task.pk}")).to_be_visible()
    assert column_of(task) == "To do"


def test_the_address_names_the_task_that_stands_there_when_another_one_does_not_come(
    ada_page: Page, served: str, kite: Any, ada: Any
) -> None:
    page = ada_page
    first, second = make(kite, "The first", ada), make(kite, "The second", ada)
    open_board(page, served)
    card(page, first).get_by_role("link", name="The first").click()
    expect(beside(page).get_by_role("heading", name="The first")).to_be_visible()
    page.route("**/beside", lambda route: route.fulfill(status=503, body="<html>Bad gateway</html>"))
    card(page, second).get_by_role("link", name="The second").click()
    expect(page.locator("#toasts")).to_contain_text("try again in a moment")
    expect(beside(page).get_by_role("heading", name="The first")).to_be_visible()
    expect(page).to_have_url(f"{served}/projects/KITE/board?task={first.key}")
    page.unroute("**/beside")
    page.route("**/beside", lambda route: route.fulfill(status=404, body="<p>Not here</p>"))
    card(page, second).get_by_role("link", name="The second").click()
    expect(page.locator("#toasts")).to_contain_text(f"There is no task {second.key}")
    expect(beside(page)).to_be_hidden()
    expect(page).to_have_url(f"{served}/projects/KITE/board")


def test_a_session_that_ended_leads_to_the_door_and_back_to_the_board(
    ada_page: Page, context: BrowserContext, served: str, kite: Any, ada: Any
) -> None:
    task = make(kite, "Comes back", ada)
    ada_page.route("**/live?*", lambda route: route.abort())  # news would lead to the door before the drag does
    open_board(ada_page, served)
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    drag(ada_page, card(ada_page, task), cell(task, "Waiting", ada))
    expect(ada_page).to_have_url(f"{served}/accounts/login/?next=%2Fprojects%2FKITE%2Fboard")
    assert column_of(task) == "To do"
