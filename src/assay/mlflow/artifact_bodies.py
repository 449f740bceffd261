"""Artifact bodies as a native ASGI application, so that a slow or large file holds no thread of Django's.

Only the database and the disk are waited for in threads; between the chunks of a slow client nothing is held.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from assay.kit import blobs
from assay.kit.addresses import address_in
from assay.kit.threads import in_thread
from assay.mlflow.addresses import split
from assay.mlflow.artifacts import CHUNK, Address, artifact_at, writable_address
from assay.mlflow.doors import check_may_write, token_of
from assay.mlflow.errors import answer_to
from assay.runs import files
from assay.runs.models import Artifact
from assay.web.file_answers import saved_headers

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_PREFIXES = tuple(f"/{door}/2.0/mlflow-artifacts/artifacts/" for door in ("api", "ajax-api"))


@dataclass(frozen=True)
class Caller:
    """Who asks: by which token, and from where."""

    authorization: str
    address: str


class BrokenOff(Exception):
    """The client went away; nobody is left to answer."""


def handles(scope: Scope) -> bool:
    """Say whether this application serves the request."""
    return (
        scope["type"] == "http" and scope["method"] in {"PUT", "GET"} and split(scope["path"])[1].startswith(_PREFIXES)
    )


async def artifact_bodies(scope: Scope, receive: Receive, send: Send) -> None:
    """Take or give the body of one artifact."""
    path = _path(scope)
    try:
        if scope["method"] == "PUT":
            await _upload(path, _caller(scope), receive)
            await _send_whole(send, HttpResponse(b"{}", content_type="application/json"))
        else:
            await _download(path, _caller(scope), send)
    except BrokenOff:
        return
    except Exception as fault:
        answer = answer_to(fault)
        if answer is None:
            raise
        await _send_whole(send, answer)


async def _upload(path: str, caller: Caller, receive: Receive) -> None:
    address = await in_thread(_upload_address)(path, caller)
    incoming = await in_thread(_open_incoming)()
    try:
        async for chunk in _chunks(receive):
            await in_thread(incoming.write)(chunk)
        await in_thread(_keep)(incoming, address)
    finally:
        await in_thread(incoming.__exit__)(None, None, None)


async def _download(path: str, caller: Caller, send: Send) -> None:
    artifact = await in_thread(_download_artifact)(path, caller)
    file = await in_thread(blobs.open)(artifact.sha256)
    try:
        await _start(send, 200, saved_headers(artifact.path, size=artifact.size))
        while chunk := await in_thread(file.read)(CHUNK):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        await in_thread(file.close)()


async def _chunks(receive: Receive) -> AsyncIterator[bytes]:
    """Yield the body in pieces of at least `CHUNK`, so that small packets cost few trips to a thread."""
    waiting = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BrokenOff
        waiting += message.get("body", b"")
        is_last = not message.get("more_body", False)
        if waiting and (is_last or len(waiting) >= CHUNK):
            yield bytes(waiting)
            waiting.clear()
        if is_last:
            return


def _upload_address(path: str, caller: Caller) -> Address:
    token = token_of(caller.authorization, address=caller.address)
    check_may_write(token)
    return writable_address(path, token.person)


def _download_artifact(path: str, caller: Caller) -> Artifact:
    return artifact_at(path, token_of(caller.authorization, address=caller.address).person)


def _open_incoming() -> blobs.Incoming:
    return blobs.Incoming().__enter__()


def _keep(incoming: blobs.Incoming, address: Address) -> None:
    files.keep(address.root, address.path, incoming.keep())


def _path(scope: Scope) -> str:
    _base, path = split(str(scope["path"]))
    return next(path[len(prefix) :] for prefix in _PREFIXES if path.startswith(prefix))


def _caller(scope: Scope) -> Caller:
    known = {bytes(name).lower(): bytes(value).decode("latin-1") for name, value in scope["headers"]}
    return Caller(known.get(b"authorization", ""), address_in(scope))


async def _send_whole(send: Send, response: HttpResponse) -> None:
    headers = dict(response.items()) | {"Content-Length": str(len(response.content))}
    await _start(send, response.status_code, headers)
    await send({"type": "http.response.body", "body": response.content})


async def _start(send: Send, status: int, headers: dict[str, str]) -> None:
    encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
