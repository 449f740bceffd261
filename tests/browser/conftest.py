"""Browser tests drive Chromium against the real server, which reads the very database the test writes to.

A test takes the cast as ever (`ada`, `kite` …) and one of the pages below; what it saves, the server serves.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.looking import NOTE_VIOLATIONS, grave_findings
from tests.serving import Server

# The usual five and thirty seconds are short where the machine does other things as well, and long to wait in vain.
PATIENCE = 10_000
expect.set_options(timeout=PATIENCE)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": "/usr/bin/chromium", "args": FLAGS}


@pytest.fixture(scope="session", autouse=True)
def allow_queries_beside_playwright() -> None:
    """Playwright keeps an event loop in this thread, and Django would refuse to query beside it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"


@pytest.fixture(scope="session")
def server(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The real server, one for the whole session."""
    server = Server(tmp_path_factory.mktemp("server") / "server.log")
    server.wait_until_it_answers()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """The address of the server."""
    return server.address


@pytest.fixture(autouse=True)
def no_fault_in_the_log(server: Server, transactional_db: object) -> Iterator[None]:
    """No page and no action may end in a fault of the server, whatever the screen shows of it.

    It asks for the database to come after it: what a page asks while the rows vanish below it is no fault.
    """
    before = len(server.log.read_text())
    yield
    said = server.log.read_text()[before:]
    assert " ERROR " not in said, said[-4000:]
    assert "[ERROR]" not in said, said[-4000:]


@pytest.fixture
def served(base_url: str, transactional_db: None) -> str:
    """The address of the server, with an empty database behind it that this test may fill."""
    return base_url


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """The browser of the test, as pytest-playwright makes it, but quick to give up."""
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def sign_in(served: str, context: BrowserContext) -> Callable[[Client], None]:
    """Give the browser the session of a signed-in client of the cast: `sign_in(ada_client)`."""

    def take_over(client: Client) -> None:
        context.add_cookies([session_cookie(client.cookies[settings.SESSION_COOKIE_NAME].value, served)])

    return take_over


@pytest.fixture
def ada_page(sign_in: Callable[[Client], None], ada_client: Client, page: Page) -> Page:
    """A page of ada, the owner."""
    sign_in(ada_client)
    return page


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """Look at the open page with axe-core: `axe()` returns its serious and critical findings in words."""
    return lambda: grave_findings(page)


@pytest.fixture
def page_of(served: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own for somebody: `page_of(ben_client)`, `page_of(None)` for a stranger.

    Further words are options of the browser context, such as `java_script_enabled=False`.
    """
    contexts: list[BrowserContext] = []

    def opened(client: Client | None, **options: Any) -> Page:
        context = browser.new_context(base_url=served, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(NOTE_VIOLATIONS)
        if client is not None:
            context.add_cookies([session_cookie(client.cookies[settings.SESSION_COOKIE_NAME].value, served)])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def session_cookie(value: str, address: str) -> Any:
    """Return the cookie with which a browser is signed in."""
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}
