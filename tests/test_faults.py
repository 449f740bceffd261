"""Kill -9 in the middle of everything: what was acknowledged is there, once, and the next start goes on."""

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.serving import Server, answers, children_of, free_port, has_ended, is_gone

from assay.activity.models import Event
from assay.runs import groups, lifecycle
from assay.runs.models import MetricSeries
from assay.tasks.models import Task

LOGGERS = 4
# So many servers come up at a time; more would only take the processors from each other.
STARTING = 2
# So long nobody waits for one acknowledgement, nor for a process to end.
PATIENCE = 30.0
CSRF = "c" * 32


class Front:
    """Where the clients find the server of the moment, and how they wait for progress."""

    def __init__(self) -> None:
        self.address = ""
        self.is_over = False
        self.is_open = threading.Event()
        self._acknowledged = 0
        self._changed = threading.Condition()

    def open(self, server: Server) -> None:
        server.wait_until_it_answers()
        self.address = server.address
        self.is_open.set()

    def kill(self, server: Server) -> None:
        server.kill()
        self.is_open.clear()

    def note(self) -> None:
        with self._changed:
            self._acknowledged += 1
            self._changed.notify_all()

    def wait_for_more(self, count: int) -> None:
        """Wait until the clients got `count` more answers."""
        with self._changed:
            wanted = self._acknowledged + count
            assert self._changed.wait_for(lambda: self._acknowledged >= wanted, PATIENCE), "the server stands still"


