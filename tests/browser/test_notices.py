"""Somebody is named in a comment: the bell of their open page counts it, and opening it marks it as read."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client
from django_q.models import OrmQ
from playwright.sync_api import Page, expect

from assay.kit.jobs import run
from assay.tasks.models import Task


def work() -> None:
    """Do what is queued, as the worker would that does not run here."""
    queued = list(OrmQ.objects.order_by("pk"))
    OrmQ.objects.all().delete()
    for one in queued:
        run(*one.task["args"])


def bell(page: Page) -> Any:
    return page.locator("#bell button")


def write(page: Page, task: Task, text: str) -> None:
    """Write a comment that begins with the first of the names offered for what is typed."""
    page.goto(f"/tasks/{task.key}")
    field = page.get_by_label("Comment", exact=True)
    field.press_sequentially("Ask @ad")
    offered = page.get_by_role("listbox").get_by_role("option")
    expect(offered).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", re.compile("mention-0"))
    field.press("Enter")
    expect(field).to_have_value("Ask @ada.lovelace ")
    expect(page.get_by_role("listbox")).to_have_count(0)
    field.press_sequentially(text)
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#task-feed").get_by_role("link", name="@Ada Lovelace")).to_be_visible()


def test_a_mention_rings_the_bell_of_an_open_page_and_is_read_there(
    kite: Any, ada: Any, ada_client: Client, ben_client: Client, page_of: Callable[..., Page]
) -> None:
    task = Task.create(kite, title="Fold the wings", by=ada)
    adas, bens = page_of(ada_client), page_of(ben_client)
    adas.goto("/people/")
    expect(bell(adas)).to_have_accessible_name("Notifications: nothing new")
    write(bens, task, "about the tail")
    work()
    expect(bell(adas)).to_have_accessible_name("Notifications: 1 with news")
    bell(adas).click()
    line = adas.locator("#notices-latest li")
    expect(line).to_contain_text("Ben Okafor commented")
    line.get_by_role("link", name=re.compile("Fold the wings")).click()
    adas.wait_for_url(f"**/tasks/{task.key}")
    expect(adas.locator("#task-feed")).to_contain_text("about the tail")
    expect(bell(adas)).to_have_accessible_name("Notifications: nothing new")


def test_everything_is_marked_from_the_page_and_works_without_scripts(
    kite: Any, ada: Any, ben: Any, ada_client: Client, page_of: Callable[..., Page]
) -> None:
    for title in ("Fold the wings", "Tie the tail"):
        Task.create(kite, title=title, by=ada).comment("Done?", by=ben)
    work()
    live, plain = page_of(ada_client), page_of(ada_client, java_script_enabled=False)
    live.goto("/notices/")
    expect(live.locator("#notices .is-unread")).to_have_count(2)
    live.get_by_role("button", name=re.compile("Mark .*Tie the tail as read")).click()
    expect(live.locator("#notices .is-unread")).to_have_count(1)
    plain.goto("/notices/")
    plain.get_by_role("button", name="Mark all as read").click()
    expect(plain.get_by_role("heading", name="Nothing new")).to_be_visible()
    expect(live.get_by_role("heading", name="Nothing new")).to_be_visible()


def test_escape_closes_the_names_and_keeps_the_dialog(
    kite: Any, ada_client: Client, ben: Any, page_of: Callable[..., Page]
) -> None:
    page = page_of(ada_client)
    page.goto("/projects/KITE/board")
    page.get_by_role("link", name="New task").first.click()
    field = page.get_by_label("Description")
    field.press_sequentially("@")
    expect(page.locator("#mention-list [role=option]")).to_have_count(2)
    field.press("Escape")
    expect(page.locator("#mention-list")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(field).to_have_value("@")
