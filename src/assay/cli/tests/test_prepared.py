"""The mark that lets a start load Django once."""

import sqlite3
from pathlib import Path

import pytest

from assay.cli.prepared import MARK, is_prepared, note_prepared


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a database of one migration."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    _apply(tmp_path, "CREATE TABLE django_migrations (app text, name text)")
    _apply(tmp_path, "INSERT INTO django_migrations VALUES ('runs', '0001_initial')")
    _apply(tmp_path, "CREATE TABLE accounts_workspace (id integer)")
    _apply(tmp_path, "INSERT INTO accounts_workspace VALUES (1)")
    return tmp_path


def test_nothing_is_prepared_before_it_was_noted(data: Path) -> None:
    assert not is_prepared(data)
    note_prepared(data)
    assert is_prepared(data)


def test_another_migration_in_the_database_calls_for_a_look(data: Path) -> None:
    note_prepared(data)
    _apply(data, "INSERT INTO django_migrations VALUES ('runs', '0002_of_the_future')")
    assert not is_prepared(data)


def test_a_database_without_a_workspace_calls_for_a_look(data: Path) -> None:
    """One that was made anew by `assay migrate` has the same migrations, and its owner no link yet."""
    note_prepared(data)
    _apply(data, "DELETE FROM accounts_workspace")
    assert not is_prepared(data)


def test_another_version_calls_for_a_look(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note_prepared(data)
    monkeypatch.setattr("assay.cli.prepared.__version__", "99.0")
    assert not is_prepared(data)


def test_without_a_database_of_its_own_nothing_is_noted(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "assay.sqlite3").unlink()
    note_prepared(data)
    assert not is_prepared(data)
    monkeypatch.setenv("DATABASE_URL", "postgresql://nowhere/assay")
    note_prepared(data)
    assert not (data / MARK).exists()


def _apply(folder: Path, statement: str) -> None:
    opened = sqlite3.connect(folder / "assay.sqlite3")
    with opened:
        opened.execute(statement)
    opened.close()
