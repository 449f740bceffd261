"""Blobs on the disk, in the data folder: `files/blobs/ab/cd/abcd…`."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from assay.kit.blobs.stores import Blob, Needed, NoSuchBlob, incoming_folder

A_SWEEP = 500
ASIDE = "swept-"


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "blobs"


def path_of(sha256: str) -> Path:
    """Return where the blob lies."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


class Disk:
    """A `Store`: file synced, renamed, folder synced."""

    def take(self, path: Path, blob: Blob) -> None:
        target = path_of(blob.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        _sync_folder(target.parent)

    def open(self, sha256: str) -> BinaryIO:
        try:
            return path_of(sha256).open("rb")
        except FileNotFoundError as error:
            raise NoSuchBlob(*error.args) from error

    def size(self, sha256: str) -> int:
        try:
            return path_of(sha256).stat().st_size
        except FileNotFoundError as error:
            raise NoSuchBlob(*error.args) from error

    def all(self) -> Iterator[Blob]:
        for path in _files():
            if path.parent != incoming_folder():
                yield Blob(path.name, path.stat().st_size)

    def sweep(self, before: datetime, needed: Needed) -> int:
        swept, old = 0, []
        for path in _files():
            if _is_old(path, before):
                old.append(path)
            if len(old) == A_SWEEP:
                swept += _sweep(old, before, needed)
                old = []
        return swept + _sweep(old, before, needed)


def _files() -> Iterator[Path]:
    for place, _folders, names in os.walk(folder()):
        yield from (Path(place) / name for name in names)


def _sweep(old: list[Path], before: datetime, needed: Needed) -> int:
    kept = needed([_digest(path) for path in old])
    return sum(_settle(path, before, needed, is_needed=_digest(path) in kept) for path in old)


def _settle(path: Path, before: datetime, needed: Needed, *, is_needed: bool) -> bool:
    """Delete an old file that is not needed; bring back one that a killed sweep left aside."""
    if path.parent == incoming_folder():
        if is_needed and not path_of(_digest(path)).exists():
            path.replace(path_of(_digest(path)))
        path.unlink(missing_ok=True)
        return not is_needed
    return not is_needed and _delete(path, before, needed)


def _delete(path: Path, before: datetime, needed: Needed) -> bool:
    # The same bytes may arrive at this moment. Take the file aside first: if it turns out young or needed now,
    # it goes back; if it was replaced after this, the new one is not touched.
    aside = incoming_folder() / f"{ASIDE}{path.name}"
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.rename(aside)
    except FileNotFoundError:  # somebody else sweeps
        return False
    if _is_old(aside, before) and not needed([path.name]):
        aside.unlink()
        return True
    aside.replace(path)
    return False


def _digest(path: Path) -> str:
    return path.name.removeprefix(ASIDE)


def _is_old(path: Path, before: datetime) -> bool:
    try:
        return path.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
