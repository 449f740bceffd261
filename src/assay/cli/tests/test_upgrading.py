"""Upgrades: a copy before anything changes, a way back, and no harm in being killed."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serving import answers, free_port, has_ended

from assay.cli import safety
from assay.cli.tests.test_commands import run

OLDER = """
from assay.cli.prepare import prepare
prepare()
from django.core.management import call_command
call_command("migrate", "reviews", "zero", verbosity=0)
"""


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of an older version."""
    folder = tmp_path_factory.mktemp("older")
    env = {**os.environ, "ASSAY_DATA": str(folder), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-c", OLDER], env=env, check=True, capture_output=True, timeout=120)
    return folder


def tables(database: Path) -> set[str]:
    with sqlite3.connect(database) as opened:
        found = {row[0] for row in opened.execute("SELECT name FROM sqlite_master")}
    opened.close()
    return found


def test_an_upgrade_keeps_the_database_as_it_was(older: Path) -> None:
    refused = run(older, "worker")
    assert refused.returncode == 1
    assert "assay upgrade" in refused.stderr
    done = run(older, "upgrade")
    assert done.returncode == 0, done.stderr
    (kept,) = (older / "before-upgrade").glob("*.sqlite3")
    assert str(kept) in done.stdout
    assert "way back" in done.stdout
    assert "reviews_review" in tables(older / "assay.sqlite3") - tables(kept)
    again = run(older, "upgrade")
    assert "way back" not in again.stdout
    assert list((older / "before-upgrade").iterdir()) == [kept]


def forget(database: Path, *names: str) -> None:
    with sqlite3.connect(database) as opened:
        for name in names:
            opened.execute("DELETE FROM django_migrations WHERE app = 'tasks' AND name = ?", [name])
    opened.close()


def test_a_database_of_before_the_migrations_were_made_one_goes_on(older: Path, tmp_path: Path) -> None:
    database = tmp_path / "assay.sqlite3"
    shutil.copy(older / "assay.sqlite3", database)
    forget(database, "0001_squashed")
    done = run(tmp_path, "upgrade")
    assert done.returncode == 0, done.stderr
    forget(database, "0001_squashed", "0014_begun_tasks")  # as somebody's who did not come along to the last
    refused = run(tmp_path, "upgrade")
    assert refused.returncode == 1
    assert "from before its first release" in refused.stderr


def test_an_upgrade_that_was_killed_keeps_its_first_copy(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_DATA", str(tmp_path))
    with safety.alone():
        first = safety.copy()
        first.with_suffix(".part").touch()  # what a kill leaves behind
        assert safety.copy() == first
        safety.done()
    assert first.exists()
    assert not (tmp_path / "before-upgrade/under-way").exists()
    assert str(first) in safety.way_back(first)


def test_three_copies_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> None:
    monkeypatch.setenv("ASSAY_DATA", str(tmp_path))
    (tmp_path / "before-upgrade").mkdir()
    for day in range(1, 6):
        (tmp_path / f"before-upgrade/assay-2020-01-0{day}T000000Z.sqlite3").touch()
    made = safety.copy()
    kept = sorted(path.name for path in (tmp_path / "before-upgrade").glob("assay-*"))
    assert len(kept) == safety.KEPT
    assert kept[-1] == made.name


@pytest.fixture
def web(older: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    assert run(older, "upgrade").returncode == 0
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSAY_", "DATABASE_URL"))}
    words = [sys.executable, "-m", "assay.cli", "web", "--port", str(port), "--data", str(older)]
    process = subprocess.Popen(words, env=kept, stdout=subprocess.DEVNULL)
    yield process, port
    process.kill()
    process.wait()


def test_a_web_server_of_its_own_serves_and_stops(web: tuple["subprocess.Popen[bytes]", int]) -> None:
    process, port = web
    while not answers(port):
        assert not has_ended(process, within=0.05)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=60) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    assert has_ended(process, within=30)
