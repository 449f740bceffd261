"""Where backups lie: a folder that keeps several and each file once, or one tar file.

    folder/files/ab/cd/abcd…              the files of all its backups
    folder/2026-11-21T023447Z/manifest.json, tables/*.rows.gz, secret-key
    backup.tar                            the same for one backup

Everything is written under another name, synced and renamed at the end; what was broken off has no manifest.
"""

import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from assay.backup.manifest import Manifest, NoBackup, dumped, loaded

MANIFEST = "manifest.json"
SECRET_KEY = "secret-key"  # noqa: S105  the name of a file
FILES = "files"
STAMP = "%Y-%m-%dT%H%M%SZ"
PART = ".part"


class Missing(Exception):
    """The backup does not hold this file."""


class Source(Protocol):
    """A backup to read."""

    def open(self, name: str) -> BinaryIO:
        """Open a file of the backup, to be read once. Raises `Missing`."""

    def close(self) -> None: ...


class Target(Protocol):
    """A backup being written."""

    def add(self, name: str, path: Path, size: int) -> None:
        """Take over the file at `path`."""

    def holds(self, name: str, size: int) -> bool:
        """Whether an earlier backup left this file here."""

    def finish(self, manifest: Manifest) -> Path:
        """Write the manifest, make all durable, and return where the backup lies."""

    def close(self) -> None: ...


def table_file(name: str) -> str:
    return f"tables/{name}.rows.gz"


def blob_file(sha256: str) -> str:
    return f"{FILES}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


@contextmanager
def target_at(path: Path, *, at: datetime) -> Iterator[tuple[Target, Path]]:
    """Open a place for a new backup, and a folder for work; what is not finished is removed again."""
    owner = path.parent if path.suffix == ".tar" else path
    if path.suffix == ".tar" and path.exists():
        raise FileExistsError(f"There is a file {path} already.")
    owner.mkdir(parents=True, exist_ok=True)
    stamp = at.astimezone(UTC).strftime(STAMP)
    work = owner / f".{path.stem if path.suffix == '.tar' else stamp}-{os.getpid()}{PART}"
    work.mkdir(mode=0o700)
    target = TarTarget(path, work) if path.suffix == ".tar" else FolderTarget(path, work, path / stamp)
    try:
        yield target, work
    finally:
        target.close()
        shutil.rmtree(work, ignore_errors=True)


def source_at(path: Path) -> tuple[Source, Manifest, Path]:
    """Open the backup at `path`, of a folder with several the newest. Raises `NoBackup`."""
    if path.is_dir():
        one = path if (path / MANIFEST).exists() or not backups_in(path) else backups_in(path)[-1]
        return _opened(FolderSource(one), one)
    if not path.exists():
        raise NoBackup(f"There is nothing at {path}.")
    return _opened(TarSource(path), path)


def backups_in(folder: Path) -> list[Path]:
    """Return the finished backups of a folder, oldest first."""
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}") if _moment(path.parent.name))


def made_at(backup: Path) -> datetime:
    """Return when a backup of a folder was made, by its name."""
    return _moment(backup.name) or datetime.fromtimestamp(0, UTC)


class FolderTarget:
    """A new backup in a folder."""

    def __init__(self, folder: Path, work: Path, final: Path) -> None:
        self._folder, self._whole, self._final = folder, work / "whole", final
        (folder / FILES).mkdir(mode=0o700, exist_ok=True)
        self._whole.mkdir(mode=0o700)

    def add(self, name: str, path: Path, size: int) -> None:
        place = (self._folder if name.startswith(f"{FILES}/") else self._whole) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        _sync(path)
        path.replace(place)
        _sync(place.parent)

    def holds(self, name: str, size: int) -> bool:
        path = self._folder / name
        return path.is_file() and path.stat().st_size == size

    def finish(self, manifest: Manifest) -> Path:
        (self._whole / MANIFEST).write_bytes(dumped(manifest))
        _sync(self._whole / MANIFEST)
        _sync(self._whole)
        self._whole.rename(self._final)
        _sync(self._folder)
        return self._final

    def close(self) -> None:
        """Nothing is held."""


class TarTarget:
    """A new backup in one file."""

    def __init__(self, path: Path, work: Path) -> None:
        self._path = path
        self._part = work / "backup.tar"
        handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115

    def add(self, name: str, path: Path, size: int) -> None:
        facts = tarfile.TarInfo(name)
        facts.size, facts.mode = size, 0o600
        with path.open("rb") as file:
            self._tar.addfile(facts, file)
        path.unlink()

    def holds(self, name: str, size: int) -> bool:
        return False

    def finish(self, manifest: Manifest) -> Path:
        written = self._part.with_name(MANIFEST)
        written.write_bytes(dumped(manifest))
        self.add(MANIFEST, written, written.stat().st_size)
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._part.rename(self._path)
        _sync(self._path.parent)
        return self._path

    def close(self) -> None:
        self._file.close()


class FolderSource:
    """A backup in a folder."""

    def __init__(self, backup: Path) -> None:
        self._backup = backup

    def open(self, name: str) -> BinaryIO:
        owner = self._backup.parent if name.startswith(f"{FILES}/") else self._backup
        try:
            return (owner / name).open("rb")
        except OSError as error:
            raise Missing(name) from error

    def close(self) -> None:
        """Nothing is held."""


class TarSource:
    """A backup in one file. Its members are found by their exact names and never unpacked."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            self._tar = tarfile.open(fileobj=self._file, mode="r:")  # noqa: SIM115  it holds the file only
            self._members = {member.name: member for member in self._tar if member.isfile()}
        except (tarfile.TarError, OSError, EOFError) as error:
            self._file.close()
            raise NoBackup(f"{path} cannot be read as a backup: {error}") from error

    def open(self, name: str) -> BinaryIO:
        member = self._members.get(name)
        found = self._tar.extractfile(member) if member else None
        if found is None:
            raise Missing(name)
        return found  # type: ignore[return-value]  # a file to read, whatever the stubs say

    def close(self) -> None:
        self._file.close()


def _opened(source: Source, place: Path) -> tuple[Source, Manifest, Path]:
    try:
        with source.open(MANIFEST) as file:
            return source, loaded(file.read()), place
    except NoBackup as error:
        source.close()
        raise NoBackup(f"{place}: {error}") from error
    except Missing as error:
        source.close()
        raise NoBackup(f"{place} is no backup, or one that was broken off: it has no {MANIFEST}.") from error
    except (tarfile.TarError, OSError) as error:
        source.close()
        raise NoBackup(f"{place} cannot be read: {error}") from error


def _moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
