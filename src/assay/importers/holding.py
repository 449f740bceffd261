"""One process at a time works on a source or exports a project. What holds it goes with the process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from assay.importers.models import Source
from assay.projects.models import Project

# The upper half of PostgreSQL's number of a lock: ours, so that no other use of numbers meets it.
_LOCKS = {"source": 0x61737379, "export": 0x6173737A}


@contextmanager
def alone(held: Source | Project) -> Iterator[bool]:
    """Hold the source, or the export of the project, while the block runs; False when another process holds it."""
    hold = _at_database if connection.vendor == "postgresql" else _at_file
    with hold("source" if isinstance(held, Source) else "export", held.pk) as is_ours:
        yield is_ours


@contextmanager
def _at_database(kind: str, number: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS[kind], number])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCKS[kind], number])


@contextmanager
def _at_file(kind: str, number: int) -> Iterator[bool]:
    """SQLite is one machine's, and so is the lock."""
    folder = settings.DATA / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{kind}-{number}").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
