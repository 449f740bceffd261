"""One metric of several runs, thinned for a chart."""

from collections.abc import Callable
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.mlflow.tests.tracker import MOMENT, Tracker

PATH = "metrics/get-history-bulk-interval"
INVALID = (400, "INVALID_PARAMETER_VALUE")


@pytest.fixture
def logged(tracker: Tracker) -> tuple[str, str]:
    """A run of a hundred steps, and one of three."""
    return _run(tracker, 100), _run(tracker, 3)


def _run(tracker: Tracker, count: int) -> str:
    run = tracker.start()
    points = [{"key": "loss", "value": step / 2, "step": step, "timestamp": MOMENT + step} for step in range(count)]
    tracker.ask("runs/log-batch", run_id=run, metrics=points)
    return run


def _steps(found: Any, run: str) -> list[int]:
    return [point["step"] for point in found["metrics"] if point["run_id"] == run]


def test_each_run_is_thinned_by_itself(tracker: Tracker, logged: tuple[str, str]) -> None:
    long, short = logged
    found = tracker.get(PATH, run_ids=[long, short], metric_key="loss", max_results=5)
    assert _steps(found, long) == [0, 20, 40, 60, 99]
    assert _steps(found, short) == [0, 1, 2]
    assert found["metrics"][0] == {"key": "loss", "value": 0.0, "timestamp": MOMENT, "step": 0, "run_id": long}


def test_only_steps_between_the_two_count(tracker: Tracker, logged: tuple[str, str]) -> None:
    long, short = logged
    asked = {"run_ids": [long, short], "metric_key": "loss", "start_step": 10, "end_step": 20}
    assert _steps(tracker.get(PATH, **asked, max_results=3), long) == [10, 14, 20]
    assert _steps(tracker.get(PATH, **asked), short) == []
    assert _steps(tracker.get(PATH, **asked, max_results=1), long) == [20]


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_results": 0},
        {"max_results": 2501},
        {"max_results": "x"},
        {"start_step": 1},
        {"start_step": 2, "end_step": 1},
        {"metric_key": ""},
        {"run_ids": []},
        {"run_ids": ["a"] * 101},
    ],
)
def test_what_makes_no_sense_is_refused(tracker: Tracker, wrong: dict[str, Any]) -> None:
    assert tracker.not_got(PATH, **{"run_ids": ["a"], "metric_key": "loss", **wrong}) == INVALID


def test_outsider_gets_no_points(track: Callable[..., Tracker], logged: tuple[str, str], cy: Person) -> None:
    assert track(cy).get(PATH, run_ids=list(logged), metric_key="loss") == {"metrics": []}
