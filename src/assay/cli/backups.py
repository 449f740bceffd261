"""`assay backup`, `assay verify`, `assay restore`."""

import argparse
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assay.cli.parsing import CannotDo, Commands, add
from assay.cli.prepare import check_is_not_newer, set_up_django
from assay.cli.watching import watched

if TYPE_CHECKING:
    from assay.backup.manifest import Manifest
    from assay.backup.places import Source

SQLITE = "assay.sqlite3"
RESTORING = ".restoring"


def add_to(commands: Commands) -> None:
    text = "Save all rows and files, while Assay runs: to a file.tar, or to a folder that keeps each file once."
    saving = add(commands, "backup", text, backup)
    saving.add_argument("target", nargs="?", metavar="FILE or DIR", help="FILE.tar or a folder of backups")
    saving.add_argument("--nightly", action="store_true", help="into ASSAY_BACKUP_DIR; thins out older ones")
    checking = add(commands, "verify", "Recompute a backup and name what is damaged; exits 1 then.", verify)
    checking.add_argument("backup", metavar="BACKUP", help="FILE.tar, one backup, or a folder (its newest)")
    bringing = add(commands, "restore", "Restore a backup into an empty data folder or DATABASE_URL.", restore)
    bringing.add_argument("backup", metavar="BACKUP", help="FILE.tar, one backup, or a folder (its newest)")


def backup(args: argparse.Namespace) -> int:
    """Take a backup and say what is in it."""
    check_there_is_data()
    set_up_django()
    check_is_not_newer()
    from assay.backup import taking

    target = _target(args)
    with _alone(target) if args.nightly else nullcontext(), watched() as progress:
        try:
            place, manifest = taking.take(target, progress=progress)
        except OSError as error:
            raise CannotDo(f"The backup could not be written; nothing of it is left behind. {error}") from error
    _say_taken(place, manifest)
    if args.nightly:
        _thin_out(target)
    return 0


def verify(args: argparse.Namespace) -> int:
    """Name what is damaged; 1 when anything is."""
    set_up_django()
    from assay.backup.verifying import damages

    source, manifest, place = _opened(args.backup)
    with watched() as progress:
        found = list(damages(source, manifest, progress=progress))
    source.close()
    for damage in found:
        print(f"damaged: {damage}")
    print(f"{place}: {_size_of(manifest)}, made {manifest.made_at} by Assay {manifest.assay}.")
    print("It is whole." if not found else f"{len(found)} parts of it are damaged. Do not rely on it.")
    return 1 if found else 0


def restore(args: argparse.Namespace) -> int:
    """Fill an empty place and prove it equal."""
    folder = Path(os.environ["ASSAY_DATA"])
    if not os.environ.get("DATABASE_URL") and (folder / SQLITE).exists():
        raise CannotDo(f"{folder} holds Assay data already. Name an empty folder with --data.")
    source, manifest, place = _opened(args.backup)
    with _fresh_database(folder):
        _put_secret_key(source, manifest, folder)
        set_up_django()
        _restore(source, manifest)
    print(f"Restored {_size_of(manifest)} from {place}; all are equal to the backup by their digests.")
    print("Start it with: assay up --data " + str(folder))
    return 0


def check_there_is_data() -> None:
    """Raise `CannotDo` where the data folder holds no database; none is made by asking."""
    folder = Path(os.environ["ASSAY_DATA"])
    if not os.environ.get("DATABASE_URL") and not (folder / SQLITE).exists():
        raise CannotDo(f"There is no Assay data in {folder}. Name its folder with --data; ./run demo uses .demo/data.")


def _target(args: argparse.Namespace) -> Path:
    nightly = os.environ.get("ASSAY_BACKUP_DIR", "")
    if args.nightly and not nightly:
        raise CannotDo("Name a folder for nightly backups in ASSAY_BACKUP_DIR.")
    given = args.target or nightly
    if args.nightly:
        given = nightly
    return Path(given or f"assay-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.tar").resolve()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder; a second nightly backup has nothing to do."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotDo("Another nightly backup is running.") from None
        yield


def _say_taken(place: Path, manifest: "Manifest") -> None:
    print(f"Saved {_size_of(manifest)} to {place}")
    if manifest.missing:
        print(f"{len(manifest.missing)} files that rows name are gone from the storage or damaged:", file=sys.stderr)
        for sha256 in manifest.missing[:10]:
            print(f"  {sha256}", file=sys.stderr)


def _thin_out(folder: Path) -> None:
    from assay.backup.keeping import thin_out
    from assay.kit.clock import now

    for backup in thin_out(folder, at=now()):
        print(f"Deleted {backup}, which a newer one stands for.")


def _opened(given: str) -> "tuple[Source, Manifest, Path]":
    from assay.backup.manifest import NoBackup
    from assay.backup.places import source_at

    try:
        return source_at(Path(given).resolve())
    except NoBackup as error:
        raise CannotDo(str(error)) from error


def _put_secret_key(source: "Source", manifest: "Manifest", folder: Path) -> None:
    """Sessions and queued jobs of the backup are signed with its key; the settings would make another."""
    if not manifest.secret_key or os.environ.get("ASSAY_SECRET_KEY"):
        return
    from assay.backup.places import SECRET_KEY

    with source.open(SECRET_KEY) as file:
        key = file.read(4096)
    part = folder / f"{SECRET_KEY}.restored"
    part.touch(mode=0o600)
    part.write_bytes(key)
    part.replace(folder / SECRET_KEY)


def _restore(source: "Source", manifest: "Manifest") -> None:
    from assay.backup import restoring
    from assay.kit.blobs import NoRoom, StorageDown

    with watched() as progress:
        try:
            restoring.restore(source, manifest, progress=progress)
        except (restoring.CannotRestore, NoRoom, StorageDown) as error:
            raise CannotDo(str(error)) from error
        finally:
            source.close()


@contextmanager
def _fresh_database(folder: Path) -> Iterator[None]:
    """On SQLite build the database under another name and give it its own at the end, whole or not at all."""
    if os.environ.get("DATABASE_URL"):
        folder.mkdir(parents=True, exist_ok=True)
        yield
        return

    building = folder / RESTORING
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    os.environ["DATABASE_URL"] = f"sqlite://{building / SQLITE}"
    yield
    from django.db import connection

    connection.close()  # the last connection of SQLite brings its log into the file
    (building / SQLITE).rename(folder / SQLITE)
    shutil.rmtree(building, ignore_errors=True)


def _size_of(manifest: "Manifest") -> str:
    files = f"{len(manifest.files):,} files ({manifest.bytes_of_files / 1e6:,.1f} MB)"
    return f"{manifest.rows:,} rows in {len(manifest.tables)} tables and {files if manifest.with_files else 'no files'}"
