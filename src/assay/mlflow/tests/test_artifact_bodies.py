"""Files through the native door, as the installed product opens it."""

import asyncio
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from assay.accounts.models import Person, Token
from assay.kit.blobs import NoRoom, disk
from assay.kit.blobs.stores import no_room
from assay.mlflow.artifact_bodies import artifact_bodies, handles
from assay.mlflow.errors import answer_to
from assay.mlflow.tests.tracker import FILES, Tracker
from assay.runs.models import Artifact

pytestmark = pytest.mark.django_db(transaction=True)
GONE = {"type": "http.disconnect"}


class Answer:
    """What the application sent."""

    def __init__(self, messages: Sequence[Any]) -> None:
        self.status = messages[0]["status"] if messages else 0
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]} if messages else {}
        self.chunks = [message["body"] for message in messages[1:]]
        self.body = b"".join(self.chunks)

    @property
    def code(self) -> str:
        return str(json.loads(self.body)["error_code"])


def ask(method: str, path: str, token: str, *, chunks: Sequence[Any] = ()) -> Answer:
    """Send one request; a chunk may be a whole ASGI message."""
    scope = {
        "type": "http",
        "method": method,
        "path": f"{FILES}/{path}",
        "headers": [(b"authorization", f"Bearer {token}".encode())],
    }
    assert handles(scope)
    return asyncio.run(_serve(scope, chunks))


async def _serve(scope: dict[str, Any], chunks: Sequence[Any]) -> Answer:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(max_workers=1))
    waiting = [_message(chunk, more=number < len(chunks)) for number, chunk in enumerate(chunks, 1)]
    sent: list[Any] = []

    async def receive() -> Any:
        return waiting.pop(0) if waiting else GONE

    async def send(message: Any) -> None:
        sent.append(message)

    try:
        await artifact_bodies(scope, receive, send)
    finally:
        await sync_to_async(connections.close_all, thread_sensitive=False)()
    return Answer(sent)


def _message(chunk: Any, *, more: bool) -> Any:
    return {"type": "http.request", "body": chunk, "more_body": more} if isinstance(chunk, bytes) else chunk


@pytest.fixture
def root(tracker: Tracker) -> str:
    return f"0/{tracker.start()}/artifacts"


def test_only_bodies_of_artifacts_are_handled() -> None:
    def scope(method: str, path: str) -> dict[str, str]:
        return {"type": "http", "method": method, "path": path}

    assert handles(scope("PUT", f"{FILES}/0/a/artifacts/b"))
    assert handles(scope("GET", f"{FILES.replace('/api/', '/ajax-api/')}/0/a/artifacts/b"))
    assert not handles(scope("DELETE", f"{FILES}/0/a/artifacts/b"))
    assert not handles(scope("GET", FILES))
    assert not handles(scope("POST", "/api/2.0/mlflow/runs/create"))
    assert not handles({"type": "lifespan"})


def test_body_comes_and_goes_in_pieces(root: str, ada_token: str) -> None:
    content = bytes(range(256)) * 5000
    pieces = [content[start : start + 7001] for start in range(0, len(content), 7001)]
    put = ask("PUT", f"{root}/model.bin", ada_token, chunks=pieces)
    assert (put.status, put.body) == (200, b"{}")
    got = ask("GET", f"{root}/model.bin", ada_token)
    assert (got.status, got.body) == (200, content)
    assert got.headers["content-length"] == str(len(content))
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    assert max(map(len, got.chunks)) <= 256 * 1024


def test_empty_body_is_an_empty_file(root: str, ada_token: str) -> None:
    assert ask("PUT", f"{root}/empty", ada_token, chunks=[b""]).status == 200
    assert Artifact.objects.get().size == 0


def test_upload_that_breaks_off_leaves_nothing(root: str, ada_token: str) -> None:
    before = _waiting()
    answer = ask("PUT", f"{root}/half", ada_token, chunks=[b"x" * 300_000, GONE])
    assert answer.status == 0
    assert not Artifact.objects.exists()
    assert _waiting() == before


def test_repeated_upload_replaces_the_file(root: str, ada_token: str) -> None:
    for content in (b"one", b"two"):
        assert ask("PUT", f"{root}/a", ada_token, chunks=[content]).status == 200
    assert ask("GET", f"{root}/a", ada_token).body == b"two"


@pytest.mark.parametrize("path", ["../a", "a/../../b", "a\\b", "a\0b", "%2e%2e/a", "a//b", "C:/x", "x" * 6000])
def test_bad_paths_are_refused(root: str, ada_token: str, path: str) -> None:
    answer = ask("PUT", f"{root}/{path}", ada_token, chunks=[b"x"])
    assert (answer.status, answer.code) == (400, "INVALID_PARAMETER_VALUE")
    assert ask("GET", f"{root}/{path}", ada_token).status == 400


def test_nobody_enters_without_a_token(root: str) -> None:
    answer = ask("GET", f"{root}/a", "assay_wrong")
    assert (answer.status, answer.code) == (401, "UNAUTHENTICATED")
    assert "www-authenticate" in answer.headers
    assert ask("PUT", f"{root}/a", "assay_wrong", chunks=[b"x"]).status == 401


def test_outsider_finds_nothing(root: str, ada_token: str, cy: Person) -> None:
    ask("PUT", f"{root}/a", ada_token, chunks=[b"canary"])
    _token, theirs = Token.create_for(cy, name="theirs")
    for method in ("GET", "PUT"):
        answer = ask(method, f"{root}/a", theirs, chunks=[b"x"])
        assert (answer.status, answer.code) == (404, "RESOURCE_DOES_NOT_EXIST")


def test_full_disk_is_507_for_the_client() -> None:
    with pytest.raises(NoRoom) as told, no_room(), Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")
    answer = answer_to(told.value)
    assert answer is not None
    assert answer.status_code == 507


def _waiting() -> list[Path]:
    return sorted((disk.folder() / "incoming").glob("*"))
