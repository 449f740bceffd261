"""The small MLflow server, also written to: it gives ids of its own and keeps what it was sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assay.importers.tests.stub import Json, Stub

API = "/api/2.0/mlflow/"


@dataclass
class Taking(Stub):
    """Counts what it is sent by address, so that a test can say that nothing was sent twice."""

    page: int = 1000
    refused: set[str] = field(default_factory=set)
    files_at: str = "mlflow-artifacts:"

    def sent(self, path: str) -> int:
        return self.asked.count(f"{API}{path}")

    def tags(self, uid: str) -> dict[str, str]:
        return {tag["key"]: tag["value"] for tag in self.run(uid)["data"]["tags"]}

    def answer(self, path: str, query: Mapping[str, str], body: Json) -> Json | bytes | None:
        routes: dict[str, Callable[[], Any]] = {
            "experiments/create": lambda: {"experiment_id": self.add_experiment(body["name"])},
            "experiments/set-experiment-tag": dict,
            "runs/create": lambda: self._create(body),
            "runs/log-batch": lambda: self._take(body),
            "runs/log-inputs": lambda: self._read(body),
            "runs/outputs": dict,
            "runs/update": lambda: self._end(body),
            "runs/set-tag": lambda: self._take({"run_id": body["run_id"], "tags": [body]}),
            "registered-models/get": lambda: self._registered(query["name"]),
            "registered-models/create": lambda: self._register(body),
            "registered-models/alias": lambda: self._alias(body),
            "model-versions/create": lambda: self._version(body),
            "logged-models": lambda: self._model(body),
        }
        name = path.removeprefix(API)
        if name in self.refused:
            return None
        if name in routes:
            return routes[name]()  # type: ignore[no-any-return]
        if name.startswith("logged-models/m-"):
            model = next(one for one in self.models if one["info"]["model_id"] in name)
            model["info"]["tags"] += body.get("tags", [])
            return {}
        return super().answer(path, query, body)

    def _found(self, body: Json) -> list[Json]:
        if "LIKE" not in body.get("filter", ""):
            return super()._found(body)
        return [run for run in self.runs if "assay.run_id" in self.tags(run["info"]["run_id"])]

    def _create(self, body: Json) -> Json:
        uid = self.add_run(body["experiment_id"], 900 + len(self.runs))
        run = self.run(uid)
        run["info"].update(
            run_name=body["run_name"], start_time=body["start_time"], artifact_uri=f"{self.files_at}/{uid}"
        )
        run["data"]["tags"] = list(body["tags"])
        return {"run": run}

    def _take(self, body: Json) -> Json:
        uid, data = body["run_id"], self.run(body["run_id"])["data"]
        for what in ("params", "tags"):
            for one in body.get(what, []):
                data[what] = [known for known in data[what] if known["key"] != one["key"]] + [one]
        for one in body.get("metrics", []):
            known = self.points.setdefault((uid, one["key"]), [])
            if one not in known:
                known.append(one)
        return {}

    def _end(self, body: Json) -> Json:
        self.run(body["run_id"])["info"].update(body)
        return {}

    def _register(self, body: Json) -> Json:
        self.registered.append({"aliases": []} | body)
        return {}

    def _read(self, body: Json) -> Json:
        self.run(body["run_id"])["inputs"] = {"dataset_inputs": body["datasets"]}
        return {}

    def _registered(self, name: str) -> Json | None:
        found = next((one for one in self.registered if one["name"] == name), None)
        return found and {"registered_model": found}

    def _alias(self, body: Json) -> Json:
        model = next(one for one in self.registered if one["name"] == body["name"])
        model["aliases"].append({"alias": body["alias"], "version": body["version"]})
        return {}

    def _version(self, body: Json) -> Json:
        number = sum(one["name"] == body["name"] for one in self.versions) + 1
        self.versions.append(body | {"version": str(number)})
        return {"model_version": self.versions[-1]}

    def _model(self, body: Json) -> Json:
        info = {"model_id": f"m-{len(self.models):032x}"} | body
        self.models.append({"info": info, "data": {}})
        return {"model": self.models[-1]}
