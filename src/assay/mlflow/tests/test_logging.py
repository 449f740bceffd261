"""What a script logs: metrics, params, tags, inputs, outputs, and how it reads them again."""

from typing import Any

import pytest

from assay.experiments.tests.trainings import write_plan
from assay.mlflow.tests.tracker import MOMENT, Tracker
from assay.runs.models import DatasetInput, MetricSeries, Point, Run
from assay.tasks.models import Task

MISSING = (404, "RESOURCE_DOES_NOT_EXIST")
INVALID = (400, "INVALID_PARAMETER_VALUE")


def test_point_logged_twice_is_stored_once(tracker: Tracker) -> None:
    run = tracker.start()
    for _repeat in range(3):
        tracker.log(run, "f1", 0.5, step=1)
    assert len(tracker.history(run, "f1")) == 1
    assert MetricSeries.objects.get().count == 1


def test_point_twice_in_one_batch_is_stored_once(tracker: Tracker) -> None:
    run = tracker.start()
    point = {"key": "f1", "value": 0.5, "timestamp": MOMENT, "step": 1}
    tracker.ask("runs/log-batch", run_id=run, metrics=[point, point])
    assert MetricSeries.objects.get().count == 1


def test_latest_is_the_greatest_step_and_not_the_last_to_arrive(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.log(run, "f1", 0.9, step=10)
    tracker.log(run, "f1", 0.1, step=2)
    assert tracker.latest(run) == {"f1": 0.9}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"step": 1, "timestamp": 5}, {"step": 1, "timestamp": 4}),
        ({"step": 1, "timestamp": 5}, {"step": 0, "timestamp": 9}),
    ],
)
def test_latest_of_a_step_is_the_greatest_timestamp(
    tracker: Tracker, first: dict[str, int], second: dict[str, int]
) -> None:
    run = tracker.start()
    tracker.log(run, "f1", 0.9, **first)
    tracker.log(run, "f1", 0.1, **second)
    assert tracker.latest(run) == {"f1": 0.9}


def test_latest_of_a_moment_is_the_greatest_value(tracker: Tracker) -> None:
    run = tracker.start()
    for value in (0.2, 0.9, 0.5):
        tracker.log(run, "f1", value, step=1)
    assert tracker.latest(run) == {"f1": 0.9}


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_values_that_are_no_numbers_survive_the_way(tracker: Tracker, value: str) -> None:
    run = tracker.start()
    tracker.log(run, "loss", value)
    assert tracker.latest(run) == {"loss": value}
    assert tracker.history(run, "loss")[0]["value"] == value
    series = MetricSeries.objects.get()
    assert series.nan_count == (1 if value == "NaN" else 0)


