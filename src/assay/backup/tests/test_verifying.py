"""Damage is named: a flipped byte, a missing file, a manifest cut short, rows that were exchanged."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from assay.backup.manifest import Manifest, NoBackup
from assay.backup.places import MANIFEST, blob_file, source_at, table_file
from assay.backup.taking import take
from assay.backup.verifying import damages
from assay.tasks.models import Task

TABLE = table_file("tasks_task")


@pytest.fixture
def folder(filled: Any, tmp_path: Path) -> Path:
    return take(tmp_path / "kept")[0]


def found(place: Path) -> list[str]:
    source, manifest, _place = source_at(place)
    lines = list(damages(source, manifest))
    source.close()
    return lines


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_flipped_byte_in_a_table_is_named(folder: Path, part: float) -> None:
    _flip(folder / TABLE, part)
    (line,) = found(folder)
    assert line.startswith("table tasks_task:")
    assert "damaged" in line


def test_a_flipped_byte_in_a_file_is_named(folder: Path) -> None:
    name = blob_file(max(_manifest(folder).files.items(), key=lambda item: item[1])[0])
    _flip(folder.parent / name, 0.5)
    assert found(folder) == [f"file {name}: damaged, its bytes do not fit their SHA-256"]


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    name = blob_file(next(iter(_manifest(folder).files)))
    (folder.parent / name).unlink()
    assert found(folder) == [f"file {name}: missing"]


def test_a_table_that_is_missing_or_cut_short_is_named(folder: Path) -> None:
    content = (folder / TABLE).read_bytes()
    (folder / TABLE).write_bytes(content[: len(content) // 2])
    assert found(folder)[0].startswith("table tasks_task:")
    (folder / TABLE).unlink()
    assert found(folder) == [f"table tasks_task: its file {TABLE} is missing"]


def test_a_table_of_another_moment_is_named(folder: Path) -> None:
    Task.objects.update(title="Another")
    other = take(folder.parent.parent / "other")[0]
    shutil.copy(other / TABLE, folder / TABLE)
    assert found(folder) == [f"table tasks_task: its file {TABLE} is damaged"]


@pytest.mark.parametrize("keep", [0, 100, -3])
def test_a_manifest_that_is_cut_short_is_no_manifest(folder: Path, keep: int) -> None:
    path = folder / MANIFEST
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(NoBackup, match="damaged"):
        source_at(folder)


def test_a_manifest_that_was_changed_is_no_manifest(folder: Path) -> None:
    path = folder / MANIFEST
    path.write_text(path.read_text().replace('"rows": 1', '"rows": 2', 1))
    with pytest.raises(NoBackup, match="changed"):
        source_at(folder)


def test_a_backup_without_a_manifest_was_broken_off(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    with pytest.raises(NoBackup, match="broken off"):
        source_at(folder)


@pytest.mark.parametrize("part", [0.2, 0.4, 0.6, 0.8])
def test_a_flipped_byte_in_a_tar_is_found(filled: Any, tmp_path: Path, part: float) -> None:
    place, _manifest_of_it = take(tmp_path / "one.tar")
    _flip(place, part)
    try:
        lines = found(place)
    except NoBackup:
        return
    assert lines or _is_padding(place, part)


def test_a_tar_that_is_cut_short_is_no_backup(filled: Any, tmp_path: Path) -> None:
    place, _manifest_of_it = take(tmp_path / "one.tar")
    place.write_bytes(place.read_bytes()[:20_000])
    with pytest.raises(NoBackup):
        source_at(place)


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.tar").write_text("hello")
    for path in (tmp_path, tmp_path / "text.tar", tmp_path / "nothing"):
        with pytest.raises(NoBackup):
            source_at(path)


def _manifest(folder: Path) -> Manifest:
    return source_at(folder)[1]


def _flip(path: Path, part: float) -> None:
    content = bytearray(path.read_bytes())
    content[int(len(content) * part)] ^= 0x10
    path.write_bytes(content)


def _is_padding(place: Path, part: float) -> bool:
    """Between the members of a tar lie bytes that mean nothing."""
    content = place.read_bytes()
    return content[int(len(content) * part)] == 0x10
