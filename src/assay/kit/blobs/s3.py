"""Blobs in S3-compatible storage: `blobs/ab/cd/abcd…` in the bucket, loaded only where a bucket is named.

An upload has been stored before `take` returns. A sweep cannot take an object aside atomically, as a rename does on
the disk, so it copies it to `swept/` first: readers find it there, and the next sweep brings it back if a row needs it.
"""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from storages.backends.s3 import S3Storage

from assay.kit.blobs.stores import Blob, Needed, NoSuchBlob, StorageDown

CONNECT_SECONDS = 3
READ_SECONDS = 10
TRIES = 3
A_SWEEP = 500
BLOBS, SWEPT = "blobs/", "swept/"
_MISSING = {"404", "NoSuchKey", "NotFound"}
log = logging.getLogger(__name__)


class S3:
    """A `Store` in one bucket. Keys come from the usual AWS_* variables, or from the machine's role."""

    def __init__(self, *, bucket: str, endpoint: str, region: str) -> None:
        self._storage = S3Storage(
            bucket_name=bucket,
            endpoint_url=endpoint or None,
            region_name=region or None,
            client_config=_config(has_endpoint=bool(endpoint)),
        )

    def take(self, path: Path, blob: Blob) -> None:
        # Stored again even if it is there: its date keeps the sweep away until the row is written.
        with _reached(), path.open("rb") as file:
            self._bucket.upload_fileobj(file, key_of(blob.sha256))

    def open(self, sha256: str) -> BinaryIO:
        for key in (key_of(sha256), key_of(sha256, below=SWEPT)):
            with _reached():
                found = _present(self._bucket.Object(key).get)
            if found is not None:
                return cast("BinaryIO", io.BufferedReader(_Body(found["Body"]), 256 * 1024))
        raise NoSuchBlob(sha256)

    def size(self, sha256: str) -> int:
        for key in (key_of(sha256), key_of(sha256, below=SWEPT)):
            with _reached():
                found = _present(lambda key=key: self._bucket.Object(key).content_length)
            if found is not None:
                return int(found)
        raise NoSuchBlob(sha256)

    def all(self) -> Iterator[Blob]:
        with _reached():
            for one in self._bucket.objects.filter(Prefix=BLOBS):
                yield Blob(one.key.rpartition("/")[2], one.size)

    def sweep(self, before: datetime, needed: Needed) -> int:
        with _reached():
            for broken_off in self._bucket.multipart_uploads.all():
                if broken_off.initiated < before:
                    broken_off.abort()
            self._settle(before, needed)
            return self._put_aside(before, needed)

    def _settle(self, before: datetime, needed: Needed) -> None:
        """Delete for good what was put aside by an earlier sweep, or bring it back where a row needs it after all."""
        for names in self._old(SWEPT, before):
            wanted = needed(names)
            for name in names:
                if name in wanted:
                    self._copy(key_of(name, below=SWEPT), key_of(name))
                self._bucket.Object(key_of(name, below=SWEPT)).delete()

    def _put_aside(self, before: datetime, needed: Needed) -> int:
        swept = 0
        for names in self._old(BLOBS, before):
            doomed = sorted(set(names) - needed(names))
            for name in doomed:
                self._copy(key_of(name), key_of(name, below=SWEPT))
                self._bucket.Object(key_of(name)).delete()
            swept += len(doomed)
        return swept

    def _old(self, prefix: str, before: datetime) -> Iterator[list[str]]:
        found = self._bucket.objects.filter(Prefix=prefix)
        names = (one.key.rpartition("/")[2] for one in found if one.last_modified < before)
        while some := list(islice(names, A_SWEEP)):
            yield some

    def _copy(self, source: str, target: str) -> None:
        self._bucket.copy({"Bucket": self._bucket.name, "Key": source}, target)

    @property
    def _bucket(self) -> Any:
        return self._storage.connection.Bucket(self._storage.bucket_name)  # one connection for each thread


class _Body(io.RawIOBase):
    """An answer's body as a file, with the storage's faults under our name."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _reached():
            piece = self._body.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._body.close()
        super().close()


def key_of(sha256: str, *, below: str = BLOBS) -> str:
    return f"{below}{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _config(*, has_endpoint: bool) -> Config:
    return Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": TRIES},
        # Storage other than Amazon's often knows neither host names per bucket nor the newer check sums.
        s3={"addressing_style": "path" if has_endpoint else "auto"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


def _present(ask: Any) -> Any:
    """Return what the storage says, or None where it has no such object."""
    try:
        return ask()
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _MISSING:
            return None
        raise


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error, HTTPClientError) as error:
        log.warning("The file storage failed: %s", error)
        raise StorageDown("The file storage does not answer. Nothing was changed; try again in a minute.") from error
