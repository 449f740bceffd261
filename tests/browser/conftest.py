"""Browser tests drive Chromium against the real server, which reads the very database the test writes to.

A test takes the cast as ever (`ada`, `kite` …) and one of the pages below; what it saves, the server serves.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
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
def base_url(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the real server, one for the whole session."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("server") / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(_command(port), env=_environment(address), stdout=written, stderr=written)
    try:
        _wait_until_it_answers(server, port=port, log=log)
        yield address
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def served(base_url: str, transactional_db: None) -> str:
    """The address of the server, with an empty database behind it that this test may fill."""
    return base_url


@pytest.fixture
def sign_in(served: str, context: BrowserContext) -> Callable[[Client], None]:
    """Give the browser the session of a signed-in client of the cast: `sign_in(ada_client)`."""

    def take_over(client: Client) -> None:
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": served}])

    return take_over


@pytest.fixture
def ada_page(sign_in: Callable[[Client], None], ada_client: Client, page: Page) -> Page:
    """A page of ada, the owner."""
    sign_in(ada_client)
    return page


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """Look at the open page with axe-core: `axe()` returns its serious and critical findings in words."""

    def look() -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run().then(result => result.violations)")
        grave = [one for one in found if one["impact"] in {"serious", "critical"}]
        return [f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes']]}" for one in grave]

    return look


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(port: int) -> list[str]:
    where = ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    return [sys.executable, "-m", "granian", "--interface", "asgi", *where, "assay.config.asgi:application"]


def _environment(address: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": _database_url(),
        "ASSAY_URL": address,
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
    }


def _database_url() -> str:
    """The test database's own address: pytest-django has given it another name by now."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite://{name}"
    given, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{given.rpartition('/')[0]}/{name}?{options}"


def _wait_until_it_answers(server: subprocess.Popen[bytes], *, port: int, log: Path) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if _has_ended(server):
                pytest.fail(f"The server ended at its start:\n{log.read_text()}")
        else:
            return


def _has_ended(server: subprocess.Popen[bytes]) -> bool:
    try:
        server.wait(timeout=0.05)
    except subprocess.TimeoutExpired:
        return False
    return True
