"""What the doctor finds, and what it advises."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from assay.cli import doctor
from assay.cli.checks import database, machine, work
from assay.cli.checks.finding import Finding, State
from assay.kit.clock import now
from assay.kit.models import JobTry, WorkerBeat

MOUNTS = """
/dev/sda1 / ext4 rw 0 0
files:/export /srv/team nfs4 rw 0 0
tmpfs /srv/team/local tmpfs rw 0 0
"""


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ASSAY_DATA", str(tmp_path))
    for name in ("ASSAY_SECRET_KEY", "ASSAY_BACKUP_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def one(found: Iterator[Finding]) -> Finding:
    (only,) = found
    return only


def test_a_fresh_installation_is_in_order_but_for_what_it_lacks(transactional_db: None) -> None:
    states = {found.name: found.state for found in doctor.findings()}
    assert states["database"] is states["migrations"] is states["clock"] is State.OK
    assert {name for name, state in states.items() if state is State.WARN} >= {"workers", "backup", "mail"}
    assert {name for name, state in states.items() if state is State.FAIL} <= {"durability"}  # of a test server


def test_every_doubt_comes_with_advice(transactional_db: None) -> None:
    assert [found.name for found in doctor.findings() if found.state is not State.OK and not found.advice] == []


def test_durability_is_what_the_settings_promise(db: None) -> None:
    found = one(database.durable())
    assert found.state is (State.OK if connection.vendor == "sqlite" else State.FAIL)


@pytest.mark.parametrize(
    ("folder", "kind"), [("/srv/team/data", "nfs4"), ("/srv/team/local/data", "tmpfs"), ("/home/data", "ext4")]
)
def test_a_file_system_is_that_of_the_nearest_mount(folder: str, kind: str, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert machine.file_system_of(Path(folder), mounts) == kind


def test_sqlite_on_a_network_file_system_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "file_system_of", lambda *_: "nfs4")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert one(machine.data_folder()).state is State.FAIL
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/assay")
    assert one(machine.data_folder()).state is State.OK


@pytest.mark.parametrize(("free", "state"), [(10**7, State.FAIL), (5 * 10**8, State.WARN), (10**11, State.OK)])
def test_little_room_is_told(free: int, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": free}))
    assert one(machine.disk_space()).state is state


def test_a_key_that_others_can_read_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = data / "secret-key"
    key.write_text("x")
    key.chmod(0o644)
    assert one(machine.secret_key()).state is State.WARN
    key.chmod(0o600)
    assert one(machine.secret_key()).state is State.OK
    monkeypatch.setenv("ASSAY_SECRET_KEY", "short")
    assert one(machine.secret_key()).state is State.FAIL


@pytest.mark.parametrize(
    ("url", "hosts", "state"),
    [
        ("http://127.0.0.1:8000", ["127.0.0.1"], State.OK),
        ("https://assay.example", ["assay.example"], State.OK),
        ("http://assay.example", ["assay.example"], State.WARN),
        ("https://assay.example", ["localhost"], State.FAIL),
    ],
)
def test_the_address_is_one_that_is_answered(url: str, hosts: list[str], state: State, settings: Any) -> None:
    settings.BASE_URL, settings.ALLOWED_HOSTS = url, hosts
    assert one(machine.address()).state is state


def test_workers_and_jobs_set_aside_are_told(db: None) -> None:
    assert one(work.workers()).state is State.WARN
    WorkerBeat.beat("here:1", at=now())
    assert one(work.workers()).state is State.OK
    JobTry.objects.create(ticket="t", name="a.job", tries=6, last_error="no", begun_at=now(), set_aside_at=now())
    _queue, aside = work.queue()
    assert (aside.name, aside.state) == ("job set aside", State.WARN)
    assert "a.job" in aside.said


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://127.0.0.1:8000", ["mail", "links in mail"]),
        ("http://localhost:8000", ["mail", "links in mail"]),
        ("http://[::1]:8000", ["mail", "links in mail"]),
        ("http://0.0.0.0:8000", ["mail", "links in mail"]),
        ("https://assay.example", ["mail"]),
        ("http://10.0.0.7:8000", ["mail"]),
    ],
)
def test_mail_whose_links_open_on_this_machine_alone_is_told(url: str, found: list[str], settings: Any) -> None:
    settings.EMAIL_HOST, settings.BASE_URL = "mail.example", url
    assert [one.name for one in work.mail()] == found


@pytest.mark.parametrize(("age_hours", "state"), [(2, State.OK), (40, State.FAIL)])
def test_an_old_backup_is_told(age_hours: int, state: State, tmp_path: Path, settings: Any) -> None:
    from assay.backup.places import MANIFEST, STAMP

    made = tmp_path / (datetime.now(UTC) - timedelta(hours=age_hours)).strftime(STAMP)
    made.mkdir()
    (made / MANIFEST).touch()
    settings.ASSAY_BACKUP_DIR = str(tmp_path)
    assert one(work.backups()).state is state


def test_a_bucket_that_is_away_is_told(settings: Any) -> None:
    settings.ASSAY_S3 = {"bucket": "b", "endpoint": "http://127.0.0.1:9", "region": "r"}
    assert one(work.files()).state is State.FAIL


def test_programs_get_json_and_a_status(transactional_db: None, data: Path, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(doctor, "check_there_is_data", lambda: None)
    monkeypatch.setattr(doctor, "set_up_django", lambda: None)
    monkeypatch.setattr(doctor, "findings", lambda: iter([Finding("disk space", State.FAIL, "full", "Make room.")]))
    args: Any = type("Args", (), {"json": True})
    assert doctor.doctor(args) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"name": "disk space", "state": "fail", "said": "full", "advice": "Make room."}
    ]
    args.json = False
    doctor.doctor(args)
    assert "fail disk space:" in capsys.readouterr().out
