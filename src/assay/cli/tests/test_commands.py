"""The command line, as somebody types it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assay.cli.main import main

# Only what never ends shall fail by it: on a crowded machine the migrations of a new folder take minutes.
HANGS = 600


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run `assay` in a process of its own, on SQLite in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSAY_", "DATABASE_URL"))}
    return subprocess.run(
        [sys.executable, "-m", "assay.cli", *words, "--data", str(folder)],
        env=kept,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANGS,
    )


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an owner, made as the first start makes it."""
    folder = tmp_path_factory.mktemp("data")
    made = subprocess.run(
        [sys.executable, "-c", MAKE_OWNER],
        env={**os.environ, "ASSAY_DATA": str(folder), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=HANGS,
    )
    assert made.returncode == 0, made.stderr
    return folder


MAKE_OWNER = """
from assay.cli.prepare import prepare
prepare()
from assay.accounts import first
assert first.make_first_owner("Here") and first.make_first_owner("Again") is None
"""


def test_a_token_is_printed_as_the_last_line(sample: Path) -> None:
    done = run(sample, "token", "create", "--owner", "--name", "CI")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("assay_")


def test_an_owner_link_is_printed(sample: Path) -> None:
    done = run(sample, "owner-link")
    assert "/welcome/enter_" in done.stdout


def test_an_empty_folder_is_told_and_left_empty(tmp_path: Path) -> None:
    done = run(tmp_path, "token", "create", "--owner", "--name", "CI")
    assert done.returncode == 1
    assert "Name its folder with --data" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_link_carries_the_address_of_the_last_start(sample: Path) -> None:
    (sample / "address").write_text("http://models.example:9000")
    done = run(sample, "owner-link")
    (sample / "address").unlink()
    assert done.stdout.splitlines()[-1].startswith("http://models.example:9000/welcome/")


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run(tmp_path / "file" / "data", "migrate")
    assert done.returncode == 1
    assert "cannot be made" in done.stderr


def test_a_taken_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(tmp_path, "up", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "Choose another with --port" in done.stderr


def test_a_database_of_a_newer_version_is_refused(sample: Path) -> None:
    import sqlite3

    with sqlite3.connect(sample / "assay.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('tasks', '9999_future', '2099-01-01')"
        )
    try:
        done = run(sample, "migrate")
        assert done.returncode == 1
        assert "newer Assay" in done.stderr
    finally:
        with sqlite3.connect(sample / "assay.sqlite3") as database:
            database.execute("DELETE FROM django_migrations WHERE name = '9999_future'")


def test_a_misspelt_command_ends_with_status_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["uo"])
    assert ended.value.code == 2
