"""Metrics, params, tags, batches, datasets."""

from typing import Any

from tests.parity.speaking import AT, Speaker, new_experiment, new_run


def metrics(s: Speaker) -> None:
    value: Any
    run = new_run(s, new_experiment(s, "metrics"))
    for step, at, value in ((0, 5, 1.0), (2, 4, 2.5), (1, 9, 3.0), (2, 4, 2.0), (2, 4, 2.5), (0, 5, 1.0), (-3, 1, 0.0)):
        s.post("runs/log-metric", run_id=run, key="loss", value=value, timestamp=at, step=step)
    for value in (
        "NaN",
        "Infinity",
        "-Infinity",
        float("nan"),
        float("inf"),
        1,
        10**400,
        "1.5",
        "x",
        None,
        True,
        1e308,
    ):
        s.post("runs/log-metric", run_id=run, key=f"v {str(value)[:9]}", value=value, timestamp=AT, step=0)
    for wrong in (
        {"key": "m", "value": 1.0},
        {"key": "m", "value": 1.0, "timestamp": "x"},
        {"key": "m", "value": 1.0, "timestamp": AT, "step": "x"},
        {"key": "m", "value": 1.0, "timestamp": str(AT), "step": "5"},
        {"key": "m", "value": 1.0, "timestamp": AT, "step": 2**63},
        {"key": "m", "value": 1.0, "timestamp": AT, "step": 1.5},
        {"key": "m", "value": 1.0, "timestamp": 1.0, "step": 2.0},
        {"key": "", "value": 1.0, "timestamp": AT},
        {"key": None, "value": 1.0, "timestamp": AT},
        {"key": 31, "value": 1.0, "timestamp": AT},
        {"key": "x" * 251, "value": 1.0, "timestamp": AT},
        {"key": "a/b c.d-e:f", "value": 1.0, "timestamp": AT},
        {"key": "/abs", "value": 1.0, "timestamp": AT},
        {"key": "a/../b", "value": 1.0, "timestamp": AT},
        {"key": "a//b", "value": 1.0, "timestamp": AT},
        {"key": "..", "value": 1.0, "timestamp": AT},
        {"key": "a,b", "value": 1.0, "timestamp": AT},
        {"key": "ü", "value": 1.0, "timestamp": AT},
        {"key": "m"},
        {"key": "neg", "value": 1.0, "timestamp": -5},
        {"key": "m", "value": 1.0, "timestamp": AT, "unknown": {"a": 1}},
        {"key": "m", "value": [1.0], "timestamp": AT},
    ):
        s.post("runs/log-metric", {"run_id": run, **wrong})
    s.post("runs/log-metric", run_id=31, key="m", value=1.0, timestamp=AT)
    s.post("runs/log-metric", key="m", value=1.0, timestamp=AT)
    s.post("runs/log-metric", run_uuid=run, key="old", value=1.0, timestamp=AT)
    s.post("runs/log-metric", run_id="0" * 32, key="m", value=1.0, timestamp=AT)
    s.get("runs/get", run_id=run)
    s.get("metrics/get-history", run_id=run, metric_key="loss")
    s.get("metrics/get-history", run_uuid=run, metric_key="loss")
    s.get("metrics/get-history", run_id=run, metric_key="nothing")
    s.get("metrics/get-history", run_id=run)
    s.get("metrics/get-history", metric_key="loss")
    s.get("metrics/get-history", run_id="0" * 32, metric_key="loss")
    first = s.get("metrics/get-history", run_id=run, metric_key="loss", max_results=2)
    if isinstance(first, dict) and first.get("next_page_token"):
        s.get("metrics/get-history", run_id=run, metric_key="loss", max_results=2, page_token=first["next_page_token"])
    for most in (0, -1, "x", 10**6):
        s.get("metrics/get-history", run_id=run, metric_key="loss", max_results=most)


def history_in_bulk(s: Speaker) -> None:
    one = new_experiment(s, "bulk")
    first, second = new_run(s, one), new_run(s, one)
    for run, n in ((first, 10), (second, 20)):
        s.post(
            "runs/log-batch",
            run_id=run,
            metrics=[{"key": "a", "value": 1.0, "timestamp": 1, "step": i} for i in range(n)],
        )
    path = "metrics/get-history-bulk-interval"
    for query in (
        {"run_ids": [first], "metric_key": "a", "max_results": 5},
        {"run_ids": [first], "metric_key": "a", "max_results": 5, "start_step": 0, "end_step": 4},
        {"run_ids": [first], "metric_key": "a", "max_results": 3, "start_step": 2, "end_step": 8},
        {"run_ids": [first, second], "metric_key": "a", "max_results": 5},
        {"run_ids": [first, second], "metric_key": "a"},
        {"run_ids": [first], "metric_key": "nothing"},
        {"metric_key": "a"},
        {"run_ids": [first]},
        {"run_ids": [first], "metric_key": ""},
        {"run_ids": [first], "metric_key": "a", "max_results": 0},
        {"run_ids": [first], "metric_key": "a", "max_results": 2501},
        {"run_ids": [first], "metric_key": "a", "max_results": 5, "start_step": 1},
        {"run_ids": [first], "metric_key": "a", "max_results": 5, "start_step": 1, "end_step": 0},
        {"run_ids": [f"{n:032x}" for n in range(101)], "metric_key": "a"},
        {"run_ids": [first], "metric_key": "a", "start_step": "x", "end_step": 1},
    ):
        s.get(path, **query)
        s.get(f"/ajax-api/2.0/mlflow/{path}", **query)


