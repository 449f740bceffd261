"""The table of runs as a browser uses it: filter with completion, ticks by keys, columns, comparison."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assay.runs.tests.logged import logged_run
from assay.tasks.models import Task


@pytest.fixture
def runs(kite: Any, ada: Any) -> list[Any]:
    task = Task.create(kite, title="Tenure features", by=ada, kind="experiment", assignee=ada)
    return [
        logged_run(
            ada,
            task=task,
            name=f"try-{number}",
            params={"lr": f"0.{number}", "depth": str(number)},
            metrics={"val/f1": [0.1, 0.5 + number / 100], "loss": [3.0, 1.0 + number]},
        )
        for number in range(1, 6)
    ]


def rows(page: Page) -> Any:
    return page.locator("#runs tbody tr")


def test_a_filter_is_completed_and_sent(ada_page: Page, served: str, runs: list[Any]) -> None:
    ada_page.goto(f"{served}/projects/KITE/runs")
    ada_page.keyboard.press("/")
    ada_page.keyboard.type("f1")
    expect(ada_page.get_by_role("option", name="metrics.val/f1")).to_be_visible()
    ada_page.keyboard.press("Tab")
    ada_page.keyboard.type("> 0.535")
    ada_page.keyboard.press("Enter")
    expect(rows(ada_page)).to_have_count(2)
    expect(ada_page.get_by_role("searchbox").or_(ada_page.locator("[name=filter]"))).to_have_value(
        "metrics.`val/f1` > 0.535"
    )


def test_rows_are_ticked_by_keys_and_compared(ada_page: Page, served: str, runs: list[Any]) -> None:
    ada_page.goto(f"{served}/projects/KITE/runs")
    expect(ada_page.get_by_role("button", name="Compare")).to_be_hidden()
    for key in ("j", "x", "j", "j", "Shift+X"):
        ada_page.keyboard.press(key)
    expect(ada_page.get_by_text("3 selected")).to_be_visible()
    ada_page.get_by_role("button", name="Compare").click()
    expect(ada_page.get_by_role("heading", name="3 runs compared")).to_be_visible()
    numbers = ",".join(str(run.number) for run in sorted(runs, key=lambda run: -run.number)[:3])
    assert f"runs={numbers}" in ada_page.url.replace("%2C", ",")
    ada_page.get_by_label("Logarithmic").check()
    expect(ada_page).to_have_url(re.compile("log=on"))


def test_columns_are_moved_taken_off_and_remembered(ada_page: Page, served: str, runs: list[Any]) -> None:
    ada_page.goto(f"{served}/projects/KITE/runs")
    ada_page.get_by_role("link", name="Columns").click()
    dialog = ada_page.get_by_role("dialog")
    dialog.get_by_role("button", name="Move loss up").click()
    dialog.get_by_label("depth params").uncheck()
    dialog.get_by_placeholder("Find a column").fill("branch")
    dialog.get_by_label("Branch", exact=True).check()
    dialog.get_by_role("button", name="Show these columns").last.click()
    heads = ada_page.locator("#runs thead th[scope=col]")
    expect(heads.filter(has_text="Branch")).to_be_visible()
    expect(heads.filter(has_text="depth")).to_have_count(0)
    ada_page.reload()
    expect(heads.filter(has_text="Branch")).to_be_visible()


def test_the_links_that_mlflow_prints_lead_to_the_run_and_to_the_card(
    ada_page: Page, served: str, runs: list[Any]
) -> None:
    run = runs[0]
    printed = f"#/experiments/{run.group_id}"
    for base in ("/", "/p/KITE/", f"/p/KITE/{run.task.key}/"):
        ada_page.goto(f"{served}{base}{printed}/runs/{run.uid}")
        expect(ada_page).to_have_url(f"{served}/runs/{run.uid}")
        ada_page.goto(f"{served}{base}{printed}")
        expect(ada_page).to_have_url(f"{served}/tasks/{run.task.key}")


def test_on_a_phone_runs_keep_their_names_and_the_dialog_of_columns_its_foot(
    ada_page: Page, served: str, runs: list[Any]
) -> None:
    ada_page.set_viewport_size({"width": 360, "height": 640})
    ada_page.goto(f"{served}/projects/KITE/runs")
    expect(ada_page.get_by_role("link", name="try-3")).to_be_visible()
    expect(ada_page.locator("#runs .runs__label").first).to_be_visible()
    ada_page.get_by_role("link", name="Columns").click()
    dialog = ada_page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Show these columns").last).to_be_in_viewport(ratio=1)
    scrolling = """them => them.filter(one => one.scrollHeight > one.clientHeight + 1
        && /auto|scroll/.test(getComputedStyle(one).overflowY)).map(one => one.className)"""
    assert dialog.locator("*").evaluate_all(scrolling) == ["dialog__body"]
