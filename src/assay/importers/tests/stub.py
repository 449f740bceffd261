"""A small MLflow server for tests: what is in its lists, it says; it counts what it was asked."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

START_MS = 1_760_000_000_000
Json = dict[str, Any]


@dataclass
class Stub:
    """What the server holds. Pages are small, so that few runs make several."""

    experiments: list[Json] = field(default_factory=list)
    runs: list[Json] = field(default_factory=list)
    points: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    models: list[Json] = field(default_factory=list)
    registered: list[Json] = field(default_factory=list)
    versions: list[Json] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    token: str = ""
    refusals: list[int] = field(default_factory=list)
    page: int = 3
    asked: list[str] = field(default_factory=list)
    address: str = ""
    on_request: Callable[[str], None] = lambda _path: None

    def add_experiment(self, name: str, *, tags: Mapping[str, str] | None = None) -> str:
        number = str(len(self.experiments) + 1)
        self.experiments.append(
            {"experiment_id": number, "name": name, "lifecycle_stage": "active", "tags": _pairs(tags or {})}
        )
        return number

    def add_run(
        self,
        experiment: str,
        number: int,
        *,
        metrics: Mapping[str, list[Any]] | None = None,
        params: Mapping[str, str] | None = None,
        tags: Mapping[str, str] | None = None,
        status: str = "FINISHED",
    ) -> str:
        uid = f"{number:032x}"
        began = START_MS + number * 1000
        info = {
            "run_id": uid,
            "run_name": f"run {number}",
            "experiment_id": experiment,
            "user_id": "ana",
            "status": status,
            "start_time": began,
            "artifact_uri": f"mlflow-artifacts:/{experiment}/{uid}/artifacts",
            "lifecycle_stage": "active",
        }
        if status != "RUNNING":
            info["end_time"] = began + 500
        said = {"mlflow.runName": f"run {number}"} | dict(tags or {})
        self.runs.append({"info": info, "data": {"params": _pairs(params or {}), "tags": _pairs(said), "metrics": []}})
        for key, values in (metrics or {}).items():
            self.log(uid, key, values)
        return uid

    def log(self, uid: str, key: str, values: list[Any]) -> None:
        """Add a value per step behind those there are."""
        known = self.points.setdefault((uid, key), [])
        for value in values:
            step = len(known)
            known.append({"key": key, "value": value, "timestamp": START_MS + step, "step": step})
        data = self.run(uid)["data"]
        data["metrics"] = [one for one in data["metrics"] if one["key"] != key] + [known[-1]]

    def run(self, uid: str) -> Json:
        return next(run for run in self.runs if run["info"]["run_id"] == uid)

    def end(self, uid: str) -> None:
        info = self.run(uid)["info"]
        info.update(status="FINISHED", end_time=info["start_time"] + 900)

    def answer(self, path: str, query: Mapping[str, str], body: Json) -> Json | bytes | None:
        """Return what is said to a request; None for what is not there."""
        routes: dict[str, Callable[[], Any]] = {
            "/api/2.0/mlflow/experiments/search": lambda: self._paged("experiments", self.experiments, body),
            "/api/2.0/mlflow/runs/search": lambda: self._paged("runs", self._found(body), body),
            "/api/2.0/mlflow/runs/get": lambda: {"run": self.run(query["run_id"])},
            "/api/2.0/mlflow/metrics/get-history": lambda: self._paged(
                "metrics", self.points.get((query["run_id"], query["metric_key"]), []), query
            ),
            "/api/2.0/mlflow/logged-models/search": lambda: self._paged(
                "models",
                [one for one in self.models if one["info"]["experiment_id"] in body["experiment_ids"]],
                body,
            ),
            "/api/2.0/mlflow/registered-models/search": lambda: self._paged(
                "registered_models", self.registered, query
            ),
            "/api/2.0/mlflow/model-versions/search": lambda: self._paged(
                "model_versions", [one for one in self.versions if one["name"] in query["filter"]], query
            ),
            "/api/2.0/mlflow/artifacts/list": lambda: self._listed(query),
        }
        if path in routes:
            return routes[path]()  # type: ignore[no-any-return]
        prefix = "/api/2.0/mlflow-artifacts/artifacts/"
        return self.files.get(unquote(path[len(prefix) :])) if path.startswith(prefix) else None

    def _found(self, body: Json) -> list[Json]:
        wanted = "deleted" if body.get("run_view_type") == "DELETED_ONLY" else "active"
        found = [
            run
            for run in self.runs
            if run["info"]["experiment_id"] in body["experiment_ids"] and run["info"]["lifecycle_stage"] == wanted
        ]
        condition = body.get("filter", "")
        if match := re.fullmatch(r"attributes\.(\w+) >= (\d+)", condition):
            found = [run for run in found if run["info"].get(match[1], 0) >= int(match[2])]
        elif condition:
            found = [run for run in found if run["info"]["status"] == "RUNNING"]
        return sorted(found, key=lambda run: run["info"]["start_time"])

    def _paged(self, name: str, rows: list[Json], asked: Mapping[str, Any]) -> Json:
        start = int(asked.get("page_token") or 0)
        page: Json = {name: rows[start : start + self.page]}
        if start + self.page < len(rows):
            page["next_page_token"] = str(start + self.page)
        return page

    def _listed(self, query: Mapping[str, str]) -> Json:
        run = self.run(query["run_id"])["info"]
        root = f"{run['experiment_id']}/{run['run_id']}/artifacts/"
        folder = query.get("path", "")
        prefix = root + (f"{folder}/" if folder else "")
        found: dict[str, Json] = {}
        for path, content in self.files.items():
            if path.startswith(prefix):
                head, slash, _rest = path[len(prefix) :].partition("/")
                name = (f"{folder}/" if folder else "") + head
                found[name] = {"path": name, "is_dir": bool(slash)} | ({} if slash else {"file_size": len(content)})
        return {"files": list(found.values())}


@contextmanager
def served(stub: Stub) -> Iterator[Stub]:
    """Serve it on a free port of this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"stub": stub}))
    server.daemon_threads = True
    stub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stub: Stub

    def do_GET(self) -> None:
        self._respond({})

    def do_POST(self) -> None:
        self._respond(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    do_PATCH = do_POST  # noqa: N815  the name is that of the method

    def handle_one_request(self) -> None:
        with suppress(ConnectionResetError):
            super().handle_one_request()

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def _respond(self, body: Json) -> None:
        split, stub = urlsplit(self.path), self.stub
        stub.asked.append(split.path)
        stub.on_request(split.path)
        query = {name: values[-1] for name, values in parse_qs(split.query).items()}
        if stub.token and self.headers.get("Authorization") != f"Bearer {stub.token}":
            return self._say(401, b"{}")
        if stub.refusals:
            return self._say(stub.refusals.pop(0), b'{"message": "busy"}')
        found = stub.answer(split.path, query, body)
        if found is None:
            return self._say(404, b'{"error_code": "ENDPOINT_NOT_FOUND"}')
        return self._say(200, found if isinstance(found, bytes) else json.dumps(found).encode())

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked was killed
            self.wfile.write(body)


def _pairs(values: Mapping[str, str]) -> list[Json]:
    return [{"key": key, "value": value} for key, value in values.items()]
