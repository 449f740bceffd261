"""The stream `/live?topic=task:12&topic=project:3`: Server-Sent Events that say what changed, never how.

The page fetches the fragment again through its ordinary view, so permission is checked there, in one place.
Here it is checked once more at the door: a stream carries only topics whose object its person may see.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.db.models import Q
from django.http import HttpRequest
from django.utils.module_loading import import_string

from assay.accounts.middleware import person_of
from assay.accounts.models import Person
from assay.activity.kinds import visible_topics
from assay.activity.models import Touch
from assay.kit.threads import in_thread
from assay.live.reader import LAG, reader

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

PATH = "/live"
MOST_TOPICS = 100
HEARTBEAT_SECONDS = 15.0
OVERLAP_ROWS = 100
# A person who lost access keeps a stream this long at most.
BEATS_PER_CHECK = 4


def handles(scope: Scope) -> bool:
    return bool(scope["path"] == PATH)


async def live_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one stream until the browser goes or the person loses access."""
    query = parse_qs(scope["query_string"].decode("ascii", "replace"))
    topics, headers = query.get("topic", [])[:MOST_TOPICS], dict(scope["headers"])
    allowed = await _allowed(_session_key(headers), topics)
    if scope["method"] != "GET" or allowed is None:
        await _refuse(send, 405 if scope["method"] != "GET" else 401)
        return
    await _open(send)
    inbox: asyncio.Queue[list[Touch]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listener(touches: list[Touch]) -> None:
        loop.call_soon_threadsafe(inbox.put_nowait, touches)

    reader.listen(listener)
    gone = asyncio.create_task(_disconnected(receive))
    try:
        await _catch_up(send, _missed(headers, query), allowed)
        await _pump(send, inbox, gone, allowed, _session_key(headers), topics)
    finally:
        reader.forget(listener)
        gone.cancel()


async def _pump(
    send: Send,
    inbox: "asyncio.Queue[list[Touch]]",
    gone: "asyncio.Task[None]",
    allowed: frozenset[str],
    session_key: str,
    topics: list[str],
) -> None:
    beats = 0
    while not gone.done():
        waiting = asyncio.create_task(inbox.get())
        done, _ = await asyncio.wait({waiting, gone}, timeout=HEARTBEAT_SECONDS, return_when="FIRST_COMPLETED")
        if waiting in done:
            await _tell(send, waiting.result(), allowed)
            continue
        waiting.cancel()
        beats += 1
        if beats % BEATS_PER_CHECK == 0 and await _allowed(session_key, topics) is None:
            return
        if gone not in done:
            await _write(send, b": still here\n\n")


async def _tell(send: Send, touches: list[Touch], allowed: frozenset[str]) -> None:
    topics = sorted({touch.topic for touch in touches} & allowed)
    if topics:
        number = max(touch.pk for touch in touches)
        await _write(send, f"id: {number}\ndata: {json.dumps({'topics': topics})}\n\n".encode())


async def _catch_up(send: Send, missed: Q | None, allowed: frozenset[str]) -> None:
    """Tell what changed while nobody listened: after a broken connection, or since the page was made."""
    if missed is not None:
        await _tell(send, await in_thread(_touches)(missed, allowed), allowed)


def _missed(headers: dict[bytes, bytes], query: dict[str, list[str]]) -> Q | None:
    """Return what the page may have missed, as a filter.

    The last message it has comes from the browser as a header, from our script in the address; a page that had
    none yet says when it was made.
    """
    last = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("last-event-id", [""])[0]
    if last.isascii() and last.isdigit() and len(last) < 19:
        # PostgreSQL commits out of the order of numbers, so look a little further back; told twice does no harm.
        return Q(pk__gt=int(last) - OVERLAP_ROWS)
    try:
        made_at = datetime.fromtimestamp(float(query.get("since", [""])[0]), UTC)
        return Q(at__gt=made_at - LAG)
    except (ValueError, OverflowError, OSError):
        return None


def _touches(missed: Q, topics: frozenset[str]) -> list[Touch]:
    return list(Touch.objects.filter(missed, topic__in=topics).order_by("pk")[:500])


async def _allowed(session_key: str, topics: list[str]) -> frozenset[str] | None:
    """Return the topics this session may hear of; None when nobody is signed in."""
    return await in_thread(_allowed_now)(session_key, topics) if session_key else None


def _allowed_now(session_key: str, topics: list[str]) -> frozenset[str] | None:
    person = _person_of_session(session_key)
    return None if person is None else frozenset(visible_topics(person, topics))


def _person_of_session(session_key: str) -> Person | None:
    request = HttpRequest()
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    request.session = store(session_key)
    request.user = get_user(request)
    return person_of(request)


def _session_key(headers: dict[bytes, bytes]) -> str:
    try:
        cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return ""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        """A GET has no body worth reading."""


async def _open(send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _write(send, b"retry: 1000\n\n")


async def _write(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
