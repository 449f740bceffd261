"""Runs, and what cannot be read at all."""

from tests.parity.speaking import AT, Speaker, new_experiment, new_run


def runs(s: Speaker) -> None:
    one = new_experiment(s, "runs")
    tags = [{"key": "mlflow.user", "value": "me"}, {"key": "mlflow.source.name", "value": "t.py"}]
    made = s.post(
        "runs/create", experiment_id=one, user_id="me", start_time=AT, run_name="first", tags=tags, new_field=7
    )
    run = made["run"]["info"]["run_id"]
    s.get("runs/get", run_id=run)
    s.get("runs/get", run_uuid=run)
    s.get("runs/get", run_id="0" * 32)
    s.get("runs/get", run_id="short")
    s.get("runs/get")
    for change in (
        {"status": "FINISHED", "end_time": AT + 5},
        {"run_name": "second"},
        {"status": "NONSENSE"},
        {"status": 4},
        {"status": "4"},
        {"end_time": "x"},
        {"end_time": str(AT + 9), "status": "KILLED"},
        {"run_name": ""},
        {},
        {"status": "RUNNING"},
    ):
        s.post("runs/update", {"run_id": run, **change})
    s.get("runs/get", run_id=run)
    s.post("runs/set-tag", run_id=run, key="mlflow.runName", value="third")
    s.get("runs/get", run_id=run)
    s.post("runs/update", run_uuid=run, run_name="fourth")
    s.get("runs/get", run_id=run)
    for wrong in (
        {"experiment_id": "99999999"},
        {"experiment_id": one, "start_time": "x"},
        {"experiment_id": one, "start_time": -5},
        {"experiment_id": one, "tags": "x"},
        {"experiment_id": one, "tags": [{"key": "k"}], "start_time": AT, "run_name": "n"},
        {"experiment_id": one, "run_name": "a", "tags": [{"key": "mlflow.runName", "value": "b"}]},
        {"experiment_id": one, "run_name": "a", "tags": [{"key": "mlflow.runName", "value": "a"}], "start_time": AT},
        {"experiment_id": one, "run_name": 7},
        {"experiment_id": "abc"},
    ):
        s.post("runs/create", wrong)
    s.post("runs/create", experiment_id=int(one), start_time=str(AT), run_name="n", user_id="u")


def deleted_runs(s: Speaker) -> None:
    run = new_run(s, new_experiment(s, "deleted runs"))
    s.post("runs/set-tag", run_id=run, key="k", value="v")
    s.post("runs/delete", run_id=run)
    s.post("runs/delete", run_id=run)
    s.get("runs/get", run_id=run)
    s.post("runs/log-metric", run_id=run, key="m", value=1.0, timestamp=AT)
    s.post("runs/log-parameter", run_id=run, key="m", value="1")
    s.post("runs/set-tag", run_id=run, key="k", value="v")
    s.post("runs/delete-tag", run_id=run, key="k")
    s.post("runs/log-batch", run_id=run, params=[{"key": "a", "value": "b"}])
    s.post("runs/log-batch", run_id=run)
    s.post("runs/update", run_id=run, status="FINISHED")
    s.post("runs/log-inputs", run_id=run, datasets=[])
    s.post("runs/restore", run_id=run)
    s.post("runs/restore", run_id=run)
    s.get("runs/get", run_id=run)
    for path in ("runs/delete", "runs/restore"):
        s.post(path, run_id="0" * 32)
        s.post(path)


def bodies(s: Speaker) -> None:
    for body in (b"", b"{", b"[]", b"null", b'"x"', b"7", b'{"name": "\\ud800"}'):
        s.send("POST", "experiments/create", body)
    s.send("GET", "experiments/create")
    s.send("DELETE", "runs/create")
    s.get("nothing")
    s.get("runs/nothing")
    s.post("/api/2.0/nothing/here", {})
    s.get("/api/2.0/mlflow/gateway-proxy")