def params_and_tags(s: Speaker) -> None:
    run = new_run(s, new_experiment(s, "params"))
    for path in ("runs/log-parameter", "runs/set-tag"):
        for body in (
            {"key": "k", "value": "v"},
            {"key": "k", "value": "v"},
            {"key": "k", "value": "other"},
            {"key": "empty", "value": ""},
            {"key": "none"},
            {"key": "n", "value": 7},
            {"key": 7, "value": "v"},
            {"key": "", "value": "v"},
            {"value": "v"},
            {"key": "x" * 250, "value": "v"},
            {"key": "x" * 251, "value": "v"},
            {"key": "long", "value": "v" * 6000},
            {"key": "longer", "value": "v" * 6001},
            {"key": "longest", "value": "v" * 8001},
            {"key": "a//b", "value": "v"},
            {"key": "a=b", "value": "v"},
            {"key": "ü ", "value": "é\n"},
        ):
            s.post(path, {"run_id": run, **body})
        s.post(path, {"run_id": 31, "key": "k", "value": "v"})
        s.post(path, {"run_uuid": run, "key": f"{path} uuid", "value": "v"})
        s.post(path, {"run_id": "0" * 32, "key": "k", "value": "v"})
    s.post("runs/delete-tag", run_id=run, key="k")
    s.post("runs/delete-tag", run_id=run, key="k")
    s.post("runs/delete-tag", run_id=run)
    s.post("runs/delete-tag", run_id="0" * 32, key="k")
    s.get("runs/get", run_id=run)


def batches(s: Speaker) -> None:
    run = new_run(s, new_experiment(s, "batches"))
    point = {"key": "m", "value": 1.5, "timestamp": AT, "step": 1}
    for body in (
        {"metrics": [point], "params": [{"key": "p", "value": "1"}], "tags": [{"key": "t", "value": "1"}]},
        {"metrics": [point, point]},
        {"params": [{"key": "p", "value": "2"}]},
        {"params": [{"key": "q", "value": "1"}, {"key": "q", "value": "1"}]},
        {"params": [{"key": "q2", "value": "1"}, {"key": "q2", "value": "2"}]},
        {"tags": [{"key": "t", "value": "1"}, {"key": "t", "value": "2"}]},
        {},
        {"metrics": "foo"},
        {"params": "foo"},
        {"tags": "foo"},
        {"metrics": [{"key": "mae", "value": 2.5}]},
        {"metrics": [{"key": "mae", "value": 2.5, "timestamp": AT}]},
        {"metrics": [{"key": "mae", "timestamp": AT}]},
        {"metrics": [{"value": 1.0, "timestamp": AT}]},
        {"metrics": [{"key": "z", "value": 1.0, "timestamp": AT}, {"key": "", "value": 1.0, "timestamp": AT}]},
        {"params": [{"key": "pe", "value": ""}], "tags": [{"key": "te", "value": ""}]},
        {"params": [{"value": "1"}]},
        {"metrics": [{**point, "step": i} for i in range(1001)]},
        {"params": [{"key": f"p{i}", "value": "1"} for i in range(101)]},
        {"tags": [{"key": f"t{i}", "value": "1"} for i in range(101)]},
        {
            "metrics": [{**point, "step": i} for i in range(990)],
            "params": [{"key": f"p{i}", "value": "1"} for i in range(11)],
        },
        {"metrics": [{"key": "s", "value": "NaN", "timestamp": str(AT), "step": "3"}]},
        {"params": [{"key": "longp", "value": "v" * 6001}]},
        {"tags": [{"key": "longt", "value": "v" * 8001}]},
    ):
        s.post("runs/log-batch", {"run_id": run, **body})
    s.post("runs/log-batch", run_id="0" * 32)
    s.post("runs/log-batch", metrics=[])
    s.get("runs/get", run_id=run)
    s.get("metrics/get-history", run_id=run, metric_key="m", max_results=5)


def inputs(s: Speaker) -> None:
    one = new_experiment(s, "inputs")
    run = new_run(s, one)
    dataset = {"name": "d", "digest": "1", "source_type": "local", "source": "{}", "schema": "{}", "profile": "{}"}
    tag = {"key": "mlflow.data.context", "value": "train"}
    body: dict[str, Any]
    for body in (
        {"datasets": [{"dataset": dataset, "tags": [tag]}]},
        {"datasets": [{"dataset": dataset, "tags": [tag]}]},
        {"datasets": [{"dataset": dataset, "tags": [{"key": "mlflow.data.context", "value": "test"}]}]},
        {"datasets": [{"dataset": {**dataset, "digest": "2"}}]},
        {"datasets": []},
        {},
        {"datasets": "x"},
        {"datasets": [{"tags": [tag]}]},
        {"datasets": [{"dataset": {"name": "d"}}]},
        {"datasets": [{"dataset": {**dataset, "name": "n" * 501}}]},
        {"datasets": [{"dataset": {**dataset, "digest": "n" * 37}}]},
        {"datasets": [{"dataset": {**dataset, "name": ""}}]},
        {"datasets": [{"dataset": dataset, "tags": [{"key": "k"}]}]},
    ):
        s.post("runs/log-inputs", {"run_id": run, **body})
    s.post("runs/log-inputs", run_id="0" * 32, datasets=[])
    s.get("runs/get", run_id=run)
