"""A nine-day idea becomes two tasks: in the dialog of the board, by hand and by key."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from assay.tasks.models import Task


def test_a_nine_day_idea_is_split_where_it_was_written(ada_page: Page, served: str, ada: Any, kite: Any) -> None:
    page = ada_page
    page.goto(f"{served}/projects/KITE/board")
    page.keyboard.press("c")
    dialog = page.locator("#dialog")
    dialog.get_by_label("Title").first.fill("Build the features")
    dialog.get_by_label("Estimate, days").fill("9")
    dialog.get_by_role("button", name="Create task").click()
    expect(dialog.get_by_label("Title of part 2")).to_have_value("Build the features, part 2")
    expect(dialog.locator("[data-sum-shown]")).to_have_text("9")
    dialog.get_by_label("Days of part 2").fill("3")
    expect(dialog.locator("[data-sum-shown]")).to_have_text("8")
    dialog.get_by_role("button", name="Add a part").click()
    dialog.get_by_label("Title of part 3").fill("Write it up")
    dialog.get_by_label("Days of part 3").fill("1")
    dialog.get_by_role("button", name="Split into these tasks").click()
    expect(dialog).not_to_be_visible()
    expect(page.locator(".card", has_text="Write it up")).to_be_visible()
    made = Task.objects.filter(title__in=["Build the features", "Build the features, part 2", "Write it up"])
    assert [task.estimate_days for task in made.order_by("number")] == [5, 3, 1]


def test_a_task_is_split_from_its_menu_and_the_page_lists_its_parts(
    ada_page: Page, served: str, ada: Any, kite: Any
) -> None:
    task = Task.create(kite, title="Tune the tail", by=ada, estimate_days=None)
    page = ada_page
    page.goto(f"{served}/tasks/{task.key}")
    page.keyboard.press(".")
    page.get_by_text("Split into parts").click()
    page.get_by_label("Days of part 1").fill("2")
    page.get_by_label("Days of part 2").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog").get_by_text(re.compile("5 days at most"))).to_be_visible()
    page.get_by_label("Days of part 2").fill("4")
    page.keyboard.press("Enter")
    expect(page.locator("#split-parts")).to_contain_text("0 of 2 done, 0 of 6 d")
