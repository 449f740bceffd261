"""Files by content: a blob's name is the SHA-256 of its bytes, so no client's path ever becomes ours.

Blobs lie on the disk (`blobs.disk`) or in S3-compatible storage (`blobs.s3`); nobody above needs to know which.
Order matters for a crash in the middle: the bytes are durable before the caller writes its row. Bytes without a
row are swept later (`blobs.sweeping`); a row without bytes cannot come to be.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from assay.kit.blobs.stores import Blob, NoRoom, NoSuchBlob, StorageDown, incoming_folder, no_room, store

__all__ = ["Blob", "Incoming", "NoRoom", "NoSuchBlob", "StorageDown", "chunks", "exists", "keep", "open", "size"]

CHUNK = 256 * 1024


def keep(pieces: Iterable[bytes]) -> Blob:
    """Store the bytes and return their blob once they are durable. Raises `NoRoom` and `StorageDown`."""
    with Incoming() as incoming:
        for piece in pieces:
            incoming.write(piece)
        return incoming.keep()


def open(sha256: str) -> BinaryIO:  # noqa: A001  reads as `blobs.open`
    """Return the bytes as a file to read from its start on, not to seek in; the caller closes it.

    The name comes from a row, never from a client. Raises `NoSuchBlob` and `StorageDown`, which reading may as well.
    """
    return store().open(sha256)


def chunks(sha256: str) -> Iterator[bytes]:
    """Yield the bytes in pieces. Raises as `open` does."""
    with open(sha256) as file:
        while piece := file.read(CHUNK):
            yield piece


def exists(sha256: str) -> bool:
    """Whether the bytes are there. Raises `StorageDown`."""
    try:
        store().size(sha256)
    except NoSuchBlob:
        return False
    return True


def size(sha256: str) -> int:
    """Return how many bytes there are. Raises `NoSuchBlob` and `StorageDown`."""
    return store().size(sha256)


class Incoming:
    """A blob being received. Bytes go to a temporary file; `keep()` makes them durable, else they are gone.

    Writing and keeping raise `NoRoom`, keeping also `StorageDown`.
    """

    def __enter__(self) -> Self:
        waiting = incoming_folder()
        with no_room():
            waiting.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=waiting)
        self._file = os.fdopen(handle, "wb")
        self._path = Path(name)
        self._hash = hashlib.sha256()
        self.size = 0
        return self

    def write(self, chunk: bytes) -> None:
        with no_room():
            self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def keep(self) -> Blob:
        blob = Blob(sha256=self._hash.hexdigest(), size=self.size)
        with no_room():
            self._file.flush()
            os.fsync(self._file.fileno())
            store().take(self._path, blob)
        return blob

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with no_room():
            try:
                self._file.close()
            finally:
                self._path.unlink(missing_ok=True)
