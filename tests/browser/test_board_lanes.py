"""Lanes, density, and news of others on the board, in a real browser."""

from typing import Any

from playwright.sync_api import Page, expect
from tests.browser.test_board import card, drag, make, open_board

from assay.tasks.models import Task


def test_a_card_dragged_into_another_phase_is_of_that_phase(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    Task.objects.all().delete()
    task, phase = make(kite, "Roam", ada), kite.phases.in_order()[1]
    open_board(ada_page, served, "?lanes=phase")
    with ada_page.expect_response("**/column") as answered:
        drag(ada_page, card(ada_page, task), f"#cell-{task.column_id}-{phase.pk}")
    assert answered.value.status == 204
    expect(ada_page.locator("#toasts")).to_contain_text(f"is now in {phase.name}")
    task.refresh_from_db()
    assert task.phase == phase


def test_a_lane_folds_and_unfolds_by_keys(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    task = make(kite, "Fold me", ada)
    open_board(ada_page, served)
    ada_page.get_by_role("button", name="Fold Ada").focus()
    ada_page.keyboard.press("Enter")
    expect(ada_page.locator(f"#task-{task.pk}")).to_have_count(0)
    expect(ada_page.get_by_role("button", name="Unfold Ada")).to_be_focused()
    ada_page.keyboard.press("Enter")
    expect(ada_page.locator(f"#task-{task.pk}")).to_be_visible()


def test_a_view_is_named_by_what_is_typed_at_once(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    open_board(ada_page, served, "?lanes=phase")
    ada_page.get_by_role("button", name="Save view").press("Enter")
    expect(ada_page.locator("#new-view")).to_be_focused()
    ada_page.keyboard.type("My phases")
    ada_page.keyboard.press("Enter")
    expect(ada_page.get_by_role("link", name="My phases")).to_be_visible()


def test_density_changes_by_one_key_without_loading(ada_page: Page, served: str, kite: Any) -> None:
    open_board(ada_page, served)
    ada_page.evaluate("window.isSame = true")
    ada_page.keyboard.press("Shift+D")
    expect(ada_page.locator("html")).to_have_attribute("data-density", "compact")
    expect(ada_page.locator("#person-menu [value=compact]")).to_have_attribute("aria-pressed", "true")
    ada_page.get_by_role("button", name="Density of rows").click()
    expect(ada_page.locator("html")).to_have_attribute("data-density", "comfortable")
    assert ada_page.evaluate("window.isSame")


def test_a_card_that_others_move_keeps_the_focus_and_is_announced(
    ada_page: Page, served: str, kite: Any, ada: Any, ben: Any
) -> None:
    task = make(kite, "Move me", ada)
    open_board(ada_page, served)
    link = ada_page.locator(f"#task-{task.pk}").get_by_role("link", name="Move me")
    link.focus()
    task.move_to(kite.columns.get(name="Waiting"), by=ben)
    expect(ada_page.locator("#announcer")).to_contain_text(f"{task.key} moved to Waiting, Ada")
    expect(link).to_be_focused()


def test_news_wait_while_a_card_is_in_the_hand(ada_page: Page, served: str, kite: Any, ada: Any, ben: Any) -> None:
    held, other = make(kite, "Held", ada), make(kite, "Other", ada)
    open_board(ada_page, served)
    taken = ada_page.locator(f"#task-{held.pk}").bounding_box()
    assert taken
    ada_page.mouse.move(taken["x"] + 40, taken["y"] + 8)
    ada_page.mouse.down()
    ada_page.mouse.move(taken["x"] + 60, taken["y"] + 20, steps=4)
    expect(ada_page.locator(".is-dragged").first).to_be_visible()
    with ada_page.expect_event("console", lambda said: said.text == "news"):
        ada_page.evaluate(
            """new EventSource("/live?topic=" + document.querySelector("#board").dataset.live)
              .addEventListener("message", () => console.log("news"))"""
        )
        other.move_to(kite.columns.get(name="Waiting"), by=ben)
    waiting = f"#cell-{kite.columns.get(name='Waiting').pk}-{ada.pk}"
    assert ada_page.locator(waiting).locator(f"#task-{other.pk}").count() == 0
    ada_page.keyboard.press("Escape")
    ada_page.mouse.up()
    expect(ada_page.locator(waiting).locator(f"#task-{other.pk}")).to_be_visible()


def test_eight_columns_are_chosen_within_the_width_of_a_phone(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    for number in range(8 - kite.columns.count()):
        kite.add_column(name=f"Stage {number}", state="waiting", limit=None, by=ada)
    ada_page.set_viewport_size({"width": 360, "height": 740})
    open_board(ada_page, served)
    expect(ada_page.locator(".board-cols label")).to_have_count(8)
    assert ada_page.evaluate("document.documentElement.scrollWidth") <= 360
