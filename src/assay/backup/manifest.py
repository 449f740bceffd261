"""What a backup says of itself. It is written last and sealed, so a backup without one was never finished."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1


class NoBackup(Exception):
    """This is no backup, or one that was never finished or cannot be read; the message says which."""


@dataclass(frozen=True)
class SavedTable:
    """One table: its columns with their kinds, its rows, their digest, the hash of its file, the next number."""

    columns: list[list[str]]
    rows: int
    digest: str
    sha256: str
    next: int | None = None
    counter: str = ""


@dataclass(frozen=True)
class Manifest:
    """Versions, migrations, tables, and the size of each file by its SHA-256."""

    assay: str
    made_at: str
    database: str
    migrations: list[list[str]]
    tables: dict[str, SavedTable]
    files: dict[str, int] = field(default_factory=dict)
    # Named by rows, but gone from the storage before the backup.
    missing: list[str] = field(default_factory=list)
    with_files: bool = True
    secret_key: str = ""
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def bytes_of_files(self) -> int:
        return sum(self.files.values())


def dumped(manifest: Manifest) -> bytes:
    said = asdict(manifest)
    return json.dumps({**said, "seal": _seal(said)}, indent=1, ensure_ascii=False).encode()


def loaded(raw: bytes) -> Manifest:
    """Read a manifest. Raises `NoBackup`."""
    try:
        said = json.loads(raw)
        seal = said.pop("seal")
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise NoBackup("Its manifest.json is damaged: it cannot be read.") from error
    if seal != _seal(said):
        raise NoBackup("Its manifest.json is damaged: it was changed after it was written.")
    if said["format"] > FORMAT:
        raise NoBackup(f"It was written by a newer Assay ({said['assay']}), in a form this one does not know.")
    tables = {name: SavedTable(**table) for name, table in said.pop("tables").items()}
    return Manifest(**said, tables=tables)


def _seal(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
