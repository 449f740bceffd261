"""Recompute everything a backup says of itself, and name what is not so."""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from assay.backup.manifest import Manifest, SavedTable
from assay.backup.places import SECRET_KEY, Missing, Source, blob_file, table_file
from assay.backup.progress import Progress, Unwatched
from assay.backup.rows import DamagedRows, RowDigest, read_rows
from assay.backup.tables import Column, Table

CHUNK = 1024 * 1024


def damages(source: Source, manifest: Manifest, *, progress: Progress | None = None) -> Iterator[str]:
    """Yield a line for each table or file that is missing or not as it was written."""
    watched = progress or Unwatched()
    watched.begin("Tables", len(manifest.tables))
    for name, saved in sorted(manifest.tables.items()):
        yield from _table_damage(source, name, saved)
        watched.step()
    watched.begin("Files", len(manifest.files))
    for sha256, size in sorted(manifest.files.items()):
        yield from _file_damage(source, blob_file(sha256), sha256, size)
        watched.step()
    if manifest.secret_key:
        yield from _file_damage(source, SECRET_KEY, manifest.secret_key, None)


def table_of(name: str, saved: SavedTable) -> Table:
    columns = tuple(Column(column, kind) for column, kind in saved.columns)
    return Table(name, columns, counter=saved.counter)


class HashedFile:
    """A file that hashes what is read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._hash.update(piece)
        self.size += len(piece)
        return piece

    def sha256(self) -> str:
        """Return the hash of the whole file."""
        while self.read(CHUNK):
            """What gzip left unread counts as well."""
        return self._hash.hexdigest()


def _table_damage(source: Source, name: str, saved: SavedTable) -> Iterator[str]:
    digest = RowDigest(table_of(name, saved))
    try:
        with source.open(table_file(name)) as file:
            hashed: Any = HashedFile(file)
            fault = _read_all(hashed, digest)
            is_whole = hashed.sha256() == saved.sha256
    except Missing:
        yield f"table {name}: its file {table_file(name)} is missing"
        return
    except OSError as error:
        yield f"table {name}: {error}"
        return
    if fault or not is_whole:
        yield f"table {name}: its file {table_file(name)} is damaged{fault}"
    elif (digest.rows, str(digest)) != (saved.rows, saved.digest):
        yield f"table {name}: its rows are not those that were saved"


def _read_all(file: Any, digest: RowDigest) -> str:
    try:
        for rows in read_rows(file):
            digest.add(rows, map(msgspec.msgpack.encode, rows))
    except DamagedRows as error:
        return f" ({error})"
    except (ValueError, TypeError, IndexError) as error:  # whatever damaged bytes may decode to
        return f" ({error})"
    return ""


def _file_damage(source: Source, name: str, sha256: str, size: int | None) -> Iterator[str]:
    try:
        with source.open(name) as file:
            hashed = HashedFile(file)
            found = hashed.sha256()
    except Missing:
        yield f"file {name}: missing"
        return
    except OSError as error:
        yield f"file {name}: {error}"
        return
    if found != sha256 or size not in {None, hashed.size}:
        yield f"file {name}: damaged, its bytes do not fit their SHA-256"
