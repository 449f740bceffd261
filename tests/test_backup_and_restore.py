"""Backup under load, restore into an empty place, across both databases; and the commands around it."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import connection
from tests.serving import Server, database_url

from assay.backup.manifest import Manifest
from assay.backup.places import MANIFEST, source_at
from assay.runs import groups, lifecycle

WRITERS = 4
PATIENCE = 60.0


def assay(*words: object, data: Path, database: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    return subprocess.run(
        [sys.executable, "-m", "assay.cli", *map(str, words), "--data", str(data)],
        env={**kept, "DATABASE_URL": database, **more},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


class Writer(threading.Thread):
    """Logs metrics and files to a run of its own until it is told to stop."""

    def __init__(self, address: str, token: str, run: str) -> None:
        super().__init__(daemon=True)
        self.address, self.token, self.run_id = address, token, run
        self.is_over = threading.Event()
        self.written = 0

    def run(self) -> None:
        while not self.is_over.is_set():
            points = [
                {"key": "n", "value": n, "timestamp": n, "step": n} for n in range(self.written, self.written + 5)
            ]
            body = {"run_id": self.run_id, "metrics": points}
            self._send("POST", "/api/2.0/mlflow/runs/log-batch", json.dumps(body).encode())
            path = f"0/{self.run_id}/artifacts/file-{self.written}"
            self._send("PUT", f"/api/2.0/mlflow-artifacts/artifacts/{path}", os.urandom(20_000))
            self.written += 5

    def _send(self, method: str, path: str, body: bytes) -> None:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.address + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                answer.read()
        except urllib.error.HTTPError as later:
            with later:
                if later.code != 503:
                    raise
            self._send(method, path, body)


@pytest.fixture
def writers(transactional_db: None, kite: Any, ada: Any, ada_token: str, tmp_path: Path) -> Iterator[list[Writer]]:
    server = Server(tmp_path / "server.log")
    server.wait_until_it_answers()
    runs = [lifecycle.start_run(groups.default_group(ada), lifecycle.NewRun(), by=ada) for _ in range(WRITERS)]
    some = [Writer(server.address, ada_token, run.uid) for run in runs]
    yield some
    for one in some:
        one.is_over.set()
    for one in some:
        if one.ident:
            one.join(PATIENCE)
    server.stop()


def said(manifest: Manifest) -> Any:
    return {name: (table.rows, table.digest) for name, table in manifest.tables.items()}, manifest.files


def manifest_of(place: Path) -> Manifest:
    source, manifest, _place = source_at(place)
    source.close()
    return manifest


def test_a_backup_under_load_is_one_moment_and_comes_back_equal(writers: list[Writer], tmp_path: Path) -> None:
    # As a restored database has them: those of the tests are not written again after tables were emptied.
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    for one in writers:
        one.start()
    while min(one.written for one in writers) < 20:
        assert all(one.is_alive() for one in writers)
        writers[0].join(0.05)
    before = sum(one.written for one in writers)
    saved = tmp_path / "saved"
    done = assay("backup", saved, data=settings.DATA, database=database_url())
    assert done.returncode == 0, done.stderr
    assert sum(one.written for one in writers) > before, "nobody wrote meanwhile"
    for one in writers:
        one.is_over.set()
    assert assay("verify", saved, data=tmp_path / "any").returncode == 0

    restored = tmp_path / "restored"
    done = assay("restore", saved, data=restored)
    assert done.returncode == 0, done.stderr
    assert "equal to the backup" in done.stdout
    _check_one_moment(restored / "assay.sqlite3")
    assert assay("backup", tmp_path / "again.tar", data=restored).returncode == 0
    assert said(manifest_of(tmp_path / "again.tar")) == said(manifest_of(saved))

    if connection.vendor == "postgresql":
        _check_postgresql(tmp_path / "again.tar", tmp_path)


def _check_one_moment(database: Path) -> None:
    """Each series says how many points it has; both are written in one transaction."""
    with sqlite3.connect(database) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        told = "SELECT s.id, s.count FROM runs_metricseries s ORDER BY s.id"
        counted = "SELECT series_id, count(*) FROM runs_point GROUP BY series_id ORDER BY series_id"
        assert opened.execute(told).fetchall() == opened.execute(counted).fetchall() != []
    opened.close()


def _check_postgresql(backup: Path, tmp_path: Path) -> None:
    """From SQLite into a new database of PostgreSQL, and still equal."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE restored_here")
    try:
        address = database_url().replace(str(connection.settings_dict["NAME"]), "restored_here")
        done = assay("restore", backup, data=tmp_path / "third", database=address)
        assert done.returncode == 0, done.stderr
        done = assay("backup", tmp_path / "third.tar", data=tmp_path / "third", database=address)
        assert done.returncode == 0, done.stderr
        assert said(manifest_of(tmp_path / "third.tar")) == said(manifest_of(backup))
        refused = assay("restore", backup, data=tmp_path / "fourth", database=address)
        assert "not empty" in refused.stderr
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE restored_here WITH (FORCE)")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a workspace."""
    folder = tmp_path_factory.mktemp("installed")
    made = "from assay.cli.prepare import prepare; prepare()\nfrom assay.accounts import first\n"
    made += "first.make_first_owner('Here')\nfrom assay.kit import blobs; blobs.keep([b'x'])"
    env = {**os.environ, "ASSAY_DATA": str(folder), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-c", made], env=env, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def saved(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("saved") / "one.tar"
    assert assay("backup", place, data=installed).returncode == 0
    return place


def test_the_restored_installation_keeps_its_key_and_its_owner(saved: Path, installed: Path, tmp_path: Path) -> None:
    (tmp_path / ".restoring").mkdir()  # a restore that was killed
    assert assay("restore", saved, data=tmp_path).returncode == 0
    assert (tmp_path / "secret-key").read_text() == (installed / "secret-key").read_text()
    assert not (tmp_path / ".restoring").exists()
    assert "/welcome/" in assay("owner-link", data=tmp_path).stdout


def test_nothing_is_restored_over_what_is_there(saved: Path, installed: Path) -> None:
    refused = assay("restore", saved, data=installed)
    assert refused.returncode == 1
    assert "Name an empty folder" in refused.stderr


def test_a_damaged_backup_is_named(saved: Path, tmp_path: Path) -> None:
    content = bytearray(saved.read_bytes())
    place = content.index(b"tables/accounts_workspace.rows.gz") + 512 + 12
    content[place] ^= 0xFF
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(content)
    verified = assay("verify", damaged, data=tmp_path / "any")
    assert verified.returncode == 1
    assert "damaged: table accounts_workspace" in verified.stdout


def test_a_backup_of_a_newer_version_is_refused(installed: Path, tmp_path: Path) -> None:
    assert assay("backup", tmp_path / "kept", data=installed).returncode == 0
    (place,) = (path.parent for path in (tmp_path / "kept").glob(f"*/{MANIFEST}"))
    _rewrite(place, migrations=[["tasks", "9999_future"]])
    refused = assay("restore", place, data=tmp_path / "here")
    assert refused.returncode == 1
    assert "newer Assay" in refused.stderr


def test_a_backup_of_before_the_migrations_were_made_one_comes_back(installed: Path, tmp_path: Path) -> None:
    assert assay("backup", tmp_path / "kept", data=installed).returncode == 0
    (place,) = (path.parent for path in (tmp_path / "kept").glob(f"*/{MANIFEST}"))
    there = manifest_of(place).migrations
    went_into_it = [list(node) for node in import_module("assay.tasks.migrations.0001_squashed").Migration.replaces]
    _rewrite(place, migrations=[node for node in there if node[0] != "tasks"] + went_into_it)
    restored = assay("restore", place, data=tmp_path / "here")
    assert restored.returncode == 0, restored.stderr


def test_a_nightly_backup_goes_to_the_named_folder(installed: Path, tmp_path: Path) -> None:
    assert "ASSAY_BACKUP_DIR" in assay("backup", "--nightly", data=installed).stderr
    done = assay("backup", "--nightly", data=installed, ASSAY_BACKUP_DIR=str(tmp_path / "nights"))
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "nights").glob(f"*/{MANIFEST}"))) == 1


def _rewrite(place: Path, **changes: Any) -> None:
    """Write another manifest, as another version would."""
    from dataclasses import replace

    from assay.backup.manifest import dumped

    (place / MANIFEST).write_bytes(dumped(replace(manifest_of(place), **changes)))
