"""A client of the MLflow protocol, the same for both sides: what it costs, it costs both."""

import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.wire import NotServed, Wire

ROOT = "/api/2.0/mlflow/"
BATCH = 1000
PAGE = 25_000
# The client's own clock does not matter; a fixed one makes two rounds alike.
EPOCH_MS = 1_760_000_000_000


@dataclass(frozen=True)
class Read:
    """How many things came, and how long the server took; understanding them is the client's business."""

    count: int
    seconds: float


class Tracking:
    """The calls that the benchmarks need, on one connection."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def experiment(self, name: str) -> str:
        """Return the id of the experiment of this name, made at the first need."""
        try:
            found = self.wire.get(f"{ROOT}experiments/get-by-name?experiment_name={name}").json()
            return str(found["experiment"]["experiment_id"])
        except NotServed:
            return str(self._call("experiments/create", {"name": name})["experiment_id"])

    def run(self, experiment_id: str) -> str:
        """Begin a run and return its id."""
        started = self._call("runs/create", {"experiment_id": experiment_id, "start_time": EPOCH_MS})
        return str(started["run"]["info"]["run_id"])

    def finish(self, run_id: str) -> None:
        self._call("runs/update", {"run_id": run_id, "status": "FINISHED", "end_time": EPOCH_MS + 1})

    def log_metric(self, body: bytes) -> None:
        self.wire.post(f"{ROOT}runs/log-metric", body)

    def log_batch(self, body: bytes) -> None:
        self.wire.post(f"{ROOT}runs/log-batch", body)

    def history(self, run_id: str, key: str) -> Read:
        """Read the whole history of one metric, page by page as the client does."""
        count, seconds, token = 0, 0.0, ""
        while True:
            asked = f"run_id={run_id}&metric_key={key}&max_results={PAGE}&page_token={token}"
            started = time.perf_counter()
            answer = self.wire.get(f"{ROOT}metrics/get-history?{asked}")
            seconds += time.perf_counter() - started
            page = answer.json()
            count += len(page.get("metrics", []))
            token = page.get("next_page_token", "")
            if not token:
                return Read(count, seconds)

    def search(self, experiment_id: str, *, most: int, text: str = "", order: Sequence[str] = ()) -> Read:
        """Read one page of runs."""
        which = {"experiment_ids": [experiment_id], "max_results": most, "filter": text, "order_by": list(order)}
        asked = json.dumps(which).encode()
        started = time.perf_counter()
        answer = self.wire.post(f"{ROOT}runs/search", asked)
        seconds = time.perf_counter() - started
        return Read(len(answer.json().get("runs", [])), seconds)

    def _call(self, name: str, asked: dict[str, Any]) -> Any:
        return self.wire.post(ROOT + name, json.dumps(asked).encode()).json()


def metric_body(run_id: str, key: str, step: int) -> bytes:
    """Return what `mlflow.log_metric` sends."""
    point = {"run_uuid": run_id, "run_id": run_id, **_point(key, step)}
    return json.dumps(point).encode()


def batch_body(run_id: str, points: Iterable[tuple[str, int]]) -> bytes:
    """Return what `MlflowClient.log_batch` sends for points of (key, step)."""
    metrics = [_point(key, step) for key, step in points]
    return json.dumps({"run_id": run_id, "metrics": metrics, "params": [], "tags": []}).encode()


def batches(run_id: str, key: str, count: int) -> Iterator[bytes]:
    """Yield bodies that together log `count` points of one metric, by steps."""
    for start in range(0, count, BATCH):
        yield batch_body(run_id, [(key, step) for step in range(start, min(start + BATCH, count))])


def _point(key: str, step: int) -> dict[str, Any]:
    # random: noise on a curve, nothing secret.
    return {"key": key, "value": 0.9 * random.random(), "timestamp": EPOCH_MS + step, "step": step}  # noqa: S311
