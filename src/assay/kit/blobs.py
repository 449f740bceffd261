"""Files by content: a blob's name is the SHA-256 of its bytes, so no client's path ever becomes ours."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings


@dataclass(frozen=True)
class Blob:
    """Stored bytes: their SHA-256 in hexadecimal and their number."""

    sha256: str
    size: int


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "blobs"


def path_of(sha256: str) -> Path:
    """Return where the blob lies; the caller got the name from a row, never from a client."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def keep(chunks: Iterable[bytes]) -> Blob:
    """Store the bytes and return their blob once they are on disk."""
    with Incoming() as incoming:
        for chunk in chunks:
            incoming.write(chunk)
        return incoming.keep()


class Incoming:
    """A blob being received. Bytes go to a temporary file; `keep()` makes them durable, else they are gone.

    Order matters for a crash in the middle: file written, file synced, renamed, folder synced; the caller
    writes its row after that. A file without a row is swept later, a row without a file cannot be.
    """

    def __enter__(self) -> Self:
        waiting = folder() / "incoming"
        waiting.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=waiting)
        self._file = os.fdopen(handle, "wb")
        self._path = Path(name)
        self._hash = hashlib.sha256()
        self.size = 0
        return self

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def keep(self) -> Blob:
        self._file.flush()
        os.fsync(self._file.fileno())
        sha256 = self._hash.hexdigest()
        target = path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._path.replace(target)
        _sync_folder(target.parent)
        return Blob(sha256=sha256, size=self.size)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
