"""The access sweep: every address × every role × ids of another workspace.

Two workspaces are filled alike. In the second every text is a canary. Whoever asks from the first must never see
a canary, never change a row of the second, and get for its ids what they get for ids that do not exist. Routes
are found by themselves (tests/sweep/routes.py); a new one with parameters needs a line in tests/sweep/ids.py.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.plugin import DjangoDbBlocker
from tests.sweep.ids import OPEN, path_of
from tests.sweep.routes import Route, all_routes
from tests.sweep.rows import CANARY, paint_canaries, rows_of_everybody
from tests.sweep.walk import Walker
from tests.sweep.world import World
from tests.sweep.worlds import make_world, taken_back

from assay.accounts.models import Token
from assay.projects.models import Project

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROLES = ("guest", "member", "lead", "owner")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are what is wanted here; nobody reads a line of log for each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@dataclass(frozen=True)
class Worlds:
    home: World
    foreign: World
    rows: dict[Any, list[Any]]

    def walker(self, client: Client) -> Walker:
        return Walker(client, home=self.home, foreign=self.foreign, rows=self.rows)


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    """The foreign world comes first: whatever exists then is foreign."""
    with taken_back(django_db_blocker):
        foreign = make_world(f"{CANARY} Kestrel", key="KESTREL")
        rows = rows_of_everybody()
        paint_canaries()
        yield Worlds(home=make_world("Northwind", key="NORTH"), foreign=foreign, rows=rows)


@pytest.fixture
def worlds(both: Worlds, db: None) -> Worlds:
    """Both, in a transaction of the test's own."""
    return both


def pages() -> list[Route]:
    return [route for route in all_routes() if not route.takes_tokens]


def calls() -> list[Route]:
    """Operations of the API and of the protocol; the protocol's second address leads to the same views."""
    return [route for route in all_routes() if route.takes_tokens and not route.pattern.startswith("ajax-api/")]


def browser(worlds: Worlds, role: str) -> Client:
    client = Client(raise_request_exception=False)
    user = worlds.home.people[role].user
    assert user
    client.force_login(user, backend=BACKEND)
    return client


def program(worlds: Worlds, role: str, *, scope: str = "write") -> Client:
    _token, secret = Token.create_for(worlds.home.people[role], name="sweep", scope=scope)
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})


def test_every_parameter_of_every_route_is_explained(worlds: Worlds) -> None:
    for route in all_routes():
        assert path_of(route, worlds.home).startswith("/")


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_or_changes_another_workspace(worlds: Worlds, role: str) -> None:
    assert list(worlds.walker(browser(worlds, role)).faults(pages(), ("GET", "POST"))) == []


def test_no_page_answers_to_other_methods_for_another_workspace(worlds: Worlds) -> None:
    assert list(worlds.walker(browser(worlds, "owner")).faults(pages(), ("PATCH", "PUT", "DELETE"))) == []


@pytest.mark.parametrize("role", ROLES)
def test_no_call_shows_or_changes_another_workspace(worlds: Worlds, role: str) -> None:
    assert list(worlds.walker(program(worlds, role)).faults(calls())) == []


def test_the_second_address_of_the_protocol_is_no_back_door(worlds: Worlds) -> None:
    second = [route for route in all_routes() if route.pattern.startswith("ajax-api/")]
    assert list(worlds.walker(program(worlds, "owner")).faults(second)) == []


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "PUT", "DELETE"])
def test_whoever_is_not_signed_in_gets_nothing_but_what_is_open(worlds: Worlds, method: str) -> None:
    walker = worlds.walker(Client(raise_request_exception=False))
    let_in = []
    for route in all_routes():
        answer = walker.ask(route, method, place=worlds.foreign, told=worlds.foreign)
        is_refused = answer.status in {302, 401, 405} and not answer.writes
        if CANARY.encode() in answer.body or not (is_refused or route.name in OPEN):
            let_in.append(f"{method} {route.pattern}: {answer.status}")
    assert let_in == []


def test_a_reading_token_changes_nothing_anywhere(worlds: Worlds) -> None:
    walker = worlds.walker(program(worlds, "owner", scope="read"))
    changed = []
    for route in calls():
        for method in ("POST", "PATCH", "PUT", "DELETE"):
            answer = walker.ask(route, method, place=worlds.home, told=worlds.home)
            if answer.writes or (answer.status >= 500 and answer.status != 501):
                changed.append(f"{method} {route.pattern}: {answer.status}")
    assert changed == []


def test_what_the_sweep_asks_for_exists(worlds: Worlds) -> None:
    """Else it would find everything refused and prove nothing."""
    sessions, tokens = worlds.walker(browser(worlds, "owner")), worlds.walker(program(worlds, "owner"))
    missing = []
    for route in all_routes():
        if not route.parameters or route.name in OPEN:
            continue
        walker = tokens if route.takes_tokens else sessions
        found = [walker.ask(route, method, place=worlds.home, told=worlds.home).status for method in ("GET", "POST")]
        if set(found) <= {404, 500}:
            missing.append(f"{route.pattern}: {found}")
    assert missing == []


def leak(_request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(Project._base_manager.get(key=key).goal)


def vandal(_request: HttpRequest, key: str) -> HttpResponse:
    Project._base_manager.filter(key=key).update(goal="mine")
    return HttpResponse(status=404)


def plain_vandal(_request: HttpRequest, key: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET goal = 'mine' WHERE key = %s", [key])
    return HttpResponse(status=404)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (leak, "showed a canary"),
        (vandal, "changed the other workspace"),
        (plain_vandal, "changed the other workspace"),
    ],
)
def test_the_sweep_finds_a_view_that_is_not_scoped(worlds: Worlds, settings: Any, view: Any, said: str) -> None:
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": [path("projects/<str:key>/", view)]})
    faults = list(worlds.walker(browser(worlds, "member")).faults(all_routes(), ("POST", "GET")))
    assert any(said in fault for fault in faults), faults
