"""A long history: what it takes on disk, and how fast it is read back."""

import sqlite3
import time
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from bench.rounds import Measure, Row
from bench.stage import ASSAY, MLFLOW, Stage
from bench.tracking import batches

KEY = "loss"
SETTLED_SECONDS = 3


@dataclass(frozen=True)
class LongRun:
    """A run with one long metric; `bytes_per_point` is what the database grew by."""

    uid: str
    bytes_per_point: float


_long_runs: "WeakKeyDictionary[Stage, dict[str, LongRun]]" = WeakKeyDictionary()


def _disk(stage: Stage, name: str) -> dict[str, float]:
    return {"bytes": long_run(stage, name).bytes_per_point}


def _history(stage: Stage, name: str) -> dict[str, float]:
    read = stage.side(name).tracking.history(long_run(stage, name).uid, KEY)
    if read.count != stage.size.history_points:
        raise ValueError(f"The history has {read.count} points instead of {stage.size.history_points}.")
    return {"read": 1000 * read.seconds}


def long_run(stage: Stage, name: str) -> LongRun:
    """Log the history at the first need."""
    known = _long_runs.setdefault(stage, {})
    if name not in known:
        side, count = stage.side(name), stage.size.history_points
        run = side.tracking.run(side.tracking.experiment("bench-history"))
        before = _used_bytes(stage, name)
        for body in batches(run, KEY, count):
            side.tracking.log_batch(body)
        side.tracking.finish(run)
        known[name] = LongRun(run, (_settled_bytes(stage, name) - before) / count)
    return known[name]


def _settled_bytes(stage: Stage, name: str) -> int:
    """Return what is used once nothing changes any more: Assay packs the points of a run that has ended."""
    before, last = -1, _used_bytes(stage, name)
    while before != last:
        time.sleep(SETTLED_SECONDS)
        before, last = last, _used_bytes(stage, name)
    return last


def _used_bytes(stage: Stage, name: str) -> int:
    """Return how much of the database file is used; a connection sees also what still lies in the log."""
    database = sqlite3.connect(stage.side(name).server.database, timeout=30)
    try:
        pages, free, size = (
            database.execute(f"PRAGMA {fact}").fetchone()[0] for fact in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)
    finally:
        database.close()


DISK = Measure(
    name="disk",
    rows=(Row("bytes", "disk per point, indexes included (SQLite)", "B"),),
    take=_disk,
    sides=(ASSAY, MLFLOW),
    rounds=1,
)
HISTORY = Measure(
    name="history",
    rows=(Row("read", "history of 100,000 points (quick: 10,000), whole", "ms", aim=250),),
    take=_history,
    sides=(ASSAY, MLFLOW),
)
