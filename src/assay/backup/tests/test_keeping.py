"""Which backups stay, and when the next one is due."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assay.backup import nightly
from assay.backup.keeping import thin_out
from assay.backup.manifest import Manifest, dumped
from assay.backup.places import MANIFEST, STAMP, backups_in

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def made(folder: Path, at: datetime, *, files: tuple[str, ...] = ()) -> Path:
    """Put a backup there that names these files."""
    place = folder / at.strftime(STAMP)
    place.mkdir(parents=True)
    manifest = Manifest("1", at.isoformat(), "sqlite", [], {}, files=dict.fromkeys(files, 1))
    (place / MANIFEST).write_bytes(dumped(manifest))
    for name in files:
        path = folder / "files" / name[:2] / name[2:4] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"1")
    return place


def test_seven_days_and_four_weeks_stay(tmp_path: Path) -> None:
    for days in range(70):
        made(tmp_path, NOW - timedelta(days=days))
        made(tmp_path, NOW - timedelta(days=days, hours=1))
    thin_out(tmp_path, at=NOW)
    ages = [(NOW - datetime.strptime(path.name, STAMP).replace(tzinfo=UTC)).days for path in backups_in(tmp_path)]
    assert len([age for age in ages if age < 7]) == 7
    assert len([age for age in ages if age >= 7]) == 4
    assert max(ages) < 7 * 6


def test_the_newest_stays_however_old_it_is(tmp_path: Path) -> None:
    only = made(tmp_path, NOW - timedelta(days=400))
    assert thin_out(tmp_path, at=NOW) == []
    assert backups_in(tmp_path) == [only]


def test_files_go_with_the_last_backup_that_names_them(tmp_path: Path) -> None:
    made(tmp_path, NOW - timedelta(hours=1), files=("aaaa1", "bbbb2"))
    made(tmp_path, NOW, files=("bbbb2", "cccc3"))
    thin_out(tmp_path, at=NOW)
    assert sorted(path.name for path in (tmp_path / "files").rglob("*") if path.is_file()) == ["bbbb2", "cccc3"]


def test_no_file_goes_while_a_backup_cannot_be_read(tmp_path: Path) -> None:
    made(tmp_path, NOW - timedelta(days=1), files=("aaaa1",))
    damaged = made(tmp_path, NOW, files=("bbbb2",))
    (damaged / MANIFEST).write_text("{")
    made(tmp_path, NOW - timedelta(hours=1), files=("cccc3",))
    thin_out(tmp_path, at=NOW)
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 3


@pytest.mark.parametrize(
    ("age_hours", "hour", "found"), [(1, 2, "made"), (22, 2, "due"), (22, 14, "made"), (31, 14, "due")]
)
def test_a_backup_is_due_by_night_and_made_up_for_by_day(tmp_path: Path, age_hours: int, hour: int, found: str) -> None:
    moment = NOW.replace(hour=hour)
    made(tmp_path, moment - timedelta(hours=age_hours))
    assert nightly.is_due(tmp_path, at=moment) is (found == "due")


def test_the_first_is_due_at_once(tmp_path: Path) -> None:
    assert nightly.is_due(tmp_path / "not there yet", at=NOW.replace(hour=14))


def test_the_job_starts_one_process_where_a_folder_is_named(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_options: started.append(words))
    nightly.nightly_backup.work()
    settings.ASSAY_BACKUP_DIR = str(tmp_path)
    nightly.nightly_backup.work()
    assert [words[-2:] for words in started] == [["backup", "--nightly"]]
