"""Take a backup while everybody works on: one reading transaction sees one moment of the whole database.

SQLite's writers go on beside it (WAL), PostgreSQL reads one REPEATABLE READ snapshot. Files never change once they
are stored, so those that the rows of that moment name can be copied after it.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

from assay import __version__
from assay.backup.manifest import Manifest, SavedTable
from assay.backup.places import SECRET_KEY, Target, blob_file, table_file, target_at
from assay.backup.progress import Progress, Unwatched
from assay.backup.rows import read_table, write_rows
from assay.backup.tables import Table, applied_migrations, blob_selections, tables_at
from assay.kit import blobs
from assay.kit.clock import now

_BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


def take(path: Path, *, at: datetime | None = None, progress: Progress | None = None) -> tuple[Path, Manifest]:
    """Write a backup of rows and files; return where it lies, and what it says of itself.

    Raises `FileExistsError` and, with nothing left behind, whatever disk, database or storage raise.
    """
    moment, watched = at or now(), progress or Unwatched()
    with target_at(path, at=moment) as (target, work):
        manifest, named = _save_rows(target, work, moment, watched)
        files, missing = _save_files(target, work, named, watched)
        key = _save_secret_key(target, work)
        whole = {**manifest.__dict__, "files": files, "missing": missing, "secret_key": key}
        finished = Manifest(**whole)
        return target.finish(finished), finished


def take_rows(path: Path, *, at: datetime | None = None, progress: Progress | None = None) -> tuple[Path, Manifest]:
    """Write a backup of the rows alone, for a way back on the same files. Raises as `take`."""
    moment = at or now()
    with target_at(path, at=moment) as (target, work):
        manifest, _named = _save_rows(target, work, moment, progress or Unwatched())
        finished = Manifest(**{**manifest.__dict__, "with_files": False})
        return target.finish(finished), finished


def _save_rows(target: Target, work: Path, moment: datetime, progress: Progress) -> tuple[Manifest, list[str]]:
    nodes = applied_migrations()
    tables = tables_at(nodes)
    progress.begin("Rows", len(tables))
    saved: dict[str, SavedTable] = {}
    with _one_moment():
        for table in tables:
            saved[table.name] = _save_table(target, work, table)
            progress.step()
        named = sorted({name for query in blob_selections(tables) for (name,) in _all(query)})
    manifest = Manifest(
        assay=__version__,
        made_at=moment.isoformat(),
        database=connection.vendor,
        migrations=[list(node) for node in nodes],
        tables=saved,
    )
    return manifest, named


def _save_table(target: Target, work: Path, table: Table) -> SavedTable:
    path = work / "table"
    with _private(path) as file:
        digest = write_rows(table, read_table(table), file)
    sha256 = _hash_of(path)
    target.add(table_file(table.name), path, path.stat().st_size)
    return SavedTable(
        columns=[[column.name, column.kind] for column in table.columns],
        rows=digest.rows,
        digest=str(digest),
        sha256=sha256,
        next=_next_number(table) if table.counter else None,
        counter=table.counter,
    )


def _save_files(target: Target, work: Path, named: list[str], progress: Progress) -> tuple[dict[str, int], list[str]]:
    progress.begin("Files", len(named))
    files: dict[str, int] = {}
    missing: list[str] = []
    for sha256 in named:
        try:
            files[sha256] = _save_file(target, work, sha256)
        except blobs.NoSuchBlob:
            missing.append(sha256)
        progress.step()
    return files, missing


def _save_file(target: Target, work: Path, sha256: str) -> int:
    """Copy one file and return its size; bytes that do not fit their name are as good as none."""
    size = blobs.size(sha256)
    if target.holds(blob_file(sha256), size):
        return size
    path, digest = work / "file", hashlib.sha256()
    with _private(path) as file:
        for piece in blobs.chunks(sha256):
            digest.update(piece)
            file.write(piece)
    if digest.hexdigest() != sha256:
        raise blobs.NoSuchBlob(sha256)
    target.add(blob_file(sha256), path, size)
    return size


def _save_secret_key(target: Target, work: Path) -> str:
    """Keep the key that the data folder holds; sessions and queued jobs are signed with it."""
    kept = settings.DATA / "secret-key"
    if os.environ.get("ASSAY_SECRET_KEY") or not kept.exists():
        return ""
    path = work / "key"
    with _private(path) as file:
        file.write(kept.read_bytes())
    sha256 = _hash_of(path)
    target.add(SECRET_KEY, path, path.stat().st_size)
    return sha256


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read what follows from one snapshot. Django's own `atomic` would be a writer on SQLite."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _next_number(table: Table) -> int | None:
    """Return the number after the last that was handed out, so that none is handed out twice after a restore."""
    if connection.vendor == "sqlite":
        found = _all("SELECT seq FROM sqlite_sequence WHERE name = %s", table.name)
        return int(found[0][0]) + 1 if found else None
    quoted = connection.ops.quote_name(table.name)
    ((sequence,),) = _all("SELECT pg_get_serial_sequence(%s, %s)", quoted, table.counter)
    if sequence is None:
        return None
    ((last, is_called),) = _all(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608  from the catalogue
    return int(last) + 1 if is_called else int(last)


def _all(query: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
