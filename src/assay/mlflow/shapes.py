"""Runs, experiments and models as answers show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assay.kit.clock import to_milliseconds
from assay.mlflow.wire import as_pairs, written
from assay.runs.models import DatasetInput, LoggedModel, MetricSeries, ModelUse, Param, Run, RunGroup, RunTag
from assay.runs.points import HistoryPage
from assay.runs.summary import StoredPoint

Json = dict[str, Any]
ByRun = Mapping[int, list[Json]]
DEFAULT_ID = "0"


def experiment_id(group: RunGroup) -> str:
    """Return the id that clients know the group by; the Default one is always 0."""
    return DEFAULT_ID if group.is_default else str(group.pk)


def experiment(group: RunGroup) -> Json:
    identity = experiment_id(group)
    return {
        "experiment_id": identity,
        "name": group.name,
        "artifact_location": f"mlflow-artifacts:/{identity}",
        "lifecycle_stage": _stage(group.deleted_at is not None),
        "creation_time": to_milliseconds(group.created_at),
        "last_update_time": to_milliseconds(group.updated_at),
        "tags": as_pairs(group.tags),
    }


def artifact_uri(run: Run) -> str:
    return f"mlflow-artifacts:/{experiment_id(run.group)}/{run.uid}/artifacts"


def model_uri(model: LoggedModel) -> str:
    return f"mlflow-artifacts:/{experiment_id(model.group)}/models/{model.uid}/artifacts"


def run_info(run: Run) -> Json:
    """Return the run's own facts; its group must be loaded."""
    info = {
        "run_id": run.uid,
        "run_uuid": run.uid,
        "run_name": run.name,
        "experiment_id": experiment_id(run.group),
        "user_id": run.user_name,
        "status": run.status,
        "start_time": to_milliseconds(run.started_at),
        "artifact_uri": artifact_uri(run),
        "lifecycle_stage": _stage(run.deleted_at is not None),
    }
    if run.ended_at is not None:
        info["end_time"] = to_milliseconds(run.ended_at)
    return info


def full_runs(runs: Sequence[Run]) -> list[Json]:
    """Return runs with everything a client asks of them, in five queries for any number of runs."""
    ids = [run.pk for run in runs]
    metrics, params, tags = _metrics(ids), _pairs(Param, ids), _pairs(RunTag, ids)
    inputs, uses = _inputs(ids), _uses(ids)
    return [
        {
            "info": run_info(run),
            "data": {
                "metrics": metrics.get(run.pk, []),
                "params": params.get(run.pk, []),
                "tags": tags.get(run.pk, []),
            },
            "inputs": {
                "dataset_inputs": inputs.get(run.pk, []),
                "model_inputs": uses.get((run.pk, False), []),
            },
            "outputs": {"model_outputs": uses.get((run.pk, True), [])},
        }
        for run in runs
    ]


def logged_model(model: LoggedModel) -> Json:
    """Return the model; its group and run must be loaded."""
    return {
        "info": {
            "model_id": model.uid,
            "experiment_id": experiment_id(model.group),
            "name": model.name,
            "creation_timestamp_ms": to_milliseconds(model.created_at),
            "last_updated_timestamp_ms": to_milliseconds(model.updated_at),
            "artifact_uri": model_uri(model),
            "status": model.status,
            "model_type": model.model_type,
            "source_run_id": model.run.uid if model.run else "",
            "tags": as_pairs(model.tags),
        },
        "data": {"params": as_pairs(model.params), "metrics": list(model.metrics.values())},
    }


def history(key: str, run_uid: str, page: HistoryPage) -> Json:
    answer: Json = {"metrics": [metric(key, run_uid, point) for point in page.points]}
    if page.next:
        answer["next_page_token"] = page.next
    return answer


def metric(key: str, run_uid: str, point: StoredPoint) -> Json:
    step, at_ms, value = point
    return {"key": key, "value": written(value), "timestamp": at_ms, "step": step, "run_id": run_uid}


def _stage(is_deleted: bool) -> str:  # noqa: FBT001  a fact of its own
    return "deleted" if is_deleted else "active"


def _metrics(ids: Sequence[int]) -> ByRun:
    """Return the latest value of each metric."""
    rows = MetricSeries.objects.filter(run__in=ids, count__gt=0).order_by("run", "key")
    found: dict[int, list[Json]] = defaultdict(list)
    for run_id, key, last, at_ms, step in rows.values_list("run_id", "key", "last", "last_at_ms", "last_step"):
        found[run_id].append({"key": key, "value": written(last), "timestamp": at_ms, "step": step})
    return found


def _pairs(kind: type[Param] | type[RunTag], ids: Sequence[int]) -> ByRun:
    rows = kind.objects.filter(run__in=ids).order_by("run", "key").values_list("run_id", "key", "value")
    found: dict[int, list[Json]] = defaultdict(list)
    for run_id, key, value in rows:
        found[run_id].append({"key": key, "value": value})
    return found


def _inputs(ids: Sequence[int]) -> ByRun:
    found: dict[int, list[Json]] = defaultdict(list)
    for one in DatasetInput.objects.filter(run__in=ids).order_by("pk"):
        names = ("name", "digest", "source_type", "source", "schema", "profile")
        dataset = {name: getattr(one, name) for name in names if getattr(one, name)}
        tags = [{"key": key, "value": value} for key, value in one.tags]
        found[one.run_id].append({"dataset": dataset, "tags": tags})
    return found


def _uses(ids: Iterable[int]) -> Mapping[tuple[int, bool], list[Json]]:
    rows = ModelUse.objects.filter(run__in=list(ids)).order_by("pk")
    found: dict[tuple[int, bool], list[Json]] = defaultdict(list)
    for run_id, is_output, uid, step in rows.values_list("run_id", "is_output", "logged_model__uid", "step"):
        found[run_id, is_output].append({"model_id": uid, "step": step} if is_output else {"model_id": uid})
    return found
