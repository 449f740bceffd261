"""The facts of a project are edited where they stand, while others change the rest of the page."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from playwright.sync_api import Page, expect

from assay.projects.models import Project


def test_a_fact_becomes_a_form_and_back_without_leaving_the_page(kite: Project, ada_page: Page, served: str) -> None:
    ada_page.goto(f"{served}/projects/KITE/")
    ada_page.get_by_role("link", name="Say in one line where it stands").press("Enter")
    field = ada_page.get_by_label("Where it stands, in one line")
    expect(field).to_be_focused()
    field.fill("Waiting for wind.")
    field.press("Enter")
    expect(ada_page.locator("#fact-status")).to_contain_text("Waiting for wind.")
    again = ada_page.get_by_role("link", name="Edit the status")
    expect(again).to_be_focused()
    again.press("Enter")
    ada_page.get_by_role("link", name="Cancel").click()
    expect(ada_page.locator("#fact-status form")).to_have_count(0)
    expect(ada_page).to_have_url(f"{served}/projects/KITE/")


def test_an_open_form_stays_while_somebody_else_changes_another_fact(
    kite: Project, ada: Any, ada_page: Page, served: str
) -> None:
    ada_page.goto(f"{served}/projects/KITE/")
    ada_page.get_by_role("link", name="Edit the goal").press("Enter")
    ada_page.get_by_label("Goal in one sentence").fill("Half a thought")
    ada_page.locator("h1").click()
    kite.edit(version=1, by=ada, status="Flying.", proxy_trap="Height is not lift.")
    expect(ada_page.locator("#fact-status")).to_contain_text("Flying.")
    expect(ada_page.locator("#fact-proxy-trap")).to_contain_text("Height is not lift.")
    expect(ada_page.get_by_label("Goal in one sentence")).to_have_value("Half a thought")
    ada_page.get_by_role("button", name="Save").click()
    expect(ada_page.locator("#fact-goal p")).to_have_text("Half a thought")


def test_the_lower_half_comes_by_itself_and_is_a_page_without_javascript(
    kite: Project, ada_client: Client, page_of: Callable[..., Page]
) -> None:
    page = page_of(ada_client)
    page.goto("/projects/KITE/")
    expect(page.locator("#below").get_by_role("heading", name="Activity")).to_be_visible()
    plain = page_of(ada_client, java_script_enabled=False)
    plain.goto("/projects/KITE/")
    plain.get_by_role("link", name="Deliverables, results, decisions and activity").click()
    expect(plain.get_by_role("heading", name="Activity")).to_be_visible()
    plain.goto("/projects/KITE/")
    plain.locator("#fact-goal a").click()
    plain.get_by_label("Goal in one sentence").fill("Fly.")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator("#fact-goal")).to_contain_text("Fly.")