class Worker(threading.Thread):
    """A client that repeats each request until it is acknowledged, as MLflow's does."""

    def __init__(self, front: Front, headers: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.front = front
        self.headers = headers
        self.refused: list[str] = []
        self.repeats = 0

    @property
    def goes_on(self) -> bool:
        return not (self.front.is_over or self.refused)

    def send(self, path: str, body: bytes, kind: str) -> bool:
        """Send once; True when the server said that it is done. After its death wait for the next one."""
        headers = {"Content-Type": kind, **self.headers}
        request = urllib.request.Request(self.front.address + path, body, headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            if error.code != 503:
                self.refused.append(f"{error.code} {path}: {error.read()[:300]!r}")
            return False
        except (OSError, HTTPException):  # the server died
            self.front.is_open.wait(PATIENCE)
            return False
        self.front.note()
        return True


class Logger(Worker):
    """Logs the numbers 0, 1, 2 … to a run of its own, as batches and one by one."""

    def __init__(self, front: Front, headers: dict[str, str], run: str) -> None:
        super().__init__(front, headers)
        self.run_id = run
        self.acknowledged = 0

    def run(self) -> None:
        while self.goes_on:
            count = 5 if self.acknowledged % 2 else 1
            if self._log(range(self.acknowledged, self.acknowledged + count)):
                self.acknowledged += count
            else:
                self.repeats += 1

    def _log(self, numbers: range) -> bool:
        points = [{"key": "n", "value": n, "timestamp": 1_700_000_000_000 + n, "step": n} for n in numbers]
        name, said = ("log-metric", points[0]) if len(points) == 1 else ("log-batch", {"metrics": points})
        body = json.dumps({"run_id": self.run_id, **said}).encode()
        return self.send(f"/api/2.0/mlflow/runs/{name}", body, "application/json")


class Mover(Worker):
    """Moves one task round the columns and notes where the server said that it went."""

    def __init__(self, front: Front, headers: dict[str, str], task: Task) -> None:
        super().__init__(front, headers)
        self.path = f"/tasks/{task.key}/column"
        self.columns = [(column.pk, column.name) for column in task.project.columns.order_by("position")]
        self.acknowledged: list[str] = []

    def run(self) -> None:
        for number, name in itertools.cycle(self.columns[1:] + self.columns[:1]):
            while self.goes_on:
                if self.send(self.path, f"column={number}".encode(), "application/x-www-form-urlencoded"):
                    self.acknowledged.append(name)
                    break
                self.repeats += 1
            if not self.goes_on:
                return


@pytest.fixture
def front() -> Iterator[Front]:
    front = Front()
    yield front
    front.is_over = True


def _cookies(client: Client) -> dict[str, str]:
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    return {"Cookie": cookies, "X-CSRFToken": CSRF, "HX-Request": "true"}


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--kills"))


def _kill_again_and_again(front: Front, folder: Path, clients: list[Worker], kills: int) -> None:
    """Let the next servers start while the present one works, so that many kills take little time."""
    dice = random.Random(7)
    fleet = (Server(folder / f"{number}.log") for number in range(kills + 1))
    waiting = deque(itertools.islice(fleet, STARTING))
    front.open(waiting[0])
    for client in clients:
        client.start()
    for _ in range(kills):
        present = waiting.popleft()
        front.open(present)
        waiting.extend(itertools.islice(fleet, 1))
        front.wait_for_more(10)
        threading.Event().wait(dice.uniform(0, 0.3))
        front.kill(present)
    last = waiting.popleft()
    front.open(last)
    front.wait_for_more(20)
    front.is_over = True
    for client in clients:
        client.join(PATIENCE)
    last.stop()


@pytest.mark.django_db(transaction=True)
def test_killing_the_server_again_and_again_loses_nothing_that_was_acknowledged(
    front: Front, kite: Any, ada: Any, ben: Any, client_of: Any, ada_token: str, tmp_path: Path, kills: int
) -> None:
    group = groups.default_group(ada)
    runs = [lifecycle.start_run(group, lifecycle.NewRun(), by=ada) for _ in range(LOGGERS)]
    tasks = [Task.create(kite, title=f"of {person.name}", by=ada, assignee=person) for person in (ada, ben)]
    loggers = [Logger(front, {"Authorization": f"Bearer {ada_token}"}, run.uid) for run in runs]
    movers = [Mover(front, _cookies(client_of(task.assignee)), task) for task in tasks]

    _kill_again_and_again(front, tmp_path, [*loggers, *movers], kills)

    assert [client.refused for client in (*loggers, *movers) if client.refused] == []
    assert sum(client.repeats for client in (*loggers, *movers)) > 0, "no request was cut off"
    for logger in loggers:
        _check_points(logger)
    for mover, task in zip(movers, tasks, strict=True):
        _check_history(mover, task)


def _check_points(logger: Logger) -> None:
    """Every acknowledged number is there, once; the summary that pages read says the same."""
    from assay.runs.points import history

    series = MetricSeries.objects.filter(run__uid=logger.run_id)[0]
    steps = sorted(point.step for point in history(series.pk).points)
    assert steps[: logger.acknowledged] == list(range(logger.acknowledged))
    assert len(steps) == len(set(steps)) == series.count
    assert series.last_step == steps[-1]


def _check_history(mover: Mover, task: Task) -> None:
    """The card is where its history says, and each move begins where the one before ended."""
    events = Event.objects.filter(subject_kind="task", subject_id=str(task.pk), kind="task.moved").order_by("pk")
    moves = [(event.data["before"], event.data["column"]) for event in events]
    task.refresh_from_db()
    assert moves[-1][1] == task.column.name
    assert [before for before, _after in moves[1:]] == [after for _before, after in moves[:-1]]
    told = iter([after for _before, after in moves])
    assert [name for name in mover.acknowledged if name not in told] == []


def _assay(*words: str, data: Path) -> list[str]:
    return [sys.executable, "-m", "assay.cli", *words, "--data", str(data)]


def _own_settings() -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": "", "ASSAY_DATA": "", "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Any]:
    """Start Assay on the folder `data` as a person would: `started(port)` returns once it says where it is."""
    processes: list[subprocess.Popen[str]] = []

    def start(port: int) -> "subprocess.Popen[str]":
        words = _assay("up", "--port", str(port), data=tmp_path / "data")
        process = subprocess.Popen(words, env=_own_settings(), stdout=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout
        for line in process.stdout:
            if "Stop with" in line:
                return process
        raise AssertionError("Assay ended at its start")

    yield start
    for process in processes:
        process.terminate()
        process.wait(PATIENCE)
        assert process.stdout
        process.stdout.close()


def _health(port: int) -> dict[str, Any]:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/health", headers={"Accept": "application/json"})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        said: dict[str, Any] = json.load(answer)
    return said


def test_a_killed_server_comes_back_and_nothing_outlives_the_supervisor(started: Any, tmp_path: Path) -> None:
    port = free_port()
    supervisor = started(port)
    web = next(pid for pid, words in children_of(supervisor.pid).items() if "granian" in words)
    workers = children_of(web)
    os.kill(web, signal.SIGKILL)
    assert [words for pid, words in workers.items() if not is_gone(pid, within=PATIENCE)] == []
    while answers(port):  # its last threads give the port back after the process is counted dead
        assert not has_ended(supervisor, within=0.01)
    while not answers(port):
        assert not has_ended(supervisor, within=0.05)
    assert _health(port)["state"] == "ok"

    children = children_of(supervisor.pid)
    assert any("worker" in words for words in children.values())
    supervisor.kill()
    assert [words for pid, words in children.items() if not is_gone(pid, within=PATIENCE)] == []

    made = subprocess.run(
        _assay("token", "create", "--owner", "--name", "after the kill", data=tmp_path / "data"),
        env=_own_settings(),
        check=True,
        capture_output=True,
        text=True,
    )
    assert made.stdout.splitlines()[-1].startswith("assay_")
    started(port)
    assert _health(port)["state"] == "ok"
