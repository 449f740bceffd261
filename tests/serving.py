"""The real server on a free port, reading the very database that the tests write to."""

import os
import secrets
import signal
import socket
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import connection

from assay.cli.supervisor import web_words

# As long as the supervisor waits and more: granian itself ends a worker that hangs after three seconds.
STOP_SECONDS = 15
# Linux gives outgoing connections those from 32768.
PORTS = range(12_000, 32_000)


class Server:
    """granian with the ASGI front, as `assay up` starts it, in a process group of its own."""

    def __init__(self, log: Path, *, port: int | None = None, environment: dict[str, str] | None = None) -> None:
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = log
        with log.open("ab") as written:
            self._process = subprocess.Popen(
                _command(self.port),
                env=_environment(self.address) | (environment or {}),
                stdout=written,
                stderr=written,
                start_new_session=True,
            )

    def wait_until_it_answers(self) -> None:
        """Return once a connection is taken. Raises `RuntimeError` with the log if the server ends instead."""
        while not answers(self.port):
            if has_ended(self._process, within=0.05):
                raise RuntimeError(f"The server ended at its start:\n{self.log.read_text()}")

    def stop(self) -> None:
        self._process.terminate()
        if not has_ended(self._process, within=STOP_SECONDS):
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would: every process of it at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def free_port() -> int:
    """Return a port that nobody listens on, from below those that outgoing connections get.

    From among theirs, a connection of another test could take it before the server does, and whoever knocks in
    vain can even be given the very port as its own, and then hear itself answer.
    """
    while True:
        with socket.socket() as probe, suppress(OSError):
            port = secrets.choice(PORTS)
            probe.bind(("127.0.0.1", port))
            return port


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def has_ended(process: "subprocess.Popen[Any]", *, within: float) -> bool:
    try:
        process.wait(timeout=within)
    except subprocess.TimeoutExpired:
        return False
    return True


def children_of(pid: int) -> dict[int, str]:
    """Return the processes below `pid` with their command lines."""
    found: dict[int, str] = {}
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    for child in " ".join(map(_text_of, threads)).split():
        words = _text_of(Path(f"/proc/{child}/cmdline")).replace("\0", " ")
        found |= {int(child): words, **children_of(int(child))}
    return found


def _text_of(path: Path) -> str:
    """What a process says of itself; nothing once it is gone."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def is_gone(pid: int, *, within: float) -> bool:
    """Wait until the process, which is not our child, is gone."""
    pause = threading.Event()
    for _ in range(int(within / 0.05)):
        said = _text_of(Path(f"/proc/{pid}/stat"))
        if not said or said.rpartition(")")[2].split()[0] == "Z":
            return True
        pause.wait(0.05)
    return False


def _command(port: int) -> list[str]:
    return web_words("127.0.0.1", str(port))


def _environment(address: str) -> dict[str, str]:
    own = {"DATABASE_URL": database_url(), "ASSAY_URL": address, "DJANGO_ALLOW_ASYNC_UNSAFE": ""}
    return {**os.environ, **own}


def database_url() -> str:
    """The test database's own address: pytest-django has given it another name by now."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite://{name}"
    given, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{given.rpartition('/')[0]}/{name}?{options}"
