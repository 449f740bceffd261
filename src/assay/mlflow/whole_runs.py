"""Runs with everything a client asks of them, made of flat rows: a search shows thousands at once.

Six plain queries for any number of runs; the rows become small structs that msgspec writes without looking again.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from assay.kit.clock import to_milliseconds
from assay.kit.rows import fetched, moment
from assay.mlflow.shapes import DEFAULT_ID, LEAST, MOST, Json
from assay.pure.numbers import in_json
from assay.runs.models.group import DEFAULT_NAME

# So many runs a statement; their numbers are ours and stand in it as they are, for databases count variables.
_RUNS_A_STATEMENT = 5000
_INFO = (
    "SELECT r.id, r.uid, r.name, g.id, g.name, g.task_id, r.user_name, "
    "r.status, r.started_at, r.ended_at, r.deleted_at FROM runs_run r "
    "JOIN runs_rungroup g ON g.id = r.group_id WHERE r.id IN ({})"
)
_METRICS = (
    "SELECT run_id, key, last, last_at_ms, last_step FROM runs_metricseries "
    "WHERE run_id IN ({}) AND count > 0 ORDER BY run_id, key"
)
_PARAMS = "SELECT run_id, key, value FROM runs_param WHERE run_id IN ({}) ORDER BY run_id, key"
_TAGS = "SELECT run_id, key, value FROM runs_runtag WHERE run_id IN ({}) ORDER BY run_id, key"
_DATASETS = (
    'SELECT run_id, tags, name, digest, source_type, source, "schema", profile FROM runs_datasetinput '
    "WHERE run_id IN ({}) ORDER BY id"
)
_USES = (
    "SELECT u.run_id, u.is_output, m.uid, u.step FROM runs_modeluse u "
    "JOIN runs_loggedmodel m ON m.id = u.logged_model_id WHERE u.run_id IN ({}) ORDER BY u.id"
)
_DATASET_NAMES = ("name", "digest", "source_type", "source", "schema", "profile")


class Latest(msgspec.Struct, gc=False):
    """The latest value of a metric."""

    key: str
    value: float | str
    timestamp: int
    step: int


class Pair(msgspec.Struct, gc=False):
    """A param or a tag."""

    key: str
    value: str


class _Data(msgspec.Struct):
    metrics: list[Latest]
    params: list[Pair]
    tags: list[Pair]


class _Inputs(msgspec.Struct):
    dataset_inputs: list[Json]
    model_inputs: list[Json]


class _Outputs(msgspec.Struct):
    model_outputs: list[Json]


class WholeRun(msgspec.Struct):
    info: Json
    data: _Data
    inputs: _Inputs
    outputs: _Outputs


def whole_runs(ids: Sequence[int]) -> list[WholeRun]:
    """Return the runs of these row numbers, in their order."""
    info = {row[0]: _info(*row[1:]) for row in _rows(_INFO, ids)}
    metrics, params, tags = _metrics(ids), _pairs(_PARAMS, ids), _pairs(_TAGS, ids)
    datasets, uses = _datasets(ids), _uses(ids)
    return [
        WholeRun(
            info[one],
            _Data(metrics.get(one, []), params.get(one, []), tags.get(one, [])),
            _Inputs(datasets.get(one, []), uses.get((one, False), [])),
            _Outputs(uses.get((one, True), [])),
        )
        for one in ids
    ]


def run_info(number: int) -> Json:
    """Return the own facts of the run of this row number."""
    return next(_info(*row[1:]) for row in _rows(_INFO, [number]))


def _rows(sql: str, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(ids), _RUNS_A_STATEMENT):
        some = ", ".join(str(int(one)) for one in ids[start : start + _RUNS_A_STATEMENT])
        yield from fetched(sql.format(some), [])


def _info(
    uid: str,
    name: str,
    group_id: int,
    group_name: str,
    group_task: int | None,
    user_name: str,
    status: str,
    started_at: Any,
    ended_at: Any,
    deleted_at: Any,
) -> Json:
    experiment = DEFAULT_ID if group_task is None and group_name == DEFAULT_NAME else str(group_id)
    info = {
        "run_id": uid,
        "run_uuid": uid,
        "run_name": name,
        "experiment_id": experiment,
        "user_id": user_name,
        "status": status,
        "start_time": to_milliseconds(moment(started_at)),
        "artifact_uri": f"mlflow-artifacts:/{experiment}/{uid}/artifacts",
        "lifecycle_stage": "deleted" if deleted_at is not None else "active",
    }
    if ended_at is not None:
        info["end_time"] = to_milliseconds(moment(ended_at))
    return info


def _metrics(ids: Sequence[int]) -> Mapping[int, list[Latest]]:
    found: dict[int, list[Latest]] = defaultdict(list)
    for run_id, key, last, at_ms, step in _rows(_METRICS, ids):
        value = last if last is not None and LEAST < last < MOST else in_json(last)
        found[run_id].append(Latest(key, value, at_ms, step))
    return found


def _pairs(sql: str, ids: Sequence[int]) -> Mapping[int, list[Pair]]:
    found: dict[int, list[Pair]] = defaultdict(list)
    for run_id, key, value in _rows(sql, ids):
        found[run_id].append(Pair(key, value))
    return found


def _datasets(ids: Sequence[int]) -> Mapping[int, list[Json]]:
    found: dict[int, list[Json]] = defaultdict(list)
    for run_id, tags, *facts in _rows(_DATASETS, ids):
        dataset = {name: fact for name, fact in zip(_DATASET_NAMES, facts, strict=True) if fact}
        noted = [{"key": key, "value": value} for key, value in json.loads(tags)]
        found[run_id].append({"dataset": dataset, "tags": noted})
    return found


def _uses(ids: Sequence[int]) -> Mapping[tuple[int, bool], list[Json]]:
    found: dict[tuple[int, bool], list[Json]] = defaultdict(list)
    for run_id, is_output, uid, step in _rows(_USES, ids):
        found[run_id, is_output].append({"model_id": uid, "step": step} if is_output else {"model_id": uid})
    return found
