"""One person's way through a workspace: invited, in, made lead, removed."""

from collections.abc import Callable

from django.test import Client
from playwright.sync_api import Page, expect

from assay.accounts.models import Person


def test_an_invitation_is_accepted_the_role_changes_and_access_ends(
    ada_page: Page, page_of: Callable[..., Page], kite: object, served: str
) -> None:
    link = _invite(ada_page, served)
    max_page = page_of(None)
    max_page.goto(link)
    expect(max_page.get_by_text("Ada Lovelace invites you as Member")).to_be_visible()
    max_page.get_by_label("E-mail").fill("max@x.example")
    max_page.get_by_label("Password").fill("tenure matters")
    max_page.get_by_role("button", name="Join").click()
    expect(max_page.get_by_text("Welcome, Max.")).to_be_visible()
    max_page.goto(f"{served}/people/")
    expect(max_page.get_by_role("link", name="Invite somebody")).to_have_count(0)

    person = Person.objects.get(name="Max Ito")
    ada_page.goto(f"{served}/people/{person.pk}")
    ada_page.get_by_label("Role").select_option("lead")
    ada_page.get_by_role("button", name="Change role").click()
    expect(ada_page.get_by_text("Max Ito is now Lead.")).to_be_visible()
    # The list on the other screen fetched itself again; the button above it needs a click.
    expect(max_page.get_by_role("row", name="Max Ito").get_by_text("Lead")).to_be_visible()
    max_page.reload()
    expect(max_page.get_by_role("link", name="Invite somebody")).to_be_visible()

    ada_page.get_by_role("link", name="End access of Max").click()
    ada_page.get_by_role("button", name="End access").click()
    expect(ada_page.get_by_text("Max Ito has no access any more.")).to_be_visible()
    # The list there listens, and is refused: nobody has to click for that.
    expect(max_page.get_by_role("heading", name="You have no access here now")).to_be_visible()
    max_page.goto(f"{served}/projects/KITE/board")
    expect(max_page.get_by_role("heading", name="You have no access here now")).to_be_visible()


def test_somebody_with_two_workspaces_changes_between_them(
    ada_page: Page, cy_client: Client, page_of: Callable[..., Page], served: str
) -> None:
    link = _invite(ada_page, served)
    page = page_of(cy_client)
    page.goto(link)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("Welcome, Max.").or_(page.get_by_text("Welcome, Cy."))).to_be_visible()
    page.get_by_role("button", name="account of").click()
    page.get_by_role("button", name="Change to Kestrel").click()
    expect(page.get_by_text("You are in Kestrel now.")).to_be_visible()


def _invite(page: Page, served: str) -> str:
    """Invite Max Ito on the page and return the link that it shows."""
    page.goto(f"{served}/people/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name").fill("Max Ito")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Works once, for a week").input_value()
    assert "/join/join_" in link
    return link
