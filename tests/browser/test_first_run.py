"""From the owner's link to the first own run on the screen: few clicks, no manual, nothing reloaded by hand."""

import json
import re
import urllib.request
from typing import Any

from playwright.sync_api import Page, expect

from assay.accounts.first import make_first_owner
from assay.projects.models import Project

MOST_CLICKS = 12


class Counted:
    """A page on which each press of the mouse or of Enter counts, choosing a field as well."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, role: Any, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=True).click()

    def write(self, label: str, text: str) -> None:
        self.clicks += 1
        field = self.page.get_by_label(label)
        field.click()
        field.fill(text)


def test_a_newcomer_sees_their_first_run_after_few_clicks(served: str, page: Page) -> None:
    made = make_first_owner("Our workspace")
    assert made is not None
    page.goto(f"/welcome/{made[1]}")
    hand = Counted(page)
    hand.write("Your name", "Nia Newcomer")
    hand.write("E-mail", "nia@example.org")
    hand.write("Password", "a rather long password")
    hand.click("button", "Enter")
    page.get_by_label("Name").fill("Churn")  # the field has the focus, one only types
    expect(page.get_by_label("Name")).to_be_focused()
    hand.click("button", "Create project")
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()
    hand.click("button", "Make a token and fill it in")
    lines = page.get_by_label("Three lines of Python")
    expect(lines).to_have_value(re.compile(r'"assay_[\w-]{20,}"'))
    hand.click("button", "Copy the lines")
    expect(page.get_by_text("Waiting for the first run")).to_be_visible()
    log_a_run(served, lines.input_value())
    expect(page.get_by_text("The first run is here")).to_be_visible()
    expect(page.get_by_text("2 of 4 done")).to_be_visible()
    assert lines.input_value().count("assay_") == 1, "the token must stay on the screen until it was copied"
    assert hand.clicks <= MOST_CLICKS
    assert Project.objects.get().tasks.filter(runs__name="first").exists()


def log_a_run(address: str, lines: str) -> None:
    """Do what the MLflow client does with the three lines: find the experiment, begin a run, log into it, end it."""
    found = re.search(r'"(assay_[\w-]+)".*set_experiment\("([^"]+)"\)', lines, re.DOTALL)
    assert found
    say = Caller(address, found[1])
    group = say("GET", f"experiments/get-by-name?experiment_name={found[2]}")["experiment"]["experiment_id"]
    run = say("POST", "runs/create", experiment_id=group, run_name="first")["run"]["info"]["run_id"]
    point = {"key": "accuracy", "value": 0.9, "timestamp": 1_700_000_000_000, "step": 0}
    say("POST", "runs/log-batch", run_id=run, metrics=[point])
    say("POST", "runs/update", run_id=run, status="FINISHED")


class Caller:
    def __init__(self, address: str, token: str) -> None:
        self.base = f"{address}/api/2.0/mlflow/"
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def __call__(self, method: str, path: str, **body: Any) -> Any:
        data = json.dumps(body).encode() if body else None
        request = urllib.request.Request(self.base + path, data, self.headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
