"""A backup holds everything, is whole, and costs no file twice."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from assay.backup.manifest import Manifest
from assay.backup.places import backups_in, source_at
from assay.backup.tables import tables_at
from assay.backup.taking import take, take_rows
from assay.backup.tests.conftest import CONTENTS
from assay.backup.verifying import damages
from assay.kit.blobs import disk
from assay.runs.models import Artifact
from assay.tasks.models import Task

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_backup_is_whole_and_says_what_is_in_it(backup: tuple[Path, Manifest]) -> None:
    source, manifest, _place = source_at(backup[0])
    assert list(damages(source, manifest)) == []
    source.close()
    assert manifest == backup[1]
    assert manifest.tables["tasks_task"].rows == Task.objects.count() > 0
    assert sorted(manifest.files.values()) == sorted(map(len, CONTENTS))
    assert ["runs", "0001_squashed"] in manifest.migrations


def test_every_table_is_in_it(transactional_db: None) -> None:
    """Else a restore would lose it in silence."""
    applied = {(app, name) for app, name in _applied()}
    saved = {table.name for table in tables_at(applied)}
    there = {name for name in connection.introspection.table_names() if not name.startswith("search_words")}
    assert there - saved == {"django_migrations"}  # and SQLite's words of the search, which its triggers fill again


def test_the_rows_of_one_moment_have_one_digest(filled: Any, tmp_path: Path, digests: Any) -> None:
    one, other = (take(tmp_path / name)[1] for name in ("one.tar", "other.tar"))
    assert digests(one) == digests(other)
    Task.objects.update(title="Another title")
    changed = digests(take(tmp_path / "third.tar")[1])
    assert {name for name, found in changed.items() if found != digests(one)[name]} == {"tasks_task"}


def test_a_folder_keeps_each_file_once(filled: Any, tmp_path: Path) -> None:
    for hours in range(3):
        take(tmp_path / "kept", at=MOMENT + timedelta(hours=hours))
    assert len(backups_in(tmp_path / "kept")) == 3
    assert len([path for path in (tmp_path / "kept/files").rglob("*") if path.is_file()]) == len(CONTENTS)


def test_files_that_are_gone_or_damaged_are_named(filled: Any, tmp_path: Path) -> None:
    gone, damaged = (Artifact.objects.get(path=f"file-{number}").sha256 for number in (1, 2))
    disk.path_of(gone).unlink()
    disk.path_of(damaged).write_bytes(b"other bytes")
    _place, manifest = take(tmp_path / "some.tar")
    assert sorted(manifest.missing) == sorted([gone, damaged])
    assert len(manifest.files) == 1


def test_rows_alone_leave_the_files_where_they_are(filled: Any, tmp_path: Path) -> None:
    _place, manifest = take_rows(tmp_path / "rows.tar")
    assert (manifest.files, manifest.with_files) == ({}, False)


@pytest.mark.parametrize("name", ["folder", "file.tar"])
def test_a_backup_that_is_broken_off_leaves_nothing(
    filled: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assay.backup.taking._save_secret_key", full)
    with pytest.raises(OSError, match="No space"):
        take(tmp_path / "out" / name)
    left = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and "files" not in path.parts]
    assert left == []


def test_nothing_is_written_over(filled: Any, tmp_path: Path) -> None:
    (tmp_path / "kept.tar").write_bytes(b"an older backup")
    with pytest.raises(FileExistsError):
        take(tmp_path / "kept.tar")
    assert (tmp_path / "kept.tar").read_bytes() == b"an older backup"


def test_others_cannot_read_a_backup(backup: tuple[Path, Manifest]) -> None:
    assert stat.S_IMODE(backup[0].stat().st_mode) & 0o077 == 0


def _applied() -> list[tuple[str, str]]:
    from assay.backup.tables import applied_migrations

    return applied_migrations()
