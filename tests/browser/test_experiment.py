"""An experiment from its first line to its lesson, judged by runs that come in over the real protocol."""

import json
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assay.tasks.models import Task

START = 1_700_000_000_000


class Script:
    """What a training script sends: the calls of an MLflow client, as plain HTTP."""

    def __init__(self, address: str, token: str, experiment: str) -> None:
        self._address, self._token = address, token
        found = self.call("GET", f"experiments/get-by-name?experiment_name={experiment}")
        self._experiment = found["experiment"]["experiment_id"]

    def call(self, method: str, path: str, said: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        body = None if said is None else json.dumps(said).encode()
        address = f"{self._address}/api/2.0/mlflow/{path}"
        with urllib.request.urlopen(urllib.request.Request(address, body, headers, method=method)) as answer:
            return json.load(answer)

    def start(self, name: str) -> str:
        said = {"experiment_id": self._experiment, "run_name": name, "start_time": START}
        return str(self.call("POST", "runs/create", said)["run"]["info"]["run_id"])

    def log(self, run: str, key: str, values: list[float]) -> None:
        points = [{"key": key, "value": one, "timestamp": START + at, "step": at} for at, one in enumerate(values, 1)]
        self.call("POST", "runs/log-batch", {"run_id": run, "metrics": points})

    def finish(self, run: str) -> None:
        self.call("POST", "runs/update", {"run_id": run, "status": "FINISHED", "end_time": START + 60_000})


@pytest.fixture
def task(kite: Any, ada: Any) -> Task:
    return Task.create(kite, title="Tenure features", by=ada, kind="experiment", assignee=ada)


@pytest.fixture
def script(served: str, ada_token: str, task: Task) -> Script:
    return Script(served, ada_token, task.key)


def write_plan(page: Page, served: str, task: Task, *, criteria: str, stops: str = "") -> None:
    page.goto(f"{served}/tasks/{task.key}")
    page.get_by_label("Hypothesis").fill("If we add tenure, f1 rises.")
    page.get_by_label("Success criteria, one per line").fill(criteria)
    page.get_by_label("Stop conditions, one per line").fill(stops)
    page.get_by_label("Baseline numbers, one per line").fill("f1 = 0.8")
    page.get_by_role("button", name="Save plan").click()


def start(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_text("Started; the plan is locked")).to_be_visible()


def test_a_criterion_that_cannot_be_read_shows_its_place(ada_page: Page, served: str, task: Task) -> None:
    write_plan(ada_page, served, task, criteria="f1 >= 0.85 on test\nf1 >= 0,9")
    field = ada_page.get_by_label("Success criteria, one per line")
    expect(ada_page.locator(".field__error")).to_contain_text("Line 2, column 8")
    expect(ada_page.locator(".field__error code u")).to_have_text(",9")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("f1 >= 0.85 on test\nf1 >= 0,9")
    expect(ada_page.get_by_label("Hypothesis")).to_have_value("If we add tenure, f1 rises.")


def test_lines_are_read_and_names_completed_while_one_types(
    ada_page: Page, served: str, task: Task, script: Script
) -> None:
    script.log(script.start("first"), "test_accuracy", [0.8])
    ada_page.goto(f"{served}/tasks/{task.key}")
    ada_page.get_by_label("Baseline numbers, one per line").fill("test_accuracy = 0.8")
    lines = ada_page.get_by_label("Success criteria, one per line")
    lines.press_sequentially("test_a")
    expect(ada_page.get_by_role("option", name="test_accuracy")).to_be_visible()
    lines.press("ArrowDown")
    lines.press("Enter")
    lines.press_sequentially(">= baseline + 5%")
    lines.press("Escape")
    expect(ada_page.get_by_text("baseline .800 + 5 % = .840")).to_be_visible()
    lines.press_sequentially(" on on")
    expect(ada_page.get_by_text("Line 1, column")).to_be_visible()


def test_the_start_locks_the_plan(ada_page: Page, served: str, task: Task) -> None:
    write_plan(ada_page, served, task, criteria="f1 >= baseline + 2 pp on test")
    start(ada_page)
    expect(ada_page.get_by_role("button", name="Save plan")).to_have_count(0)
    expect(ada_page.locator("#verdict")).to_contain_text("f1 >= baseline + 2 pp on test")
    task.refresh_from_db()
    assert task.column.name == "In progress"


def test_a_run_turns_the_open_page_to_met_without_a_reload(
    ada_page: Page, served: str, task: Task, script: Script
) -> None:
    write_plan(ada_page, served, task, criteria="f1 >= baseline + 2 pp on test")
    start(ada_page)
    ada_page.evaluate("window.untouched = true")
    run = script.start("tenure")
    script.log(run, "test_f1", [0.7, 0.8, 0.86])
    expect(ada_page.locator("#verdict")).to_contain_text("Not proven")
    expect(ada_page.locator("#results")).to_contain_text(".86")
    script.finish(run)
    expect(ada_page.locator("#verdict")).to_have_class("verdict is-met")
    assert ada_page.evaluate("window.untouched")
    ada_page.goto(f"{served}/projects/KITE/board")
    expect(ada_page.locator(f"#task-{task.pk} .crit")).to_contain_text("Met")


def test_a_stop_condition_fires_on_the_screen_and_says_what_to_do(
    ada_page: Page, served: str, task: Task, script: Script
) -> None:
    write_plan(
        ada_page,
        served,
        task,
        criteria="f1 >= 0.85 on test",
        stops="f1 < 0.5 on test after 3 epochs -> lower the learning rate",
    )
    start(ada_page)
    script.log(script.start("wild"), "test_f1", [0.3, 0.2, 0.1])
    fired = ada_page.locator("#verdict .verdict__row.is-not-met", has_text="lower the learning rate")
    expect(fired).to_be_visible()
    expect(ada_page.locator("#task-feed")).to_contain_text("Stop condition fired")


def test_an_experiment_ends_with_a_lesson(ada_page: Page, served: str, task: Task, script: Script, ada: Any) -> None:
    task.add_checks(["Freeze the data", "Train three seeds"], by=ada)
    write_plan(ada_page, served, task, criteria="f1 >= 0.85 on test")
    start(ada_page)
    run = script.start("good enough")
    script.log(run, "test_f1", [0.9])
    script.finish(run)
    ada_page.get_by_role("checkbox", name="Train three seeds").check()
    expect(ada_page.locator("#checklist")).to_contain_text("1 of 2")
    ada_page.locator("#conclusion").get_by_text("Success", exact=True).click()
    close = ada_page.locator("#conclusion").get_by_role("button", name="Close experiment")
    close.click()
    expect(ada_page.get_by_text("Write what you learned; a failure teaches most.")).to_be_visible()
    expect(ada_page.locator("#conclusion [role=alert]")).to_be_focused()
    expect(ada_page.locator("#conclusion [role=alert]")).to_be_in_viewport()
    ada_page.get_by_label("What we learned").fill("Tenure matters more than usage.")
    ada_page.locator("#conclusion").get_by_text("Keep", exact=True).click()
    ada_page.get_by_label("Why keep or discard it").fill("It is small.")
    ada_page.get_by_label("Next step").first.fill("Wrap it as a service")
    ada_page.locator("#conclusion").get_by_role("button", name="Close experiment").click()
    expect(ada_page.get_by_text(f"{task.key} is closed")).to_be_visible()
    expect(ada_page.locator("#conclusion")).to_contain_text("Tenure matters more than usage.")
    expect(ada_page.locator("#conclusion").get_by_role("link", name="Wrap it as a service")).to_be_visible()
    task.refresh_from_db()
    assert task.column.name == "Done"
