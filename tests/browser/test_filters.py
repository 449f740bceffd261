"""The filter of tasks by keys alone, and what the palette offers."""

from typing import Any

from playwright.sync_api import Page, Route, expect

from assay.tasks.models import Task


def filled(kite: Any, ada: Any, ben: Any) -> tuple[Task, Task]:
    mine = Task.create(kite, title="Tune the tail", by=ada, assignee=ada)
    return mine, Task.create(kite, title="Paint the nose", by=ada, assignee=ben)


def test_a_filter_is_written_with_offered_keys_and_values(
    ada_page: Page, served: str, kite: Any, ada: Any, ben: Any
) -> None:
    mine, other = filled(kite, ada, ben)
    ada_page.goto(f"{served}/projects/KITE/board")
    ada_page.keyboard.press("/")
    field = ada_page.locator("#filter")
    expect(field).to_be_focused()
    ada_page.keyboard.type("ass")
    expect(ada_page.get_by_role("option")).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "true")
    ada_page.keyboard.press("Tab")
    expect(field).to_have_value("assignee:")
    expect(ada_page.get_by_role("option").first).to_contain_text("me")
    ada_page.keyboard.press("ArrowDown")
    ada_page.keyboard.press("Enter")
    expect(field).to_have_value("assignee:me ")
    ada_page.keyboard.press("Enter")
    expect(ada_page.locator(f"#task-{other.pk}")).to_have_count(0)
    expect(ada_page.locator(f"#task-{mine.pk}")).to_be_visible()
    assert "filter=assignee%3Ame" in ada_page.url
    ada_page.go_back()
    expect(ada_page.locator(f"#task-{other.pk}")).to_be_visible()


def test_a_bad_filter_is_mended_by_one_link(ada_page: Page, served: str, kite: Any, ada: Any, ben: Any) -> None:
    mine, other = filled(kite, ada, ben)
    ada_page.goto(f"{served}/projects/KITE/tasks")
    ada_page.locator("#filter").fill("asignee:me")
    ada_page.keyboard.press("Enter")
    expect(ada_page.get_by_role("alert")).to_contain_text("is not a key")
    expect(ada_page.locator("#filter")).to_have_value("asignee:me")
    ada_page.get_by_role("link", name="Did you mean assignee:me?").click()
    expect(ada_page.locator(f"#row-{mine.pk}")).to_be_visible()
    expect(ada_page.locator(f"#row-{other.pk}")).to_have_count(0)


def test_the_palette_offers_what_fits_the_focused_card(
    ada_page: Page, served: str, kite: Any, ada: Any, ben: Any
) -> None:
    mine, _other = filled(kite, ada, ben)
    ada_page.goto(f"{served}/projects/KITE/board")
    ada_page.locator(f"#task-{mine.pk} a").first.focus()
    ada_page.keyboard.press("Control+k")
    palette = ada_page.get_by_role("combobox", name="Search or jump to")
    expect(palette).to_be_focused()
    expect(ada_page.get_by_role("option", name=f"Move {mine.key}")).to_be_visible()
    ada_page.keyboard.type("theme dark")
    ada_page.keyboard.press("Enter")
    expect(ada_page.locator("html")).to_have_attribute("data-theme", "dark")


def test_two_keys_in_a_row_go_to_a_place(ada_page: Page, served: str, kite: Any) -> None:
    ada_page.goto(f"{served}/projects/KITE/board")
    ada_page.keyboard.press("g")
    ada_page.keyboard.press("o")
    ada_page.wait_for_url(f"{served}/projects/KITE/")


def test_enter_takes_the_one_value_that_fits(ada_page: Page, served: str, kite: Any) -> None:
    ada_page.goto(f"{served}/projects/KITE/board")
    field = ada_page.locator("#filter")
    field.press_sequentially("phase:model")
    expect(ada_page.get_by_role("option")).to_have_count(1)
    ada_page.keyboard.press("Enter")
    expect(field).to_have_value("phase:Modeling ")
    ada_page.keyboard.press("Enter")
    ada_page.wait_for_url("**filter=phase%3AModeling**")


def test_what_was_typed_before_the_offers_came_is_looked_at_when_they_do(
    ada_page: Page, served: str, kite: Any
) -> None:
    held: list[Route] = []
    ada_page.route("**/js/filter*.js", lambda route: held.append(route))  # noqa: PLW0108  playwright marks the function it is given
    with ada_page.expect_request("**/js/filter*.js"):
        ada_page.goto(f"{served}/projects/KITE/board")
    ada_page.locator("#filter").press_sequentially("phase:model")
    expect(ada_page.get_by_role("option")).to_have_count(0)
    held[0].continue_()
    expect(ada_page.get_by_role("option")).to_have_count(1)
