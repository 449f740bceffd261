"""The one database: SQLite in the data folder, or PostgreSQL by `DATABASE_URL`."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# FULL: an acknowledged write survives a power cut. IMMEDIATE: two writers wait for each other instead of
# failing at the first write after a read. Five seconds of waiting, then the page answers 503.
SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"


class UnknownDatabase(ValueError):
    """`DATABASE_URL` names a database that Assay does not run on."""


def from_url(url: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for `url`; an empty one means SQLite at `data/assay.sqlite3`."""
    if not url:
        return _sqlite(data / "assay.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(parts.path))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise UnknownDatabase(f"DATABASE_URL begins with {parts.scheme}://; use postgresql://, or leave it out for SQLite.")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "assay.kit.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": SQLITE_START},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
