"""Blobs on the disk: bytes under their digest, whole or not at all; what nothing needs is swept."""

import hashlib
import os
import time
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from assay.kit import blobs
from assay.kit.blobs import disk
from assay.kit.blobs.disk import Disk
from assay.kit.blobs.naming import columns
from assay.kit.blobs.stores import incoming_folder
from assay.kit.clock import now

A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_blob_lies_under_its_digest() -> None:
    blob = blobs.keep([b"hello ", b"world"])
    assert blob.sha256 == hashlib.sha256(b"hello world").hexdigest()
    assert blob.size == blobs.size(blob.sha256) == 11
    assert disk.path_of(blob.sha256).read_bytes() == b"hello world"


def test_a_blob_is_read_in_pieces() -> None:
    content = bytes(range(256)) * 3000
    pieces = list(blobs.chunks(blobs.keep([content]).sha256))
    assert len(pieces) > 1
    assert b"".join(pieces) == content


def test_the_same_bytes_twice_are_one_file() -> None:
    assert blobs.keep([b"same"]) == blobs.keep([b"sa", b"me"])
    assert len(_files()) == 1


def test_an_upload_that_breaks_off_leaves_nothing() -> None:
    with pytest.raises(ConnectionError):
        _break_off()
    assert _files() == []


def test_bytes_that_are_not_there_are_told() -> None:
    assert not blobs.exists("0" * 64)
    with pytest.raises(blobs.NoSuchBlob):
        blobs.open("0" * 64)


def test_sweep_deletes_old_bytes_that_nothing_needs_only() -> None:
    wanted, orphan, young = (blobs.keep([content]).sha256 for content in (b"needed", b"orphan", b"young"))
    broken = incoming_folder() / "broken-off"
    broken.write_bytes(b"half")
    for path in (disk.path_of(wanted), disk.path_of(orphan), broken):
        _make_old(path)
    assert Disk().sweep(now() - A_DAY, only(wanted)) == 2
    assert [blobs.exists(one) for one in (wanted, orphan, young)] == [True, False, True]
    assert not broken.exists()


def test_same_bytes_stored_again_are_young_again() -> None:
    digest = blobs.keep([b"again"]).sha256
    _make_old(disk.path_of(digest))
    blobs.keep([b"again"])
    Disk().sweep(now() - A_DAY, only())
    assert blobs.exists(digest)


def test_bytes_that_are_needed_at_the_last_moment_stay() -> None:
    digest = blobs.keep([b"row comes late"]).sha256
    _make_old(disk.path_of(digest))
    answers = iter([frozenset[str](), frozenset({digest})])
    assert Disk().sweep(now() - A_DAY, lambda _names: next(answers)) == 0
    assert blobs.exists(digest)


def test_a_sweep_that_was_killed_loses_nothing() -> None:
    digest = blobs.keep([b"taken aside"]).sha256
    aside = incoming_folder() / f"{disk.ASIDE}{digest}"
    disk.path_of(digest).rename(aside)
    _make_old(aside)
    Disk().sweep(now() - A_DAY, only(digest))
    assert blobs.exists(digest)


def test_every_column_of_digests_is_registered() -> None:
    """Else the sweep would delete bytes that a row names. A primary key says what its row is of and holds nothing."""
    named = {(model, field) for model, field in columns()}
    held = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.name.endswith("sha256") and not field.primary_key
    }
    assert held - named == set()


def only(*names: str) -> Any:
    return lambda asked: frozenset(set(asked) & set(names))


def _files() -> Collection[Path]:
    return [path for path in disk.folder().rglob("*") if path.is_file()]


def _break_off() -> None:
    with blobs.Incoming() as incoming:
        incoming.write(b"half")
        raise ConnectionError


def _make_old(path: Path) -> None:
    moment = time.time() - 2 * A_DAY.total_seconds()
    os.utime(path, (moment, moment))
