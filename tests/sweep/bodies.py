"""What is sent to an address: every name that any form or operation knows, with ids of the world given."""

import json
from functools import cache
from typing import Any

from tests.sweep.routes import Route
from tests.sweep.world import World

from assay.config.api import api

JSON = "application/json"


def form_of(world: World) -> dict[str, Any]:
    """Return one form that fits all pages: each takes the fields it knows."""
    return {
        "after": world.task_key,
        "alias": "champion",
        "assignee": world.member_pk,
        "baseline_run": world.run_number,
        "before": world.task_key,
        "column": world.column_pk,
        "conclusion": "keep",
        "criteria": "accuracy >= 0.8 on test",
        "day": "2027-01-01",
        "days": "30",
        "description": "Sweep",
        "discipline": "",
        "done": "on",
        "email": "sweep@sweep.example",
        "estimate_days": "2",
        "event": world.event_pk,
        "events": [world.event_pk],
        "first_on": "2027-01-04",
        "goal": "Sweep",
        "hue": "1",
        "hypothesis": "Sweep",
        "instead": "",
        "key": world.experiment_key,
        "keys": [world.task_key],
        "kind": "task",
        "labels": [world.label_pk],
        "last_on": "2027-01-05",
        "lines": "2027-01-01 New Year",
        "lane": world.member_pk,
        "lead": world.member_pk,
        "link": "blocks.out",
        "name": "Sweep",
        "other": world.task_key,
        "next": "/",
        "part_days": ["1", "1"],
        "part_title": ["Sweep", "Sweep more"],
        "password": "sweep the whole floor",
        "person": world.member_pk,
        "phase": world.phase_pk,
        "reason": "Sweep",
        "role": "member",
        "run": [world.run_uid],
        "scope": "write",
        "task": world.task_key,
        "tasks": "stay",
        "text": "Sweep",
        "theme": "dark",
        "timebox_days": "3",
        "time_zone": "",
        "title": "Sweep",
        "version": "1",
        "workflow": "six-phases",
        "working_days": ["1", "2"],
        "workspace": "990099",
        "state": "waiting",
        "position": "1",
        "to": world.column_pk,
        "weeks_low": "1",
    }


def query_of(world: World) -> dict[str, Any]:
    """Return a query that asks for things of `world` under every name there is."""
    return {
        "alias": "champion",
        "artifact_uri": f"mlflow-artifacts:/{world.artifact_path}",
        "assignee": world.member_pk,
        "cursor": "",
        "experiment_id": world.group_pk,
        "experiment_name": world.experiment_key,
        "key": world.experiment_key,
        "metric_key": "loss",
        "name": world.model_name,
        "next": "/",
        "path": "",
        "person": world.member_pk,
        "project": world.project_key,
        "q": "",
        "numbers": world.run_number,
        "run": world.run_uid,
        "runs": world.run_number,
        "run_id": world.run_uid,
        "run_uuid": world.run_uid,
        "task": world.task_key,
        "topic": f"task:{world.task_key}",
        "version": "1",
    }


def mlflow_body(world: World) -> str:
    """Return one message that fits all calls of the protocol."""
    point = {"key": "loss", "value": 0.1, "timestamp": 1_700_000_000_001, "step": 2}
    pair = {"key": "sweep", "value": "1"}
    return json.dumps(
        {
            "alias": "champion",
            "artifact_path": "",
            "datasets": [{"dataset": {"name": "d", "digest": "1", "source_type": "x", "source": "x"}, "tags": []}],
            "experiment_id": str(world.group_pk),
            "experiment_ids": [str(world.group_pk)],
            "key": "sweep",
            "metrics": [point],
            "models": [{"model_id": world.model_uid, "step": 0}],
            "model_id": world.model_uid,
            "model_json": json.dumps({"run_id": world.run_uid, "artifact_path": "m", "flavors": {}}),
            "name": world.model_name,
            "new_name": "swept",
            "params": [pair],
            "run_id": world.run_uid,
            "run_uuid": world.run_uid,
            "source": f"models:/{world.model_uid}",
            "source_run_id": world.run_uid,
            "stage": "Staging",
            "status": "FINISHED",
            "step": 2,
            "tags": [pair],
            "timestamp": 1_700_000_000_001,
            "value": "1",
            "version": "1",
        }
    )


def rest_body(route: Route, method: str, world: World) -> str:
    """Return a body that the operation's own schema accepts; references are ids of `world`."""
    described = _described()
    address = "/" + route.pattern.replace("<path:", "<").replace("<", "{").replace(">", "}")
    operation = described["paths"].get(address, {}).get(method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {}).get(JSON, {})
    return json.dumps(_example(content.get("schema", {}), described, form_of(world)))


@cache
def _described() -> Any:
    return api.get_openapi_schema()


def _example(schema: dict[str, Any], described: dict[str, Any], known: dict[str, Any], name: str = "") -> Any:
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _example(schema[choice][0], described, known, name)
    if "properties" in schema:
        return {key: _example(part, described, known, key) for key, part in schema["properties"].items()}
    return _plain(schema, described, known, name)


def _plain(schema: dict[str, Any], described: dict[str, Any], known: dict[str, Any], name: str) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string")
    if kind == "array":
        return [_example(schema.get("items", {}), described, known, name)]
    given = known.get(name, "")
    given = given[0] if isinstance(given, list) else given
    if kind in {"integer", "number"}:
        return int(given) if str(given).isdigit() else 1
    if kind == "boolean":
        return False
    if schema.get("format") == "date-time":
        return "2999-01-01T00:00:00Z"
    return {} if kind == "object" else str(given) or "sweep"
