"""Blobs: bytes under their digest, whole or not at all."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from assay.kit import blobs


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_blob_lies_under_its_digest() -> None:
    blob = blobs.keep([b"hello ", b"world"])
    assert blob.sha256 == hashlib.sha256(b"hello world").hexdigest()
    assert blob.size == 11
    assert blobs.path_of(blob.sha256).read_bytes() == b"hello world"


def test_the_same_bytes_twice_are_one_file() -> None:
    assert blobs.keep([b"same"]) == blobs.keep([b"sa", b"me"])
    assert len([path for path in blobs.folder().rglob("*") if path.is_file()]) == 1


def test_an_upload_that_breaks_off_leaves_nothing() -> None:
    with pytest.raises(ConnectionError):
        _break_off()
    assert not [path for path in blobs.folder().rglob("*") if path.is_file()]


def _break_off() -> None:
    with blobs.Incoming() as incoming:
        incoming.write(b"half")
        raise ConnectionError
