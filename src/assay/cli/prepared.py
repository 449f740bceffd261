"""Whether there is anything to prepare, found out without Django: loading it is most of what a start takes.

After the first start a mark in the data folder says for which program and which rows of `django_migrations` everything
was made ready. A newer program, a database put back from a backup, or one on PostgreSQL: then it is looked at in full.
"""

import hashlib
import json
import os
import sqlite3
from importlib.metadata import version
from pathlib import Path

import assay
from assay import __version__

MARK = ".prepared"
# Their migrations come with their versions.
_PACKAGES = ("django", "django-allauth", "django-q2")


def is_prepared(data: Path) -> bool:
    """Return whether `note_prepared` was called on just this state of program and database."""
    state = _state(data)
    try:
        return state is not None and (data / MARK).read_bytes() == state.encode()
    except OSError:
        return False


def note_prepared(data: Path) -> None:
    """Note that the database is at this version and has its first owner."""
    state = _state(data)
    if state is not None:
        (data / MARK).write_text(state)


def _state(data: Path) -> str | None:
    """Return what the program knows and what the database has been through; None where only Django can tell."""
    if os.environ.get("DATABASE_URL"):
        return None
    try:
        opened = sqlite3.connect(f"file:{data / 'assay.sqlite3'}?mode=ro", uri=True)
        try:
            applied = opened.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
            has_owner = opened.execute("SELECT EXISTS (SELECT 1 FROM accounts_workspace)").fetchone()[0]
        finally:
            opened.close()
    except sqlite3.Error:
        return None
    folder = Path(assay.__file__).parent
    known = sorted(str(file.relative_to(folder)) for file in folder.glob("*/migrations/*.py"))
    said = [__version__, [version(name) for name in _PACKAGES], known, applied, has_owner]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
