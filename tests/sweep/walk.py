"""Ask every address as somebody of the first world for things of the second, and watch what comes of it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from tests.sweep.bodies import JSON, form_of, mlflow_body, query_of, rest_body
from tests.sweep.ids import WORDED, path_of
from tests.sweep.routes import Route
from tests.sweep.rows import CANARY, our_models
from tests.sweep.world import NOWHERE, World

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
REFUSALS = {302, 303, 400, 401, 403, 404, 405, 409, 410, 415, 422}
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"|nonce-[\w+/=-]+')


@dataclass(frozen=True)
class Answer:
    """What came back, with what it did to the database."""

    status: int
    body: bytes
    headers: str
    writes: int


class Walker:
    """One person of `home`, by session or by token, on the way through all addresses."""

    def __init__(self, client: Client, *, home: World, foreign: World, rows: dict[Any, list[Any]]) -> None:
        self.client, self.home, self.foreign, self.rows = client, home, foreign, rows
        self.cookies = client.cookies.output(header="")
        self.before = {model: digest(rows, model) for model in our_models()}

    def faults(self, routes: Iterable[Route], methods: Iterable[str] = METHODS) -> Iterator[str]:
        """Yield a sentence for each thing that went wrong."""
        for route in routes:
            for method in methods:
                if route.parameters and route.name not in WORDED:
                    yield from self._foreign_path(route, method)
                yield from self._foreign_body(route, method)

    def _foreign_path(self, route: Route, method: str) -> Iterator[str]:
        """Somebody else's thing must be refused exactly as one that does not exist."""
        theirs = self.ask(route, method, place=self.foreign, told=self.home)
        yield from self._always(route, method, theirs, "foreign path")
        if theirs.status == 405:
            return
        if theirs.status not in REFUSALS:
            yield f"{method} {route.pattern} answered {theirs.status} to a foreign id"
        nothing = self.ask(route, method, place=NOWHERE, told=self.home)
        same = (theirs.status, _plain(theirs, self.foreign)) == (nothing.status, _plain(nothing, NOWHERE))
        if not same:
            yield f"{method} {route.pattern}: foreign {theirs.status} and missing {nothing.status} differ"

    def _foreign_body(self, route: Route, method: str) -> Iterator[str]:
        """An own address that is told ids of somebody else."""
        answer = self.ask(route, method, place=self.home, told=self.foreign)
        if answer.status != 405:
            yield from self._always(route, method, answer, "foreign body")

    def _always(self, route: Route, method: str, answer: Answer, what: str) -> Iterator[str]:
        if answer.status >= 500 and answer.status != 501:
            yield f"{method} {route.pattern} ({what}) answered {answer.status}"
        if CANARY.encode() in answer.body or CANARY in answer.headers:
            at = max(answer.body.find(CANARY.encode()), 0)
            yield f"{method} {route.pattern} ({what}) showed a canary: …{answer.body[max(at - 60, 0) : at + 20]!r}…"
        if answer.writes and method == "GET":
            yield f"GET {route.pattern} ({what}) wrote to the database"
        if answer.writes and self._is_changed:
            yield f"{method} {route.pattern} ({what}) changed the other workspace"

    def ask(self, route: Route, method: str, *, place: World, told: World) -> Answer:
        """Send one request and take back whatever it changed."""
        self.client.cookies = SimpleCookie(self.cookies)
        with _writes() as writes, transaction.atomic():
            response = self._send(route, method, path_of(route, place), told)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            self._is_changed = any(digest(self.rows, model) != self.before[model] for model in _written(writes))
            transaction.set_rollback(True)
        return Answer(response.status_code, body, str(response.headers) + str(response.cookies), len(writes))

    def _send(self, route: Route, method: str, path: str, told: World) -> Any:
        if method == "GET":
            return self.client.get(path, query_of(told))
        if route.is_rest:
            return self.client.generic(method, path, rest_body(route, method, told), JSON)
        if route.is_mlflow:
            return self.client.generic(method, path, mlflow_body(told), JSON)
        if method == "POST":
            return self.client.post(path, form_of(told))
        return self.client.generic(method, path)


def digest(rows: dict[Any, list[Any]], model: Any) -> list[Any]:
    """Return those of these rows that are of one model, and how many rows of others there point at any of them."""
    manager = model._base_manager
    pointing = Q(pk__in=[])
    for field in model._meta.concrete_fields:
        if field.related_model in rows:
            pointing |= Q(**{f"{field.name}__in": rows[field.related_model]})
    found = sorted(map(repr, manager.filter(pk__in=rows[model]).values_list()))
    return [found, manager.exclude(pk__in=rows[model]).filter(pointing).count()]


def _written(statements: list[str]) -> list[Any]:
    """Return the models whose tables these statements name; our plain SQL names them without quotes."""
    return [one for one in our_models() if any(one._meta.db_table in text for text in statements)]


@contextmanager
def _writes() -> Iterator[list[str]]:
    """Note the statements that write, but for sessions, counts of failed tries and the last use of a token."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        is_write = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        is_ours = not any(table in sql for table in ("django_session", "kit_tally", "usersessions_usersession"))
        if is_write and is_ours and 'SET "used_at"' not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def _plain(answer: Answer, world: World) -> bytes:
    """Return the body without what differs from request to request: tokens, and the id that was asked for."""
    body = _TOKEN.sub(b"", answer.body)
    # The longer first: a task's key holds its project's. Row numbers are too short to be told from other numbers.
    for name in ("experiment_key", "task_key", "project_key", "model_name", "model_uid", "run_uid", "webhook_uid"):
        body = body.replace(str(getattr(world, name)).encode(), b"ID")
    return body
