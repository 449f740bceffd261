"""Ask whether a run should stop. Asking costs a look at a variable: the server is asked by a thread of its own.

Nothing here raises and nothing waits: without a server, without an answer, without a run the answer is False.
"""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from assay_client.server import find_server

Item = TypeVar("Item")
# How much less often the server is asked when it does not answer, and after how long without a question from the
# training it is asked no more.
MOST_SECONDS = 60.0
FORGOTTEN_SECONDS = 600.0


def _every_seconds() -> float:
    """How often the server is asked: as the environment says, unless it says nonsense. No training dies of that."""
    said = os.environ.get("ASSAY_EVERY_SECONDS", "")
    try:
        seconds = float(said or 5)
    except ValueError:
        seconds = 0.0
    if 0 < seconds < float("inf"):
        return seconds
    warnings.warn(f"ASSAY_EVERY_SECONDS is no number of seconds: {said!r}. Assay is asked every 5.", stacklevel=2)
    return 5.0


EVERY_SECONDS = _every_seconds()


class _Watch:
    """Asks the server about one run until it says stop, or nobody wants to know any more."""

    def __init__(self, run_id: str, every: float) -> None:
        self.run_id, self.every, self.pid = run_id, every, os.getpid()
        self.stop, self.because, self.wanted_at = False, "", monotonic()
        self.asked = threading.Event()
        self._thread = threading.Thread(target=self._look_on, name="assay-client", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """False also in a process that was forked from the one which watched."""
        return self.pid == os.getpid() and (self.stop or self._thread.is_alive())

    def _look_on(self) -> None:
        pause, wait = self.every, threading.Event()
        while not self.stop and monotonic() - self.wanted_at < FORGOTTEN_SECONDS:
            pause = self.every if self._look() else min(pause * 2, max(MOST_SECONDS, self.every))
            self.asked.set()
            if not self.stop:
                wait.wait(pause)

    def _look(self) -> bool:
        """Ask once; False if there was no answer."""
        try:
            server = find_server()
            told = server.get(f"runs/{self.run_id}/stop") if server is not None else None
            if not isinstance(told, dict):
                return False
            self.because = ": ".join(str(told[part]) for part in ("by", "because") if told.get(part))
            self.stop = told.get("stop") is True
        except Exception:
            return False
        return True


_watches: dict[str, _Watch] = {}
_lock = threading.Lock()


def should_stop(run_id: str | None = None, *, every: float = EVERY_SECONDS) -> bool:
    """Say whether the run should stop: the active run of MLflow's client if none is named.

    The first question only begins to watch and is answered with False at once; later ones know what the server
    said at most `every` seconds ago.
    """
    try:
        uid = run_id or active_run_id()
        return _watch(uid, every).stop if uid else False
    except Exception:
        return False


def why(run_id: str | None = None) -> str:
    """Return why the run should stop, as people read it; empty as long as it should not."""
    uid = run_id or active_run_id()
    watch = _watches.get(uid) if uid else None
    return watch.because if watch is not None and watch.stop else ""


def going_on(items: Iterable[Item], run_id: str | None = None, *, every: float = EVERY_SECONDS) -> Iterator[Item]:
    """Yield the items until the run should stop: `for epoch in going_on(range(100))`."""
    uid = run_id or active_run_id()
    for item in items:
        if should_stop(uid, every=every):
            return
        yield item


def active_run_id() -> str | None:
    """Return the run that MLflow's client has under way in this thread, or that the environment names."""
    mlflow = sys.modules.get("mlflow")
    try:
        run = mlflow.active_run() if mlflow is not None else None
        return str(run.info.run_id) if run is not None else os.environ.get("MLFLOW_RUN_ID")
    except Exception:
        return None


def _watch(uid: str, every: float) -> _Watch:
    found = _watches.get(uid)
    if found is None or not found.is_alive:
        with _lock:
            found = _watches.get(uid)
            if found is None or not found.is_alive:
                found = _watches[uid] = _Watch(uid, every)
    found.wanted_at = monotonic()
    return found
