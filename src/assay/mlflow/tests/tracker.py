"""Speak the protocol in a test: bodies in, parsed answers out."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

ROOT = "/api/2.0/mlflow/"
FILES = "/api/2.0/mlflow-artifacts/artifacts"
MOMENT = 1_700_000_000_000


@dataclass
class Tracker:
    """A client with a token. `ask` and `get` expect success; `refused` expects a fault and returns it."""

    client: Client

    def send(self, path: str, body: Any, *, method: str = "POST", root: str = ROOT) -> Any:
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.generic(method, root + path, text, content_type="application/json")

    def ask(self, path: str, /, *, method: str = "POST", **body: Any) -> Any:
        return _parsed(self.send(path, body, method=method), 200)

    def get(self, path: str, /, **query: Any) -> Any:
        return _parsed(self.client.get(ROOT + path, query), 200)

    def refused(self, path: str, /, *, method: str = "POST", **body: Any) -> tuple[int, str]:
        answer = self.send(path, body, method=method)
        return answer.status_code, json.loads(answer.content)["error_code"]

    def not_got(self, path: str, /, **query: Any) -> tuple[int, str]:
        answer = self.client.get(ROOT + path, query)
        return answer.status_code, json.loads(answer.content)["error_code"]

    def start(self, *, experiment_id: str = "0", tags: dict[str, str] | None = None, **body: Any) -> str:
        """Start a run and return its id."""
        pairs = [{"key": key, "value": value} for key, value in (tags or {}).items()]
        made = self.ask("runs/create", experiment_id=experiment_id, tags=pairs, **body)
        return str(made["run"]["info"]["run_id"])

    def log(self, run: str, key: str, value: Any, *, step: Any = 0, timestamp: Any = MOMENT) -> None:
        self.ask("runs/log-metric", run_id=run, key=key, value=value, step=step, timestamp=timestamp)

    def run(self, uid: str) -> Any:
        return self.get("runs/get", run_id=uid)["run"]

    def latest(self, uid: str) -> dict[str, Any]:
        return {metric["key"]: metric["value"] for metric in self.run(uid)["data"]["metrics"]}

    def tags(self, uid: str) -> dict[str, str]:
        return {tag["key"]: tag["value"] for tag in self.run(uid)["data"]["tags"]}

    def history(self, uid: str, key: str, **query: Any) -> list[Any]:
        return list(self.get("metrics/get-history", run_id=uid, metric_key=key, **query)["metrics"])

    def put(self, path: str, content: bytes) -> Any:
        return self.client.put(f"{FILES}/{path}", content, content_type="application/octet-stream")

    def files(self, path: str) -> list[Any]:
        return list(_parsed(self.client.get(FILES, {"path": path}), 200)["files"])


def _parsed(answer: Any, status: int) -> Any:
    assert answer.status_code == status, (answer.status_code, answer.content)
    return json.loads(answer.content)
