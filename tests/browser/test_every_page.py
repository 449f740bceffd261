"""Every page in both themes, on a desk and on a phone: it fits, it is readable for everybody, and nothing breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.plugin import DjangoDbBlocker
from tests.browser.conftest import session_cookie
from tests.browser.looking import NOTE_VIOLATIONS, Watch, grave_findings, problems_of
from tests.browser.places import PLACES, Place
from tests.browser.world import World, build
from tests.serving import Server


@dataclass(frozen=True)
class Screen:
    theme: Literal["light", "dark"]
    width: int

    def __str__(self) -> str:
        return f"{self.theme}-{self.width}"


SCREENS = [Screen("light", 1440), Screen("dark", 1440), Screen("dark", 360), Screen("light", 360)]


@pytest.fixture(scope="module")
def transactional_db(server: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """In place of pytest-django's, which empties the database after each test: the rich workspace, for all pages."""
    with django_db_blocker.unblock():
        try:
            yield build()
        finally:
            # Numbers go on, as they do in life: the server remembers which touches it has told of.
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@pytest.fixture(scope="module")
def world(transactional_db: World) -> World:
    return transactional_db


@pytest.fixture(scope="module")
def window(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """One browser for all pages."""
    context = browser.new_context(base_url=base_url, reduced_motion="reduce")
    context.add_init_script(NOTE_VIOLATIONS)
    yield context
    context.close()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_the_page_is_sound(place: Place, window: BrowserContext, world: World, base_url: str) -> None:
    window.clear_cookies()
    if place.who:
        window.add_cookies([session_cookie(world.sessions[place.who], base_url)])
    page = window.new_page()
    watch = Watch(page, status=place.status)
    response = page.goto(place.path or world.places[place.name])
    assert response is not None
    assert response.status == place.status
    found = [f"{screen}: {problem}" for screen in SCREENS for problem in problems_on(page, screen, watch)]
    page.close()
    assert not found, "\n".join(found)


def problems_on(page: Page, screen: Screen, watch: Watch) -> list[str]:
    """Look at the open page on this screen; loading it anew for each would only take longer."""
    page.emulate_media(color_scheme=screen.theme)
    page.set_viewport_size({"width": screen.width, "height": 900})
    return problems_of(page, watch) + grave_findings(page)
