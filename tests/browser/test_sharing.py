"""A project is planned, its plan shared by a link, commented and signed in a browser without an account."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.projects.models import PlanVersion, Project, Stakeholder
from assay.sharing.models import Confirmation, ShareLink, Wish
from assay.sharing.things import DELIVERABLE, Name


@pytest.fixture
def plan(kite: Project, ada: Person) -> Deliverable:
    """The deliverable of the first phase with the agreed plan attached."""
    version = PlanVersion.begin(kite, by=ada)
    version.agree(version=version.version, by=ada)
    owed = kite.deliverables.select_related("project").order_by("pk")[0]
    owed.attach("plan", str(version.pk), by=ada)
    return owed


def test_a_plan_is_shared_commented_and_signed_without_an_account(
    plan: Deliverable, ada_page: Page, page_of: Callable[..., Page]
) -> None:
    guest = page_of(None)
    guest.goto(shared_by(ada_page, plan))
    expect(guest.get_by_role("heading", name=plan.title)).to_be_visible()
    guest.get_by_label("Comment").fill("When does it begin?")
    guest.get_by_role("button", name="Comment").click()
    expect(guest.locator("#said")).to_contain_text("When does it begin?")
    guest.get_by_label("Your name").fill("Lucia Ortega")
    guest.get_by_role("button", name="Approve").click()
    expect(guest.get_by_text("Approved by you").first).to_be_visible()
    expect(guest.get_by_text("by link, not confirmed by mail")).to_be_visible()
    assert guest.context.cookies() == [] or {one["name"] for one in guest.context.cookies()} == {"zone"}
    for address in (f"/deliverables/{plan.key}", "/projects/KITE/activity", "/projects/KITE/"):
        ada_page.goto(address)
        expect(ada_page.get_by_text("Lucía Ortega").first).to_be_visible()
    ada_page.goto("/projects/KITE/")
    expect(ada_page.get_by_text("signed off").first).to_be_visible()


def test_it_works_without_javascript_on_a_phone(
    plan: Deliverable, ada_page: Page, page_of: Callable[..., Page]
) -> None:
    guest = page_of(None, java_script_enabled=False, viewport={"width": 360, "height": 700})
    guest.goto(shared_by(ada_page, plan))
    guest.get_by_text("Ask for changes instead").click()
    guest.get_by_label("What should change").fill("Say by when.")
    guest.get_by_role("button", name="Ask for changes").click()
    expect(guest.locator("#said")).to_contain_text("Say by when.")
    expect(guest.get_by_role("button", name="Print")).to_be_hidden()


def test_the_page_of_the_code_waits_for_it_to_be_sent(
    plan: Deliverable, kite: Project, ada: Person, page_of: Callable[..., Page]
) -> None:
    lu = Stakeholder.add(kite, name="Lu", email="lu@care.example", by=ada)
    link, secret = ShareLink.make(lu, Wish([Name(DELIVERABLE, str(plan.pk))]), by=ada)
    plan.refresh_from_db()
    asked = Confirmation.ask(link, plan, note="", seen=plan.digest)
    guest = page_of(None)
    guest.goto(f"/s/{secret}/codes/{asked.pk}")
    expect(guest.locator("#sent")).to_contain_text("on its way")
    guest.get_by_label("Code from the mail").fill("12")
    code = asked.draw_code()
    asked.note_sent()
    expect(guest.locator("#sent")).to_contain_text("is in your mail")
    expect(guest.get_by_label("Code from the mail")).to_have_value("12")  # what was typed meanwhile stays
    guest.get_by_label("Code from the mail").fill(code)
    guest.get_by_role("button", name="Approve").click()
    expect(guest.get_by_text("by link, confirmed by a code")).to_be_visible()


def test_on_paper_it_has_what_was_said_and_nothing_to_click(
    plan: Deliverable, ada_page: Page, page_of: Callable[..., Page]
) -> None:
    guest = page_of(None)
    guest.goto(shared_by(ada_page, plan))
    guest.emulate_media(media="print")
    comments = guest.get_by_role("heading", name="Comments")
    expect(comments).to_be_hidden()
    expect(guest.locator("form:visible")).to_have_count(0)
    guest.emulate_media(media="screen")
    guest.get_by_label("Comment").fill("When does it begin?")
    guest.get_by_role("button", name="Comment").click()
    guest.emulate_media(media="print")
    expect(comments).to_be_visible()
    expect(guest.get_by_text("When does it begin?")).to_be_visible()


def shared_by(page: Page, plan: Deliverable) -> str:
    """Share the deliverable with somebody new and return the address of the link."""
    page.goto(f"/deliverables/{plan.key}")
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_label("With whom").fill("Lucía Ortega")
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("For Lucía Ortega alone").input_value()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/s/share_[\w-]{43}", address)
    return address
