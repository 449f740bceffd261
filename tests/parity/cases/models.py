"""Logged models and files."""

from typing import Any

from tests.parity.speaking import AT, Speaker, new_experiment, new_run


def new_model(s: Speaker, experiment: str, run: str = "", **facts: Any) -> str:
    made = s.post("logged-models", {"experiment_id": experiment, "name": "clf", "source_run_id": run} | facts)
    return str(made["model"]["info"]["model_id"])


def logged_models(s: Speaker) -> None:
    one = new_experiment(s, "logged models")
    run = new_run(s, one)
    pairs = {"params": [{"key": "p", "value": "1"}], "tags": [{"key": "t", "value": "1"}], "model_type": "sklearn"}
    model = new_model(s, one, run, **pairs)
    s.get(f"logged-models/{model}")
    s.send("PATCH", f"logged-models/{model}", model_id=model, status="LOGGED_MODEL_READY")
    s.send("PATCH", f"logged-models/{model}", model_id=model, status="LOGGED_MODEL_UPLOAD_FAILED")
    s.send("PATCH", f"logged-models/{model}", model_id=model, status=2)
    s.send(
        "PATCH",
        f"logged-models/{model}/tags",
        model_id=model,
        tags=[{"key": "t", "value": "2"}, {"key": "u", "value": ""}],
    )
    s.send("DELETE", f"logged-models/{model}/tags/t")
    s.send("DELETE", f"logged-models/{model}/tags/t")
    s.post(f"logged-models/{model}/params", model_id=model, params=[{"key": "q", "value": "2"}])
    s.post(f"logged-models/{model}/params", model_id=model, params=[{"key": "q", "value": "2"}])
    s.post("runs/outputs", run_id=run, models=[{"model_id": model, "step": 3}])
    s.post("runs/outputs", run_id=run, models=[{"model_id": model, "step": 3}])
    s.post(
        "runs/log-metric",
        run_id=run,
        key="f1",
        value=0.5,
        timestamp=AT,
        step=1,
        model_id=model,
        dataset_name="d",
        dataset_digest="1",
    )
    s.post(
        "runs/log-batch",
        run_id=run,
        metrics=[{"key": "f1", "value": 0.7, "timestamp": AT, "step": 2, "model_id": model}],
    )
    s.get("runs/get", run_id=run)
    s.get(f"logged-models/{model}")
    s.get(f"logged-models/{model}/artifacts/directories")
    for wrong in ("m-" + "0" * 32, "nonsense"):
        s.get(f"logged-models/{wrong}")
        s.send("PATCH", f"logged-models/{wrong}", model_id=wrong, status="LOGGED_MODEL_READY")
        s.send("DELETE", f"logged-models/{wrong}")
    for body in (
        {},
        {"experiment_id": "99999999"},
        {"experiment_id": one, "name": "a/b"},
        {"experiment_id": one, "name": "a:b"},
        {"experiment_id": one, "name": "a.b"},
        {"experiment_id": one, "name": "a%b"},
        {"experiment_id": one, "name": "ok", "source_run_id": "0" * 32},
        {"experiment_id": one, "name": "ok", "params": [{"key": "p", "value": "v" * 6001}]},
        {"experiment_id": one, "name": "ok", "tags": [{"key": "k"}]},
    ):
        s.post("logged-models", body)
    s.send("DELETE", f"logged-models/{model}")
    s.get(f"logged-models/{model}")
    s.send("DELETE", f"logged-models/{model}")


def logged_model_search(s: Speaker) -> None:
    one = new_experiment(s, "model search")
    run = new_run(s, one)
    for number in range(3):
        model = new_model(s, one, run, name=f"m{number}", params=[{"key": "lr", "value": f"0.{number}"}])
        s.post("runs/log-metric", run_id=run, key="f1", value=number / 10, timestamp=AT, model_id=model)
        if number:
            s.send("PATCH", f"logged-models/{model}", model_id=model, status="LOGGED_MODEL_READY")
    for text in (
        "name = 'm1'",
        "attributes.name LIKE 'm%'",
        "metrics.f1 > 0.05",
        "params.lr = '0.1'",
        "params.lr = '0.1' AND metrics.f1 > 0",
        "status = 'READY'",
        "model_type = 'x'",
        "nonsense = 'x'",
        "name = m1",
        "creation_timestamp > 0",
        "tags.x = '1'",
        "name = 'm1' OR name = 'm2'",
        "name IN ('m1', 'm2')",
    ):
        s.post("logged-models/search", experiment_ids=[one], filter=text, order_by=[{"field_name": "name"}])
    for order in (
        [{"field_name": "metrics.f1", "ascending": False}],
        [{"field_name": "name", "ascending": True}],
        [{"field_name": "creation_timestamp", "ascending": False}],
        [{"field_name": "nonsense"}],
        [{"ascending": True}],
        [{"field_name": "metrics.f1", "dataset_name": "d"}],
    ):
        s.post("logged-models/search", experiment_ids=[one], order_by=order)
    body: dict[str, Any]
    for body in (
        {},
        {"experiment_ids": []},
        {"experiment_ids": ["99999999"]},
        {"experiment_ids": [one], "max_results": 0},
    ):
        s.post("logged-models/search", body)


def files(s: Speaker) -> None:
    run = new_run(s, new_experiment(s, "files"))
    info = s.get("runs/get", run_id=run)["run"]["info"]
    at = f"/api/2.0/mlflow-artifacts/artifacts/{info['experiment_id']}/{run}/artifacts"
    s.put(f"{at}/a.txt", b"hello")
    s.put(f"{at}/model/MLmodel", b"flavors: {}")
    s.put(f"{at}/model/data/x.bin", b"x" * 1000)
    s.get("artifacts/list", run_id=run)
    s.get("artifacts/list", run_id=run, path="model")
    s.get("artifacts/list", run_id=run, path="model/")
    s.get("artifacts/list", run_id=run, path="model/data")
    s.get("artifacts/list", run_id=run, path="a.txt")
    s.get("artifacts/list", run_id=run, path="nothing")
    s.get("artifacts/list", run_uuid=run)
    s.get("artifacts/list")
    s.get("artifacts/list", run_id="0" * 32)
    for path in ("../x", "/etc", "a/../../b", "%2e%2e/x", "..%2Fx", "a\\..\\b", "./x"):
        s.get("artifacts/list", run_id=run, path=path)
    s.get("/api/2.0/mlflow-artifacts/artifacts", path=f"{info['experiment_id']}/{run}/artifacts")
    s.get("/api/2.0/mlflow-artifacts/artifacts", path=f"{info['experiment_id']}/{run}/artifacts/model")
    s.get("/api/2.0/mlflow-artifacts/artifacts", path="../x")
    s.get(f"{at}/a.txt")
    s.get(f"{at}/nothing")
    s.send("DELETE", f"{at}/a.txt")
    s.send("DELETE", f"{at}/a.txt")
    s.get("artifacts/list", run_id=run)
    for call in ("create", "complete", "abort"):
        s.post(
            f"/api/2.0/mlflow-artifacts/mpu/{call}/{info['experiment_id']}/{run}/artifacts/a.txt",
            path="a.txt",
            num_parts=1,
            upload_id="u",
            parts=[],
        )
    s.get(f"/api/2.0/mlflow-artifacts/presigned/{info['experiment_id']}/{run}/artifacts/model/MLmodel")
