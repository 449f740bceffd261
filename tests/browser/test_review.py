"""The weekly review by keys alone: one press decides, and what is typed decides nothing."""

from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from assay.projects.models import Decision
from assay.reviews.matters import Candidate, Matter
from assay.reviews.models import Review
from assay.tasks.models import Task


def test_one_key_decides_and_the_walk_goes_on_to_its_end(ada_page: Page, served: str, ada: Any, kite: Any) -> None:
    first, second = (Task.create(kite, title=title, assignee=ada, by=ada) for title in ("Tune the tail", "Paint it"))
    review = _review(ada, first, second)
    page = ada_page
    page.goto(f"{served}/reviews/{review.pk}/stops/1")
    page.get_by_label("Why, in one line").focus()
    page.keyboard.type("1 of 2")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Why, in one line")).to_have_value("1 of 2")
    page.keyboard.press("Tab")
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name="What helps “Paint it” along?")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="1 decision")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("Go on with it")).to_be_visible()
    assert [(one.what, one.why) for one in Decision.objects.all()] == [(f"{first.key} is split into 2 parts", "1 of 2")]


def test_a_reason_that_is_asked_for_is_typed_at_once(ada_page: Page, served: str, ada: Any, kite: Any) -> None:
    task = Task.create(kite, title="Tune the tail", assignee=ada, by=ada)
    page = ada_page
    page.goto(f"{served}/reviews/{_review(ada, task).pk}/stops/1")
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_label("Why, in one line")).to_be_focused()
    page.keyboard.type("no one needs it")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="1 decision")).to_be_visible()
    assert Decision.objects.get().why == "no one needs it"


def test_a_key_leads_to_the_line_why_and_esc_back_to_the_keys(ada_page: Page, served: str, ada: Any, kite: Any) -> None:
    page = ada_page
    page.goto(f"{served}/reviews/{_review(ada, Task.create(kite, title='Tune', assignee=ada, by=ada)).pk}/stops/1")
    page.keyboard.press("w")
    expect(page.get_by_label("Why, in one line")).to_be_focused()
    page.keyboard.type("1 no")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="0 decisions")).to_be_visible()
    assert not Decision.objects.exists()


def _review(ada: Any, *tasks: Task) -> Review:
    said = ("told", "Stalled", "Nothing happened.")
    found = [Matter(*said, task.project_id, "task", str(task.pk), task.title, 1) for task in tasks]
    return Review.begin(ada, [Candidate((one,)) for one in found], today=timezone.localdate())
