"""Second factors, passkeys, new passwords, sessions and single sign-on, as people meet them in a browser."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect
from tests.identity import Identity, identity
from tests.serving import Server, free_port

from assay.accounts.models import Invitation
from assay.accounts.security.new_password import make_password_link

PASSWORD = "correct horse battery staple"
EMAIL = "ben@northwind.example"


@pytest.fixture
def ben_with_password(settings: Any, ben: Any) -> Any:
    """Ben, whose password is hashed as the server does it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    ben.user.change_password(PASSWORD)
    return ben


@pytest.fixture
def localhost(served: str) -> str:
    """The address under which a browser makes passkeys without TLS."""
    return served.replace("127.0.0.1", "localhost")


def code_of(secret: str, *, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def sign_in(page: Page, address: str, *, password: str = PASSWORD) -> None:
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_an_app_is_set_up_and_asked_for_and_a_recovery_code_stands_in(
    page: Page, page_of: Callable[..., Page], served: str, ben_with_password: Any
) -> None:
    sign_in(page, served)
    page.goto(f"{served}/security/")
    page.get_by_role("link", name="Set up an app").click()
    confirm(page)
    secret = page.get_by_label("or type this secret into it").input_value()
    page.get_by_label("2. Type the six digits it shows").fill(code_of(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    codes = page.locator("#codes").inner_text().split()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert Path(download.value.path()).read_text().split() == codes
    second = page_of(None)
    sign_in(second, served)
    second.get_by_label("Code").fill(code_of(secret, step=1))
    second.get_by_role("button", name="Sign in", exact=True).click()
    second.wait_for_url(f"{served}/")
    third = page_of(None)
    sign_in(third, served)
    third.get_by_label("Code").fill("000000")
    third.get_by_role("button", name="Sign in", exact=True).click()
    expect(third.get_by_text("This does not fit")).to_be_visible()
    third.get_by_label("Code").fill(codes[3])
    third.get_by_role("button", name="Sign in", exact=True).click()
    third.wait_for_url(f"{served}/")


def test_a_passkey_is_made_signs_in_and_is_the_second_factor(
    page: Page, localhost: str, ben_with_password: Any
) -> None:
    put_in_a_passkey_holder(page)
    sign_in(page, localhost)
    page.goto(f"{localhost}/security/")
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("My laptop")).to_be_visible()
    sign_out(page, localhost)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{localhost}/")
    sign_out(page, localhost)
    sign_in(page, localhost)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{localhost}/")


def put_in_a_passkey_holder(page: Page) -> None:
    """Give the browser a device that keeps passkeys and always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")


def test_where_no_passkey_can_be_made_the_page_says_why(page: Page, served: str, ben_with_password: Any) -> None:
    """Over plain HTTP, by a number instead of a name."""
    blind = "Object.defineProperty(window, 'PublicKeyCredential', {value: undefined})"
    page.add_init_script(blind)
    sign_in(page, served)
    page.goto(f"{served}/security/passkeys")
    confirm(page)
    expect(page.get_by_text("This browser makes no passkeys here.")).to_be_visible()


def test_a_password_link_sets_a_password_and_ends_the_other_sessions(
    page: Page, page_of: Callable[..., Page], served: str, ada: Any, ben_with_password: Any
) -> None:
    other = page_of(None)
    sign_in(other, served)
    other.wait_for_url(f"{served}/")
    page.goto(f"{served}/welcome/{make_password_link(ben_with_password, by=ada)}")
    page.get_by_label("Password").fill("another long password")
    page.get_by_role("button", name="Set password and sign in").click()
    expect(page.get_by_text("Welcome, Ben")).to_be_visible()
    other.goto(f"{served}/people/")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def test_another_browser_is_signed_out_from_the_sessions_page(
    page: Page, page_of: Callable[..., Page], served: str, ben_with_password: Any
) -> None:
    other = page_of(None, user_agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0")
    sign_in(other, served)
    other.wait_for_url(f"{served}/")
    sign_in(page, served)
    page.wait_for_url(f"{served}/")
    page.goto(f"{served}/sessions/")
    expect(page.get_by_text("this browser")).to_have_count(1)
    page.get_by_role("button", name="Sign out Firefox on Windows").click()
    expect(page.get_by_text("That browser is signed out.")).to_be_visible()
    other.goto(f"{served}/people/")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.fixture
def company(served: str, tmp_path: Path) -> Iterator[tuple[Identity, str]]:
    """A provider, and a second Assay on the same database that signs in by it."""
    port = free_port()
    with identity(tmp_path, for_address=f"http://127.0.0.1:{port}") as provider:
        server = Server(tmp_path / "assay.log", port=port, environment=provider.environment)
        server.wait_until_it_answers()
        yield provider, server.address
        server.stop()


def test_somebody_invited_comes_in_by_single_sign_on(page: Page, company: tuple[Identity, str], ada: Any) -> None:
    _provider, assay = company
    Invitation.make(name="Nia", email="nia@company.example", role="member", by=ada)
    page.goto(f"{assay}/people/")
    page.get_by_role("button", name="Continue with Company ID").click()
    page.get_by_label("Username").fill("nia")
    page.get_by_label("Password").fill("a password of the company")
    page.get_by_role("button", name=re.compile("Sign In", re.IGNORECASE)).click()
    page.wait_for_url(f"{assay}/people/")
    expect(page.get_by_role("rowheader", name="Nia Company you")).to_be_visible()
