"""Which backups of a folder stay: the last seven days one each, before that four weeks one each."""

import os
import shutil
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path

from assay.backup.manifest import NoBackup
from assay.backup.places import FILES, MANIFEST, PART, backups_in, made_at, source_at

DAYS = 7
WEEKS = 4
# What a killed backup left behind; a running one is younger.
BROKEN_OFF = timedelta(days=1)


def thin_out(folder: Path, *, at: datetime) -> list[Path]:
    """Delete the backups that need not stay, and files that no backup names any more; return the former.

    The newest one always stays. Where one cannot be read, no file is deleted.
    """
    everything = backups_in(folder)
    stay = _staying(everything, at)
    doomed = [backup for backup in everything if backup not in stay]
    for backup in doomed:
        _delete_folder(backup)
    _delete_files(folder, stay)
    for left in folder.glob(f".*{PART}"):
        if left.stat().st_mtime < (at - BROKEN_OFF).timestamp():
            _delete_folder(left)
    return doomed


def _staying(backups: Collection[Path], at: datetime) -> set[Path]:
    newest_first = sorted(backups, key=made_at, reverse=True)
    young = [one for one in newest_first if made_at(one) > at - timedelta(days=DAYS)]
    days = _first_of_each(young, lambda moment: moment.date())
    old = [one for one in newest_first if one not in young]
    weeks = _first_of_each(old, lambda moment: moment.isocalendar()[:2])
    return {*newest_first[:1], *days, *weeks[:WEEKS]}


def _first_of_each(newest_first: Collection[Path], span: Callable[[datetime], object]) -> list[Path]:
    found: dict[object, Path] = {}
    for backup in newest_first:
        found.setdefault(span(made_at(backup)), backup)
    return list(found.values())


def _delete_files(folder: Path, stay: Collection[Path]) -> None:
    needed: set[str] = set()
    for backup in stay:
        try:
            source, manifest, _place = source_at(backup)
        except NoBackup:
            return
        source.close()
        needed.update(manifest.files)
    for place, _folders, names in os.walk(folder / FILES):
        for name in set(names) - needed:
            (Path(place) / name).unlink()


def _delete_folder(folder: Path) -> None:
    """Delete the manifest first, so that what is left of an interruption is no backup."""
    (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder)
