"""Experiments, models and points as answers show them; runs stand in `whole_runs`."""

from collections.abc import Iterable
from typing import Any

import msgspec

from assay.kit.clock import to_milliseconds
from assay.mlflow.wire import as_pairs
from assay.pure.numbers import in_json
from assay.runs.models import LoggedModel, Run, RunGroup
from assay.runs.points import HistoryRows, Triple

Json = dict[str, Any]
DEFAULT_ID = "0"
# What lies outside may be infinite, and NaN is never inside.
LEAST, MOST = -1e308, 1e308


class LoggedPoint(msgspec.Struct, gc=False):
    """One point of a history; of these an answer holds tens of thousands."""

    key: str
    value: float | str
    timestamp: int
    step: int
    run_id: str


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


def history(key: str, run_uid: str, page: HistoryRows) -> Json:
    answer: Json = {"metrics": logged_points(key, run_uid, page.points)}
    if page.next:
        answer["next_page_token"] = page.next
    return answer


def logged_points(key: str, run_uid: str, points: Iterable[Triple]) -> list[LoggedPoint]:
    return [
        LoggedPoint(key, value if LEAST < value < MOST else in_json(value), at_ms, step, run_uid)
        for step, at_ms, value in points
    ]


def _stage(is_deleted: bool) -> str:  # noqa: FBT001  a fact of its own
    return "deleted" if is_deleted else "active"
