"""Two web servers and two workers on one database serve one workspace."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from tests import errands
from tests.serving import Server, children_of, database_url, has_ended, is_gone

from assay.activity.models import Touch
from assay.kit.clock import now
from assay.kit.models import JobTry, Tally, WorkerBeat
from assay.tasks.models import Task

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
CSRF = "c" * 32
BEATS = 5


@pytest.fixture
def servers(transactional_db: None, tmp_path: Path) -> Iterator[list[Server]]:
    some = [Server(tmp_path / f"web-{number}.log") for number in (1, 2)]
    for one in some:
        one.wait_until_it_answers()
    yield some
    for one in some:
        one.stop()


def test_what_one_server_changes_the_other_tells(servers: list[Server], kite: Any, ada: Any, client_of: Any) -> None:
    task = Task.create(kite, title="Fly", by=ada, assignee=ada)
    column = kite.columns.order_by("position")[1]
    cookies = _cookies(client_of(ada))
    told: list[str] = []
    is_open = threading.Event()

    def listen() -> None:
        request = urllib.request.Request(f"{servers[1].address}/live?topic=project:{kite.pk}", headers=cookies)
        with urllib.request.urlopen(request, timeout=PATIENCE) as stream:
            for line in stream:
                is_open.set()
                if line.startswith(b"data:"):
                    told.append(line.decode())
                    return

    Touch.objects.all().delete()  # how the stage was set is no news
    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    assert is_open.wait(PATIENCE)
    assert _post(servers[0], f"/tasks/{task.key}/column", {"column": column.pk}, cookies) < 400
    listener.join(PATIENCE)
    assert f"project:{kite.pk}" in "".join(told)


def test_what_one_server_moves_counts_at_once_in_the_figures_of_the_other(
    servers: list[Server], kite: Any, ada: Any, client_of: Any
) -> None:
    task = Task.create(kite, title="Fly", by=ada, assignee=ada)
    cookies = _cookies(client_of(ada))
    oldest = f"oldest {task.key}, day 1"
    for path in ("/insights", "/insights?weeks=all", "/projects/KITE/insights"):
        assert "nothing is in progress" in _get(servers[1], path, cookies)
    column = kite.columns.filter(state="active")[0]
    assert _post(servers[0], f"/tasks/{task.key}/column", {"column": column.pk}, cookies) < 400
    for path in ("/insights", "/insights?weeks=all", "/projects/KITE/insights"):
        assert oldest in _get(servers[1], path, cookies)


def test_sessions_and_limits_are_those_of_all_servers(servers: list[Server], ada: Any, client_of: Any) -> None:
    cookies = _cookies(client_of(ada))
    for server in servers:
        assert "Ada" in _get(server, "/profile/", cookies)

    wrong = {"login": ada.user.email, "password": "a wrong password"}
    nobody = {"Cookie": f"{settings.CSRF_COOKIE_NAME}={CSRF}", "X-CSRFToken": CSRF}
    statuses = [_post(servers[turn % 2], "/accounts/login/", wrong, nobody) for turn in range(7)]
    assert 429 in statuses


def test_two_schedulers_queue_a_job_once_a_beat(transactional_db: None) -> None:
    from django_q.brokers import get_broker
    from django_q.models import OrmQ, Schedule
    from django_q.scheduler import scheduler

    from assay.kit.jobs import write_schedules

    _at_once(write_schedules)
    names = Counter(Schedule.objects.values_list("name", flat=True))
    assert names.most_common(1)[0][1] == 1, "two processes wrote a schedule each"
    for _ in range(BEATS):
        OrmQ.objects.all().delete()
        Schedule.objects.update(next_run=now() - timedelta(seconds=1))
        _at_once(lambda: scheduler(broker=get_broker()))
        assert OrmQ.objects.count() == len(names)


class Worker:
    """`assay worker` with the job of `tests.errands`, on the tests' database."""

    def __init__(self, folder: Path) -> None:
        self._log = (folder / "worker.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.errands", str(folder)],
            env={**os.environ, "DATABASE_URL": database_url(), "PYTHONPATH": _path()},
            stdout=self._log,
            stderr=self._log,
        )

    def stop(self) -> None:
        self.process.terminate()
        if not has_ended(self.process, within=15):
            self.process.kill()
            self.process.wait()
        self._log.close()


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path) -> Iterator[list[Worker]]:
    some = [Worker(tmp_path) for _ in range(2)]
    _wait(lambda: WorkerBeat.alive(at=now()) == 2)
    yield some
    for one in some:
        one.stop()


def test_a_killed_workers_job_is_done_once_more(workers: list[Worker], tmp_path: Path) -> None:
    errand: Any = errands.register()
    errand.later("first")
    _wait(lambda: _begun(tmp_path) == 1)
    (leaf,) = (int(path.name.rpartition("-")[2]) for path in tmp_path.glob("first-begun-*"))
    killed = next(one for one in workers if leaf in children_of(one.process.pid))
    orphans = children_of(killed.process.pid)
    os.kill(killed.process.pid, signal.SIGKILL)
    assert [words for pid, words in orphans.items() if not is_gone(pid, within=PATIENCE)] == []

    _let_time_pass()
    _wait(lambda: _begun(tmp_path) == 2)
    _let_time_pass(held=False)  # handed out again while the other worker is at it
    (tmp_path / "first-go").touch()
    _wait(lambda: JobTry.objects.filter(done_at__isnull=False).count() == 1)
    _let_time_pass()  # and once more after it was done
    _wait(_queue_is_empty)
    assert _begun(tmp_path) == 2
    assert len(list(tmp_path.glob("first-done-*"))) == 1
    assert Tally.objects.filter(key="errand first").count() == 1


def test_two_workers_share_the_queue_and_do_nothing_twice(workers: list[Worker], tmp_path: Path) -> None:
    errand: Any = errands.register()
    names = [f"n{number}" for number in range(8)]
    for name in names:
        (tmp_path / f"{name}-go").touch()
        errand.later(name)
    _wait(_queue_is_empty)
    assert [len(list(tmp_path.glob(f"{name}-done-*"))) for name in names] == [1] * len(names)


def _begun(folder: Path) -> int:
    return len(list(folder.glob("first-begun-*")))


def _let_time_pass(*, held: bool = True) -> None:
    """Do to the rows what five minutes would do."""
    from django_q.models import OrmQ

    if held:
        JobTry.objects.filter(held_until__isnull=False).update(held_until=now() - timedelta(seconds=1))
    OrmQ.objects.update(lock=now() - timedelta(seconds=1))


def _queue_is_empty() -> bool:
    from django_q.models import OrmQ

    return not OrmQ.objects.exists()


def _wait(until: Callable[[], bool]) -> None:
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, "it did not come to pass in time"
        pause.wait(0.05)


def _at_once(work: Callable[[], Any]) -> None:
    """Do it in two threads at the same moment, each with a connection of its own."""
    barrier, faults = threading.Barrier(2), list[BaseException]()

    def one() -> None:
        try:
            barrier.wait()
            work()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert faults == []


def _cookies(client: Client) -> dict[str, str]:
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    return {"Cookie": cookies, "X-CSRFToken": CSRF, "HX-Request": "true"}


def _get(server: Server, path: str, headers: dict[str, str]) -> str:
    request = urllib.request.Request(server.address + path, headers=headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def _post(server: Server, path: str, form: dict[str, Any], headers: dict[str, str]) -> int:
    request = urllib.request.Request(server.address + path, urlencode(form).encode(), headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def _path() -> str:
    return os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
