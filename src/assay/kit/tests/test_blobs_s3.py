"""Blobs in S3-compatible storage, against moto's server; and its faults, against one that only fails."""

import os
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client

from assay.kit import blobs
from assay.kit.blobs import s3
from assay.kit.blobs.stores import Blob, incoming_folder, store
from assay.kit.blobs.sweeping import sweep_blobs
from assay.kit.clock import now

LATER = timedelta(hours=1)
BUCKET = "assay"


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.delenv("AWS_PROFILE", raising=False)


@pytest.fixture
def bucket(moto: str, settings: Any) -> Any:
    """An empty bucket, which the settings name."""
    settings.ASSAY_S3 = {"bucket": BUCKET, "endpoint": moto, "region": "us-east-1"}
    found = store()._bucket  # type: ignore[attr-defined]
    if found.creation_date is None:
        found.create()
    found.objects.delete()
    return found


def test_a_blob_is_stored_under_its_digest_and_read_in_pieces(bucket: Any) -> None:
    content = bytes(range(256)) * 3000
    blob = blobs.keep([content[:1000], content[1000:]])
    assert [one.key for one in bucket.objects.all()] == [s3.key_of(blob.sha256)]
    assert b"".join(blobs.chunks(blob.sha256)) == content
    assert blobs.size(blob.sha256) == len(content)
    assert list(store().all()) == [blob]
    assert list(incoming_folder().iterdir()) == []


def test_an_empty_blob_is_one_too(bucket: Any) -> None:
    assert b"".join(blobs.chunks(blobs.keep([]).sha256)) == b""


def test_a_large_blob_goes_in_parts(bucket: Any) -> None:
    content = b"0123456789abcdef" * 1024 * 1024
    assert b"".join(blobs.chunks(blobs.keep([content]).sha256)) == content


def test_bytes_that_are_not_there_are_told(bucket: Any) -> None:
    assert not blobs.exists("0" * 64)
    with pytest.raises(blobs.NoSuchBlob):
        blobs.open("0" * 64)


def test_an_upload_that_breaks_off_leaves_nothing(bucket: Any) -> None:
    with blobs.Incoming() as incoming:
        incoming.write(b"half")
    assert list(bucket.objects.all()) == []


def test_sweep_deletes_what_nothing_needs(bucket: Any) -> None:
    wanted, orphan = (blobs.keep([content]) for content in (b"needed", b"orphan"))
    assert store().sweep(now() - LATER, only()) == 0
    assert store().sweep(now() + LATER, only(wanted)) == 1
    assert blobs.exists(wanted.sha256)
    store().sweep(now() + LATER, only(wanted))
    assert not blobs.exists(orphan.sha256)
    assert len(list(bucket.objects.all())) == 1


def test_bytes_whose_row_came_during_the_sweep_stay_readable_and_come_back(bucket: Any) -> None:
    blob = blobs.keep([b"row comes late"])
    assert store().sweep(now() + LATER, only()) == 1
    assert b"".join(blobs.chunks(blob.sha256)) == b"row comes late"
    store().sweep(now() + LATER, only(blob))
    assert [one.key for one in bucket.objects.all()] == [s3.key_of(blob.sha256)]


def test_an_upload_in_parts_that_was_broken_off_is_swept(bucket: Any) -> None:
    bucket.Object("blobs/ha/lf/half").initiate_multipart_upload()
    store().sweep(now() + LATER, only())
    assert list(bucket.multipart_uploads.all()) == []


@pytest.mark.django_db
def test_what_was_broken_off_on_its_way_to_the_bucket_is_swept(bucket: Any) -> None:
    blobs.keep([b"x"])
    broken = incoming_folder() / "broken-off"
    broken.write_bytes(b"half")
    os.utime(broken, (0, 0))
    sweep_blobs.work()
    assert not broken.exists()


@pytest.fixture
def failing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A storage that answers everything with 500."""
    server = HTTPServer(("127.0.0.1", 0), _Failing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(s3, "TRIES", 1)
    address = f"http://127.0.0.1:{server.server_port}"
    settings.ASSAY_S3 = {"bucket": "failing", "endpoint": address, "region": "us-east-1"}
    yield
    server.shutdown()
    server.server_close()


@pytest.fixture
def silent(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A storage that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        monkeypatch.setattr(s3, "TRIES", 1)
        monkeypatch.setattr(s3, "READ_SECONDS", 0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings.ASSAY_S3 = {"bucket": "silent", "endpoint": address, "region": "us-east-1"}
        yield


class _Failing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(500)

    do_PUT = do_HEAD = do_POST = do_GET  # noqa: N815  as the library names them

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("fault", ["failing", "silent"])
def test_a_storage_that_fails_is_told_and_nothing_is_kept(fault: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(fault)
    with pytest.raises(blobs.StorageDown, match="try again"):
        blobs.keep([b"content"])
    with pytest.raises(blobs.StorageDown):
        blobs.open("0" * 64)
    with pytest.raises(blobs.StorageDown):
        blobs.exists("0" * 64)
    assert list(incoming_folder().iterdir()) == []


def test_pages_answer_503_when_the_storage_is_away(failing: None, run: Any, ada_client: Client) -> None:
    from assay.runs import files

    files.keep(files.Root(run=run), "a.txt", Blob(sha256="0" * 64, size=1))
    answer = ada_client.get(f"/runs/{run.uid}/artifacts/a.txt")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "file storage does not answer" in answer.content.decode()


def test_clients_of_the_protocol_are_told_to_come_again(failing: None, run: Any, api: Any, ada: Any) -> None:
    path = f"/api/2.0/mlflow-artifacts/artifacts/0/{run.uid}/artifacts/a.txt"
    answer = api(ada).put(path, b"content", content_type="application/octet-stream")
    assert answer.status_code == 503
    assert answer.json()["error_code"] == "TEMPORARILY_UNAVAILABLE"
    assert not run.artifacts.exists()


@pytest.fixture
def run(ada: Any) -> Any:
    from assay.runs.groups import default_group
    from assay.runs.lifecycle import NewRun, start_run

    return start_run(default_group(ada), NewRun(), by=ada)


def only(*wanted: Blob) -> Any:
    return lambda names: frozenset({one.sha256 for one in wanted} & set(names))
