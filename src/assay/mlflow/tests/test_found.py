"""What the comparison with a stock MLflow server found (`./run parity`), so that it stays mended."""

from typing import Any

import pytest

from assay.mlflow.tests.tracker import FILES, MOMENT, Tracker

INVALID = (400, "INVALID_PARAMETER_VALUE")


@pytest.mark.parametrize("path", ["runs/log-metric", "runs/log-batch"])
@pytest.mark.parametrize("time", [{}, {"timestamp": None}, {"timestamp": -5}, {"timestamp": "x"}])
def test_a_point_needs_its_time(tracker: Tracker, path: str, time: dict[str, Any]) -> None:
    point = {"key": "m", "value": 1.0, "step": 1, **time}
    body = point if path.endswith("metric") else {"metrics": [point]}
    assert tracker.refused(path, run_id=tracker.start(), **body) == INVALID


def test_numbers_come_in_any_spelling(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/log-metric", run_id=run, key="m", value="1.5", timestamp=1.0, step="2")
    assert tracker.history(run, "m")[0] | {"value": 1.5, "timestamp": 1, "step": 2} == tracker.history(run, "m")[0]


@pytest.mark.parametrize("identity", ["abc", "-1", "1.5", "²"])
def test_what_is_no_number_is_no_id_of_an_experiment(tracker: Tracker, identity: str) -> None:
    assert tracker.not_got("experiments/get", experiment_id=identity) == INVALID
    assert tracker.refused("runs/create", experiment_id=identity) == INVALID
    assert tracker.refused("runs/search", experiment_ids=[identity]) == INVALID


def test_renaming_needs_a_name(tracker: Tracker) -> None:
    made = tracker.ask("experiments/create", name="one")["experiment_id"]
    assert tracker.refused("experiments/update", experiment_id=made) == INVALID


def test_a_run_has_one_name(tracker: Tracker) -> None:
    other = [{"key": "mlflow.runName", "value": "b"}]
    assert tracker.refused("runs/create", experiment_id="0", run_name="a", tags=other) == INVALID
    assert tracker.run(tracker.start(run_name="b", tags={"mlflow.runName": "b"}))["info"]["run_name"] == "b"


@pytest.mark.parametrize(("written", "kept"), [("NaN", "NaN"), ("Infinity", "Infinity"), ("-Infinity", "-Infinity")])
def test_python_s_own_json_is_understood(tracker: Tracker, written: str, kept: str) -> None:
    run = tracker.start()
    body = f'{{"run_id": "{run}", "key": "m", "value": {written}, "timestamp": {MOMENT}}}'
    assert tracker.send("runs/log-metric", body).status_code == 200
    assert tracker.latest(run) == {"m": kept}


@pytest.mark.parametrize("body", ['{"name": NaN}', '{"name": "x", NaN', '{"name": "\\u0000", "x": NaN}'])
def test_nan_elsewhere_is_a_fault_of_the_request(tracker: Tracker, body: str) -> None:
    assert tracker.send("experiments/create", body).status_code == 400


@pytest.mark.parametrize("path", ["runs/log-parameter", "runs/log-batch"])
def test_a_long_param_is_cut_and_may_be_sent_again(tracker: Tracker, path: str) -> None:
    run, pair = tracker.start(), {"key": "p", "value": "v" * 7000}
    for _time in range(2):
        tracker.ask(path, run_id=run, **(pair if path.endswith("parameter") else {"params": [pair]}))
    assert [len(param["value"]) for param in tracker.run(run)["data"]["params"]] == [6000]


def test_what_is_deleted_may_be_deleted_again(tracker: Tracker) -> None:
    run = tracker.start()
    model = tracker.ask("logged-models", experiment_id="0", name="clf", source_run_id=run)["model"]["info"]["model_id"]
    tracker.put(f"0/{run}/artifacts/a.txt", b"x")
    for _time in range(2):
        assert tracker.ask(f"logged-models/{model}", method="DELETE") == {}
        assert tracker.client.delete(f"{FILES}/0/{run}/artifacts/a.txt").status_code == 200


@pytest.mark.parametrize(("count", "steps"), [(10, [0, 2, 4, 6, 9]), (20, [0, 4, 8, 12, 19]), (5, [0, 1, 2, 3, 4])])
def test_charts_take_the_steps_that_mlflow_takes(tracker: Tracker, count: int, steps: list[int]) -> None:
    run = tracker.start()
    points = [{"key": "a", "value": 1.0, "timestamp": 1, "step": step} for step in range(count)]
    tracker.ask("runs/log-batch", run_id=run, metrics=points)
    found = tracker.get("metrics/get-history-bulk-interval", run_ids=[run], metric_key="a", max_results=5)
    assert [point["step"] for point in found["metrics"]] == steps


@pytest.mark.parametrize("call", ["mpu/create", "mpu/complete", "mpu/abort", "presigned"])
def test_uploads_in_parts_are_not_offered(tracker: Tracker, call: str) -> None:
    path = f"{call}/0/{tracker.start()}/artifacts/a.txt"
    answer = tracker.send(path, {"path": "a.txt"}, root="/api/2.0/mlflow-artifacts/")
    assert (answer.status_code, answer.json()["error_code"]) == (501, "NOT_IMPLEMENTED")
