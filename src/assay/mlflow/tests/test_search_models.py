"""Logged models are found as MLflow finds them: by filter, in order, on the datasets that were named."""

from collections.abc import Callable
from typing import Any

import pytest

from assay.mlflow.tests.tracker import Tracker


@pytest.fixture
def models(tracker: Tracker) -> Callable[..., list[str]]:
    """Search among three models: a with two metrics, b with one of them, c with none."""
    run = tracker.start()
    values: dict[str, Any] = {"a": [("acc", 0.9, "wine", "d1"), ("acc", 0.4, "tea", "d2"), ("loss", "NaN", "", "")],
              "b": [("acc", 0.6, "wine", "d3")], "c": []}  # fmt: skip
    for name, metrics in values.items():
        made = tracker.ask("logged-models", experiment_id="0", name=name, source_run_id=run if name != "c" else None,
                           params=[{"key": "depth", "value": name}])["model"]["info"]  # fmt: skip
        for number, (key, value, dataset, digest) in enumerate(metrics):
            on = {"dataset_name": dataset, "dataset_digest": digest} if dataset else {}
            tracker.ask("runs/log-metric", run_id=run, key=key, value=value, timestamp=number, step=number,
                        model_id=made["model_id"], **on)  # fmt: skip
    tracker.ask(f"logged-models/{made['model_id']}", method="PATCH", status="LOGGED_MODEL_READY")

    def search(text: str = "", **options: Any) -> list[str]:
        found = tracker.ask("logged-models/search", experiment_ids=["0"], filter=text, **options)
        return [model["info"]["name"] for model in found.get("models", [])]

    return search


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "c b a"),
        ("metrics.acc > 0.5", "b a"),
        ("metrics.acc < 0.5", "a"),
        ("metrics.acc >= 0.9 AND params.depth = 'a'", "a"),
        ("metrics.loss != 1", ""),
        ("params.depth IN ('a')", None),
        ("params.depth LIKE '%'", "c b a"),
        ("tags.x IS NULL AND name != 'a'", "c b"),
        ("status = 'READY'", "c"),
        ("status != 'LOGGED_MODEL_READY'", "b a"),
        ("creation_timestamp > 0 AND last_updated_timestamp > 0 AND creation_time > 0", "c b a"),
        ("source_run_id != 'x'", "b a"),
        ("attributes.model_type = ''", "c b a"),
        ("datasets.name = 'wine'", None),
    ],
)
def test_logged_models_are_searched(models: Callable[..., list[str]], text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(AssertionError, match="INVALID_PARAMETER_VALUE"):
            models(text)
    else:
        assert models(text) == expected.split()


def test_logged_models_come_in_order_of_their_latest_metric(models: Callable[..., list[str]]) -> None:
    assert models(order_by=[{"field_name": "name", "ascending": True}]) == ["a", "b", "c"]
    assert models(order_by=[{"field_name": "metrics.acc", "ascending": False}]) == ["b", "a", "c"]
    on_wine = {"field_name": "metrics.acc", "ascending": False, "dataset_name": "wine"}
    assert models(order_by=[on_wine]) == ["a", "b", "c"]
    assert models(order_by=[on_wine | {"dataset_digest": "d3"}])[0] == "b"
    assert models(order_by=[{"field_name": "attributes.creation_time"}]) == ["a", "b", "c"]


def test_only_metrics_on_the_datasets_count(models: Callable[..., list[str]]) -> None:
    assert models(datasets=[{"dataset_name": "wine"}]) == ["b", "a"]
    assert models(datasets=[{"dataset_name": "wine", "dataset_digest": "d3"}]) == ["b"]
    assert models("metrics.acc < 0.5", datasets=[{"dataset_name": "wine"}]) == []
    assert models("metrics.acc < 0.5", datasets=[{"dataset_name": "wine"}, {"dataset_name": "tea"}]) == ["a"]
