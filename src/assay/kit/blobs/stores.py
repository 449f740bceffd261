"""What every place for blobs can do, and which one the settings name."""

import errno
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

# Which of these blobs does a row name?
Needed = Callable[[Collection[str]], frozenset[str]]


class StorageDown(Exception):
    """The file storage does not answer, or refuses us; the log says why."""


class NoSuchBlob(FileNotFoundError):
    """There are no such bytes."""


class NoRoom(OSError):
    """There is no room left for files."""


@dataclass(frozen=True)
class Blob:
    """Stored bytes: their SHA-256 in hexadecimal and their number."""

    sha256: str
    size: int


class Store(Protocol):
    """A place for blobs."""

    def take(self, path: Path, blob: Blob) -> None:
        """Make the bytes of the file durable under the blob's name; the file itself may be moved away."""

    def open(self, sha256: str) -> BinaryIO: ...

    def size(self, sha256: str) -> int: ...

    def all(self) -> Iterator[Blob]:
        """Yield what lies there, needed or not."""

    def sweep(self, before: datetime, needed: Needed) -> int:
        """Delete what was last stored before that moment and is not needed; return how many."""


def store() -> Store:
    """Return the place that the settings name."""
    where = settings.ASSAY_S3
    if where["bucket"]:
        return _s3(where["bucket"], where["endpoint"], where["region"])
    from assay.kit.blobs.disk import Disk

    return Disk()


def places() -> "list[Store]":
    """Return every place to tidy up: with a bucket, uploads still come in by the disk, and may be broken off there."""
    from assay.kit.blobs.disk import Disk

    return [store(), Disk()] if settings.ASSAY_S3["bucket"] else [Disk()]


def incoming_folder() -> Path:
    """Where bytes wait on their way in; the same file system as the blobs on the disk."""
    return Path(settings.MEDIA_ROOT) / "blobs" / "incoming"


@contextmanager
def no_room() -> Iterator[None]:
    """Turn the many ways of a full disk into `NoRoom`."""
    try:
        yield
    except OSError as error:
        if isinstance(error, NoRoom) or error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        raise NoRoom("The server has no room left for files. Tell its owner.") from error


@lru_cache(maxsize=4)
def _s3(bucket: str, endpoint: str, region: str) -> Store:
    from assay.kit.blobs.s3 import S3  # boto3 takes a third of a second to load

    return S3(bucket=bucket, endpoint=endpoint, region=region)
