"""The live stream: who may listen, and what they hear."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test import Client

from assay.activity.models import Touch
from assay.activity.recording import touch
from assay.kit.clock import now
from assay.live.reader import reader
from assay.live.stream import live_stream
from assay.notifications.topics import ring

pytestmark = pytest.mark.django_db(transaction=True)
Sent = list[dict[str, Any]]
PATIENCE = 60


@pytest.fixture(autouse=True)
def silence(kite: Any, cy: Any) -> Iterator[None]:
    """Let nobody hear how the stage was set, and no connection of the reader outlive its test."""
    Touch.objects.all().delete()
    yield
    assert reader.wait_for_rest(PATIENCE)


def scope_of(
    client: Client | None, *topics: str, method: str = "GET", last: str = "", since: str = ""
) -> dict[str, Any]:
    cookie = f"sessionid={client.cookies['sessionid'].value}" if client else ""
    headers = [(b"cookie", cookie.encode())]
    if last:
        headers.append((b"last-event-id", last.encode()))
    query = "&".join([*(f"topic={topic}" for topic in topics), f"since={since}"]).encode()
    return {"type": "http", "method": method, "path": "/live", "query_string": query, "headers": headers}


def listen(scope: dict[str, Any], meanwhile: Callable[[], None], *, until: int) -> Sent:
    """Open a stream, do something once it is open, and return what was sent when `until` messages are there."""

    async def session() -> Sent:
        sent: Sent = []
        enough, opened = asyncio.Event(), asyncio.Event()

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)
            if len(sent) >= 2:
                opened.set()
            if len(sent) >= until:
                enough.set()

        stream = asyncio.create_task(live_stream(scope, _silent(enough), send))
        await asyncio.wait_for(opened.wait(), timeout=PATIENCE)
        await asyncio.to_thread(_with_own_connection, meanwhile)
        await asyncio.wait_for(stream, timeout=PATIENCE)
        return sent

    return async_to_sync(session)()


def _silent(enough: asyncio.Event) -> Callable[[], Awaitable[dict[str, Any]]]:
    async def receive() -> dict[str, Any]:
        await enough.wait()
        return {"type": "http.disconnect"}

    return receive


def _with_own_connection(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()


def test_nobody_listens_without_signing_in(kite: Any) -> None:
    sent = listen(scope_of(None, f"project:{kite.pk}"), lambda: None, until=2)
    assert sent[0]["status"] == 401


def test_a_stream_is_read_only(ada_client: Client) -> None:
    assert listen(scope_of(ada_client, method="POST"), lambda: None, until=2)[0]["status"] == 405


def test_a_change_reaches_whoever_may_see_it(kite: Any, ada_client: Client) -> None:
    sent = listen(scope_of(ada_client, f"project:{kite.pk}"), lambda: touch(kite), until=3)
    assert f"project:{kite.pk}".encode() in sent[2]["body"]


def test_a_reconnecting_page_hears_what_it_missed(kite: Any, ada_client: Client) -> None:
    touch(kite)
    sent = listen(scope_of(ada_client, f"project:{kite.pk}", last="0"), lambda: None, until=3)
    assert f"project:{kite.pk}".encode() in sent[2]["body"]


def test_a_page_hears_what_changed_between_its_making_and_its_stream(kite: Any, ada_client: Client) -> None:
    made_at = now()
    touch(kite)
    scope = scope_of(ada_client, f"project:{kite.pk}", since=str(made_at.timestamp()))
    sent = listen(scope, lambda: None, until=3)
    assert f"project:{kite.pk}".encode() in sent[2]["body"]


@pytest.mark.parametrize("since", ["nan", "inf", "-1e400", "yesterday", "1e18", "-9e15"])
def test_a_stream_takes_any_nonsense_for_the_time_of_the_page(kite: Any, ada_client: Client, since: str) -> None:
    sent = listen(scope_of(ada_client, f"project:{kite.pk}", since=since), lambda: touch(kite), until=3)
    assert f"project:{kite.pk}".encode() in sent[2]["body"]


def test_an_outsider_hears_nothing_of_a_project(kite: Any, cy: Any, cy_client: Client) -> None:
    touch(kite)

    def change_both() -> None:
        touch(kite)
        ring(cy)

    scope = scope_of(cy_client, f"project:{kite.pk}", f"notices:{cy.pk}", last="0")
    sent = listen(scope, change_both, until=3)
    heard = [json.loads(message["body"].partition(b"data: ")[2]) for message in sent[2:]]
    # Once or twice: what comes while the stream catches up may be told by both.
    assert heard
    assert all(told == {"topics": [f"notices:{cy.pk}"]} for told in heard)
