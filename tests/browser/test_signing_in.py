"""Coming in, going out, and the secrets that are shown once."""

import json
import re
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from assay.accounts.models import Person, Workspace

PASSWORD = "correct horse battery staple"


@pytest.fixture
def password(settings: Any, ada: Any) -> str:
    """The password of ada; hashed as the server does it, which knows nothing of the tests' quick way."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    ada.user.change_password(PASSWORD)
    return PASSWORD


def fill_in(page: Page, served: str, *, password: str) -> None:
    page.goto(f"{served}/accounts/login/")
    page.get_by_label("E-mail").fill("ada@northwind.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_link_lets_somebody_in_once(
    page: Page, page_of: Callable[..., Page], served: str, ada: Any, ben: Any
) -> None:
    link = f"{served}/welcome/{ben.make_link(by=ada)}"
    page.goto(link)
    page.get_by_role("button", name="Enter Northwind").click()
    expect(page.get_by_text("Welcome, Ben")).to_be_visible()
    again = page_of(None)
    again.goto(link)
    expect(again.get_by_role("heading", name="This link opens nothing any more")).to_be_visible()


def test_the_first_owner_says_who_they_are(page: Page, page_of: Callable[..., Page], served: str) -> None:
    owner = Person.join(Workspace.objects.create(name="My workspace"), name="", role="owner")
    page.goto(f"{served}/welcome/{owner.make_link(by=None)}")
    page.get_by_label("Your name").fill("Olu Owner")
    page.get_by_label("E-mail").fill("olu@example.org")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Enter").click()
    expect(page.get_by_text("too short")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Olu Owner")
    page.get_by_label("Password").fill("a password of some length")
    page.get_by_role("button", name="Enter").click()
    expect(page.get_by_text("Welcome, Olu")).to_be_visible()
    other = page_of(None)
    other.goto(f"{served}/accounts/login/")
    other.get_by_label("E-mail").fill("olu@example.org")
    other.get_by_label("Password").fill("a password of some length")
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url(f"{served}/")


def test_a_wrong_password_says_so_and_keeps_the_address(page: Page, served: str, password: str) -> None:
    fill_in(page, served, password="not this one")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value("ada@northwind.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{served}/")


def test_a_stranger_is_led_to_the_page_they_wanted(page: Page, served: str, kite: Any, password: str) -> None:
    page.goto(f"{served}/projects/KITE/board")
    page.get_by_label("E-mail").fill("ada@northwind.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{served}/projects/KITE/board")
    expect(page.get_by_role("heading", name="Board")).to_be_visible()


def test_signing_out_ends_the_session(ada_page: Page, served: str, kite: Any) -> None:
    ada_page.goto(f"{served}/projects/KITE/board")
    ada_page.get_by_role("button", name="account of Ada Lovelace").click()
    ada_page.get_by_role("button", name="Sign out").click()
    ada_page.wait_for_url("**/accounts/login/**")
    ada_page.goto(f"{served}/projects/KITE/board")
    expect(ada_page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_an_ended_session_leads_a_live_page_to_the_door(
    ada_page: Page, ada_client: Client, served: str, kite: Any
) -> None:
    ada_page.goto(f"{served}/projects/KITE/board")
    ada_client.logout()
    ada_page.keyboard.press("c")
    # The key and the live stream may both lead there: the second ends the first on its way.
    expect(ada_page).to_have_url(re.compile("/accounts/login/"))


def test_a_token_is_shown_once_and_works(ada_page: Page, served: str, ada: Any) -> None:
    ada_page.goto(f"{served}/tokens/")
    ada_page.get_by_label("Name").fill("My laptop")
    ada_page.get_by_role("button", name="Create token").click()
    secret = ada_page.get_by_label("Token", exact=True).input_value()
    assert secret.startswith("assay_")
    request = urllib.request.Request(f"{served}/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["name"] == "Ada Lovelace"
    ada_page.goto(f"{served}/tokens/")
    expect(ada_page.get_by_role("rowheader", name="My laptop")).to_be_visible()
    assert secret not in ada_page.content()
    ada_page.get_by_role("button", name="Revoke My laptop").click()
    expect(ada_page.get_by_text("works no more")).to_be_visible()


def test_the_link_of_a_run_that_mlflow_prints_outlives_signing_in(
    page: Page, served: str, ada: Any, password: str
) -> None:
    page.goto(f"{served}/#/experiments/12/runs/{'0a' * 16}")
    page.get_by_label("E-mail").fill("ada@northwind.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{served}/runs/{'0a' * 16}")