def test_int64_may_come_as_text_or_whole_float(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.log(run, "f1", "0.5", step="7", timestamp=str(MOMENT))
    tracker.log(run, "f1", 1, step=8.0)
    assert [(point["step"], point["value"]) for point in tracker.history(run, "f1")] == [(7, 0.5), (8, 1.0)]


def test_extreme_steps_are_stored(tracker: Tracker) -> None:
    run = tracker.start()
    for step in (2**63 - 1, -(2**63)):
        tracker.log(run, "f1", 1.0, step=step, timestamp=abs(step) % 2**63)
    assert {point["step"] for point in tracker.history(run, "f1")} == {2**63 - 1, -(2**63)}


@pytest.mark.parametrize("step", [2**63, -(2**63) - 1, 1.5, "x", 10**30, True, [1]])
def test_impossible_steps_are_refused(tracker: Tracker, step: object) -> None:
    run = tracker.start()
    body: dict[str, Any] = {"run_id": run, "key": "f1", "value": 1, "timestamp": 1, "step": step}
    assert tracker.refused("runs/log-metric", **body) == INVALID
    assert not Point.objects.exists()


@pytest.mark.parametrize("value", [None, "high", [], {}, True])
def test_impossible_values_are_refused(tracker: Tracker, value: object) -> None:
    body: dict[str, Any] = {"run_id": tracker.start(), "key": "f1", "value": value, "timestamp": 1}
    assert tracker.refused("runs/log-metric", **body) == INVALID


def test_history_comes_by_time_step_value_and_in_pages(tracker: Tracker) -> None:
    run = tracker.start()
    for step, timestamp, value in ((1, 30, 0.1), (3, 10, 0.3), (2, 20, 0.2), (2, 20, 0.1)):
        tracker.log(run, "f1", value, step=step, timestamp=timestamp)
    whole = tracker.history(run, "f1")
    assert [(one["timestamp"], one["step"], one["value"]) for one in whole] == [
        (10, 3, 0.3),
        (20, 2, 0.1),
        (20, 2, 0.2),
        (30, 1, 0.1),
    ]
    paged, token = [], ""
    for _page in range(4):
        query = {"page_token": token} if token else {}
        answer = tracker.get("metrics/get-history", run_id=run, metric_key="f1", max_results=1, **query)
        paged += answer["metrics"]
        token = answer.get("next_page_token", "")
    assert (paged, token) == (whole, "")


def test_history_of_an_unknown_metric_is_empty(tracker: Tracker) -> None:
    assert tracker.history(tracker.start(), "f1") == []


@pytest.mark.parametrize("query", [{"max_results": 0}, {"max_results": "x"}, {"page_token": "1_2"}])
def test_impossible_pages_are_refused(tracker: Tracker, query: dict[str, Any]) -> None:
    run = tracker.start()
    tracker.log(run, "f1", 1)
    assert tracker.not_got("metrics/get-history", run_id=run, metric_key="f1", **query) == INVALID


def test_param_again_is_fine_with_the_same_value_only(tracker: Tracker) -> None:
    run = tracker.start()
    for _repeat in range(2):
        tracker.ask("runs/log-parameter", run_id=run, key="lr", value="0.1")
    assert tracker.refused("runs/log-parameter", run_id=run, key="lr", value="0.2") == INVALID
    twice = [{"key": "depth", "value": "1"}, {"key": "depth", "value": "2"}]
    assert tracker.refused("runs/log-batch", run_id=run, params=twice) == INVALID
    assert tracker.run(run)["data"]["params"] == [{"key": "lr", "value": "0.1"}]


def test_refused_batch_stores_nothing(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/log-parameter", run_id=run, key="lr", value="0.1")
    metrics = [{"key": "f1", "value": 1, "timestamp": 1}]
    params = [{"key": "depth", "value": "3"}, {"key": "lr", "value": "0.2"}]
    assert tracker.refused("runs/log-batch", run_id=run, metrics=metrics, params=params) == INVALID
    assert tracker.latest(run) == {}
    assert len(tracker.run(run)["data"]["params"]) == 1


@pytest.mark.parametrize(
    ("metrics", "params", "tags"), [(1001, 0, 0), (0, 101, 0), (0, 0, 101), (950, 40, 20), (1000, 1, 0)]
)
def test_batches_have_limits(tracker: Tracker, metrics: int, params: int, tags: int) -> None:
    body: dict[str, Any] = {
        "run_id": tracker.start(),
        "metrics": [{"key": "f1", "value": number, "timestamp": 1} for number in range(metrics)],
        "params": [{"key": f"p{number}", "value": "1"} for number in range(params)],
        "tags": [{"key": f"t{number}", "value": "1"} for number in range(tags)],
    }
    assert tracker.refused("runs/log-batch", **body) == INVALID
    assert not Point.objects.exists()


def test_full_batch_is_taken(tracker: Tracker) -> None:
    run = tracker.start()
    metrics = [{"key": f"m{number % 50}", "value": number, "timestamp": 1, "step": number} for number in range(1000)]
    tracker.ask("runs/log-batch", run_id=run, metrics=metrics)
    assert Point.objects.count() == 1000
    assert MetricSeries.objects.count() == 50


def test_keys_and_values_have_limits(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/log-parameter", run_id=run, key="k" * 250, value="v" * 6000)
    for key, value in (("k" * 251, "v"), ("", "v"), (" ", "v")):
        assert tracker.refused("runs/log-parameter", run_id=run, key=key, value=value) == INVALID
    body: dict[str, Any] = {"run_id": run, "key": "k" * 251, "value": 1, "timestamp": 1}
    assert tracker.refused("runs/log-metric", **body) == INVALID


def test_long_tag_is_cut_and_not_refused(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/set-tag", run_id=run, key="note", value="x" * 9000)
    assert len(tracker.tags(run)["note"]) == 8000


def test_run_has_at_most_so_many_metrics(tracker: Tracker) -> None:
    run = Run.objects.get(uid=tracker.start())
    rows = (MetricSeries(run=run, key=f"m{number}") for number in range(10_000))
    MetricSeries.objects.bulk_create(rows, batch_size=1000)
    assert tracker.refused("runs/log-metric", run_id=run.uid, key="new", value=1, timestamp=1) == INVALID
    tracker.log(run.uid, "m1", 1)


def test_tag_keeps_its_last_value_and_goes_when_deleted(tracker: Tracker) -> None:
    run = tracker.start()
    for value in ("a", "b", "b"):
        tracker.ask("runs/set-tag", run_id=run, key="kind", value=value)
    assert tracker.tags(run)["kind"] == "b"
    tracker.ask("runs/delete-tag", run_id=run, key="kind")
    assert "kind" not in tracker.tags(run)
    assert tracker.refused("runs/delete-tag", run_id=run, key="kind") == MISSING


def test_dataset_comes_back_with_digest_and_context(tracker: Tracker) -> None:
    run = tracker.start()
    for _repeat in range(2):
        tracker.ask("runs/log-inputs", run_id=run, datasets=[_dataset()])
    found = tracker.run(run)["inputs"]["dataset_inputs"]
    assert found == [_dataset()]
    assert DatasetInput.objects.get().context == "training"


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"name": "x" * 501}, {"digest": "d" * 37}, {"digest": None}, {"schema": "a\0b"}]
)
def test_impossible_datasets_are_refused(tracker: Tracker, change: dict[str, Any]) -> None:
    given = _dataset()
    given["dataset"] |= change
    assert tracker.refused("runs/log-inputs", run_id=tracker.start(), datasets=[given]) == INVALID


def test_run_lists_the_models_it_made_and_read(tracker: Tracker) -> None:
    run = tracker.start()
    model = tracker.ask("logged-models", experiment_id="0", source_run_id=run)["model"]["info"]["model_id"]
    for _repeat in range(2):
        tracker.ask("runs/outputs", run_id=run, models=[{"model_id": model, "step": 3}])
        tracker.ask("runs/log-inputs", run_id=run, models=[{"model_id": model}])
    found = tracker.run(run)
    assert found["outputs"]["model_outputs"] == [{"model_id": model, "step": 3}]
    assert found["inputs"]["model_inputs"] == [{"model_id": model}]
    unknown = [{"model_id": f"m-{'0' * 32}", "step": 0}]
    assert tracker.refused("runs/outputs", run_id=run, models=unknown) == INVALID


def test_metric_with_a_model_id_is_shown_at_the_model(tracker: Tracker) -> None:
    run = tracker.start()
    model = tracker.ask("logged-models", experiment_id="0", source_run_id=run)["model"]["info"]["model_id"]
    for step, value in ((2, 0.9), (1, 0.5)):
        point = {"key": "f1", "value": value, "timestamp": MOMENT, "step": step, "model_id": model}
        tracker.ask("runs/log-batch", run_id=run, metrics=[point])
    kept = tracker.get(f"logged-models/{model}")["model"]["data"]["metrics"]
    assert [(one["key"], one["value"], one["step"], one["run_id"]) for one in kept] == [("f1", 0.9, 2, run)]
    assert tracker.latest(run) == {"f1": 0.9}


def test_old_clients_log_models_as_json(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/log-model", run_id=run, model_json='{"flavors": {}}')
    assert "flavors" in tracker.tags(run)["mlflow.log-model.history"]


def test_old_clients_say_run_uuid(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/log-metric", run_uuid=run, key="f1", value=0.5, timestamp=1)
    assert tracker.get("runs/get", run_uuid=run)["run"]["info"]["run_id"] == run


def test_logging_to_a_task_tells_its_pages(tracker: Tracker, experiment: Task) -> None:
    from assay.activity.models import Touch

    run = tracker.start(tags={"card": experiment.key})
    Touch.objects.all().delete()
    tracker.log(run, "f1", 0.5)
    topics = set(Touch.objects.values_list("topic", flat=True))
    assert topics == {f"run:{run}", f"task:{experiment.pk}", f"project:{experiment.project_id}"}


def _dataset() -> dict[str, Any]:
    return {
        "dataset": {"name": "wine", "digest": "ab12cd34", "source_type": "code", "source": "{}", "schema": "{}"},
        "tags": [{"key": "mlflow.data.context", "value": "training"}],
    }


def test_stopped_run_answers_400_and_ends_as_ever(tracker, ada, experiment):
    plan = write_plan(experiment, by=ada, stops="loss diverges -> check the data", criteria="f1 > 0.9", baseline="f1=0")
    plan.start(by=ada)
    plan.stop_hard(by=ada)
    group = tracker.get("experiments/get-by-name", experiment_name=experiment.key)["experiment"]["experiment_id"]
    run = tracker.start(experiment_id=group)
    tracker.log(run, "loss", "NaN", step=1)
    tracker.log(run, "loss", "NaN", step=1)
    point = {"key": "loss", "value": 1.0, "timestamp": MOMENT, "step": 2}
    answer = tracker.send("runs/log-batch", {"run_id": run, "metrics": [point]})
    assert answer.status_code == 400
    assert answer.json() == {
        "error_code": "INVALID_PARAMETER_VALUE",
        "message": f"stopped by card {experiment.key}: loss diverges -> check the data (loss became NaN at epoch 1)",
    }
    assert tracker.refused("runs/log-metric", run_id=run, **point) == (400, "INVALID_PARAMETER_VALUE")
    assert len(tracker.history(run, "loss")) == 1
    tracker.ask("runs/set-tag", run_id=run, key="note", value="the end")
    assert tracker.put(f"{group}/{run}/artifacts/model.bin", b"abc").status_code == 200
    tracker.ask("runs/update", run_id=run, status="FAILED")
    assert tracker.tags(run)["card.stop"] == "loss diverges -> check the data"
