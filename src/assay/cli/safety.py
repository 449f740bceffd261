"""The way back from an upgrade: a copy of the database as it was, made before anything changes.

`DATA/before-upgrade/` keeps the last three. Where an upgrade was killed, the next one finds the note it left and
keeps the copy made then, for by now the database is neither old nor new.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

KEPT = 3
# The same number for all processes; it says "assay" in hexadecimal and has no other meaning.
_LOCK = 0x6173736179


@contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time change the shape of the database."""
    from django.db import connection

    with (_data() / ".upgrade.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        _ask("SELECT pg_advisory_lock(%s)", _LOCK)
        try:
            yield
        finally:
            _ask("SELECT pg_advisory_unlock(%s)", _LOCK)


def copy() -> Path:
    """Copy the database and return where the copy lies; an upgrade that was broken off made it already."""
    from django.db import connection

    note = _note()
    if note.exists() and Path(note.read_text()).exists():
        return Path(note.read_text())
    _folder().mkdir(mode=0o700, exist_ok=True)
    print("Copying the database as it is …", flush=True)
    made = _copy_sqlite() if connection.vendor == "sqlite" else _copy_rows()
    note.write_text(str(made))
    _thin_out()
    return made


def done() -> None:
    """The upgrade is over; the next one makes a copy of its own."""
    _note().unlink(missing_ok=True)


def way_back(made: Path) -> str:
    """Return what to do to go back to the former version."""
    if made.suffix == ".tar":
        return f"stop Assay, make a new database, and with the former version: assay restore {made}"
    database = _data() / "assay.sqlite3"
    return f"stop Assay, delete {database}-wal and {database}-shm, copy {made} to {database}, start the former version"


def _copy_sqlite() -> Path:
    made = _folder() / f"assay-{_stamp()}.sqlite3"
    part = made.with_suffix(".part")
    part.unlink(missing_ok=True)
    _ask("VACUUM INTO %s", str(part))
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.rename(made)
    return made


def _copy_rows() -> Path:
    from assay.backup.taking import take_rows

    made, _manifest = take_rows(_folder() / f"assay-{_stamp()}.tar")
    return made


def _thin_out() -> None:
    for old in sorted(_folder().glob("assay-*"))[:-KEPT]:
        old.unlink()


def _ask(query: str, value: str | int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query, [value])


def _data() -> Path:
    return Path(os.environ["ASSAY_DATA"])


def _folder() -> Path:
    return _data() / "before-upgrade"


def _note() -> Path:
    return _folder() / "under-way"


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
