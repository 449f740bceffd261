"""Servers as people start them: real processes with a data folder and a port of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ground import ROOT

PATIENCE_SECONDS = 120
STOP_SECONDS = 15
# This checkout's Assay, whatever else is installed.
ASSAY_PATH = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


class DidNotStart(Exception):
    """The server ended or stayed silent; the message holds the end of its log."""


@dataclass
class Server:
    """One server: `command` starts it, `folder` holds its data and log."""

    name: str
    command: list[str]
    port: int
    folder: Path
    database: Path
    env: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> float:
        """Start and return how many seconds passed until it answered. Raises `DidNotStart`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            started = time.perf_counter()
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=clean_environment(self.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while not self._answers():
            if self.process.poll() is not None or time.perf_counter() - started > PATIENCE_SECONDS:
                self.stop()
                raise DidNotStart(f"{self.name}: {self.log_tail()}")
            time.sleep(0.005)
        return time.perf_counter() - started

    def stop(self) -> None:
        """End it in good order, and what is left of it after a while with force."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    @property
    def pid(self) -> int:
        if self.process is None:
            raise DidNotStart(f"{self.name} is not running.")
        return self.process.pid

    def log_tail(self) -> str:
        return self._log.read_text(errors="replace")[-2000:]

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _answers(self) -> bool:
        request = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
                line.sendall(request)
                return b" 200" in line.recv(100)[:16]
        except OSError:
            return False


def assay(folder: Path) -> Server:
    """Return Assay as `assay up` starts it: supervisor, web server, worker."""
    port = free_port()
    command = [sys.executable, "-m", "assay.cli", "up", "--data", str(folder / "data"), "--port", str(port)]
    return Server("Assay", command, port, folder, folder / "data" / "assay.sqlite3", env=ASSAY_PATH)


def mlflow(folder: Path, program: Path) -> Server:
    """Return a stock MLflow server at its quickest: one worker, SQLite, without its job runners."""
    port, database = free_port(), folder / "mlflow.db"
    command = [
        *(str(program), "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--backend-store-uri", f"sqlite:///{database}", "--artifacts-destination", str(folder / "artifacts")),
    ]
    return Server("MLflow", command, port, folder, database, env={"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"})


def mlflow_by_default(folder: Path, program: Path) -> Server:
    """Return a stock MLflow server as it starts by itself: four workers and its job runners, on SQLite."""
    port, database = free_port(), folder / "mlflow.db"
    command = [
        *(str(program), "server", "--host", "127.0.0.1", "--port", str(port)),
        *("--backend-store-uri", f"sqlite:///{database}", "--artifacts-destination", str(folder / "artifacts")),
    ]
    return Server("MLflow by default", command, port, folder, database)


def clean_environment(more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would point a server at somebody's real data."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ASSAY_", "MLFLOW_", "DATABASE_", "DJANGO_"))
    }
    return {**kept, **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
