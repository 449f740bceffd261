"""Logged models, without which a client of 3.x cannot log a model."""

from collections.abc import Callable
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.mlflow.tests.tracker import Tracker

MISSING = (404, "RESOURCE_DOES_NOT_EXIST")
INVALID = (400, "INVALID_PARAMETER_VALUE")
NOWHERE = f"logged-models/m-{'0' * 32}"


def test_model_waits_for_its_files_and_is_ready_then(tracker: Tracker) -> None:
    run = tracker.start()
    info = tracker.ask("logged-models", experiment_id="0", name="clf", source_run_id=run)["model"]["info"]
    identity = info["model_id"]
    assert identity.startswith("m-")
    assert len(identity) == 34
    assert info["status"] == "LOGGED_MODEL_PENDING"
    assert info["source_run_id"] == run
    assert info["artifact_uri"] == f"mlflow-artifacts:/0/models/{identity}/artifacts"
    tracker.ask(f"logged-models/{identity}", method="PATCH", model_id=identity, status="LOGGED_MODEL_READY")
    assert tracker.get(f"logged-models/{identity}")["model"]["info"]["status"] == "LOGGED_MODEL_READY"


def test_status_may_be_a_number(tracker: Tracker) -> None:
    path = f"logged-models/{_model(tracker)}"
    info = tracker.ask(path, method="PATCH", status=3)["model"]["info"]
    assert info["status"] == "LOGGED_MODEL_UPLOAD_FAILED"
    assert tracker.refused(path, method="PATCH", status="DONE") == INVALID


def test_model_without_a_name_gets_one(tracker: Tracker) -> None:
    assert tracker.ask("logged-models", experiment_id="0")["model"]["info"]["name"]


@pytest.mark.parametrize("name", ["a/b", "a:b", "x" * 501, "a\0"])
def test_impossible_names_are_refused(tracker: Tracker, name: str) -> None:
    assert tracker.refused("logged-models", experiment_id="0", name=name) == INVALID


def test_params_are_added_and_never_changed(tracker: Tracker) -> None:
    path = f"logged-models/{_model(tracker, params=[{'key': 'lr', 'value': '1'}])}"
    for _repeat in range(2):
        tracker.ask(f"{path}/params", params=[{"key": "depth", "value": "3"}])
    assert tracker.refused(f"{path}/params", params=[{"key": "lr", "value": "2"}]) == INVALID
    found = tracker.get(path)["model"]["data"]["params"]
    assert {one["key"]: one["value"] for one in found} == {"lr": "1", "depth": "3"}


def test_tags_are_set_and_taken_off(tracker: Tracker) -> None:
    path = f"logged-models/{_model(tracker)}"
    tracker.ask(f"{path}/tags", method="PATCH", tags=[{"key": "stage/now", "value": "x"}])
    assert tracker.get(path)["model"]["info"]["tags"] == [{"key": "stage/now", "value": "x"}]
    tracker.ask(f"{path}/tags/stage/now", method="DELETE")
    assert tracker.get(path)["model"]["info"]["tags"] == []
    assert tracker.refused(f"{path}/tags/stage", method="DELETE") == MISSING


def test_deleted_model_is_shown_only_on_request(tracker: Tracker) -> None:
    path = f"logged-models/{_model(tracker)}"
    tracker.ask(path, method="DELETE")
    assert tracker.not_got(path) == MISSING
    assert tracker.get(path, allow_deleted="true")
    assert tracker.ask("logged-models/search", experiment_ids=["0"]) == {"models": []}


def test_search_by_name_and_run_in_order(tracker: Tracker) -> None:
    run = tracker.start()
    for name in ("b", "a"):
        _model(tracker, name=name, source_run_id=run)
    _model(tracker, name="c")
    order = [{"field_name": "name", "ascending": True}]
    text = f"source_run_id = '{run}'"
    found = tracker.ask("logged-models/search", experiment_ids=["0"], filter=text, order_by=order)["models"]
    assert [one["info"]["name"] for one in found] == ["a", "b"]
    page = tracker.ask("logged-models/search", experiment_ids=["0"], max_results=1, order_by=order)
    assert page["next_page_token"]


@pytest.mark.parametrize("body", [{"filter": "secret = 'x'"}, {"order_by": [{"field_name": "group"}]}])
def test_unknown_searches_are_refused(tracker: Tracker, body: dict[str, Any]) -> None:
    assert tracker.refused("logged-models/search", experiment_ids=["0"], **body) == INVALID


def test_files_of_a_model_are_listed_by_folder(tracker: Tracker) -> None:
    identity = _model(tracker)
    root = f"0/models/{identity}/artifacts"
    for name in ("MLmodel", "data/model.skops"):
        assert tracker.put(f"{root}/{name}", b"12345").status_code == 200
    listed = tracker.get(f"logged-models/{identity}/artifacts/directories")
    assert listed["files"] == [
        {"path": "MLmodel", "is_dir": False, "file_size": 5},
        {"path": "data", "is_dir": True},
    ]
    inside = tracker.get(f"logged-models/{identity}/artifacts/directories", artifact_directory_path="data")
    assert [one["path"] for one in inside["files"]] == ["data/model.skops"]


def test_outsider_cannot_tell_that_a_model_exists(track: Callable[..., Tracker], tracker: Tracker, cy: Person) -> None:
    outsider = track(cy)
    for path in (f"logged-models/{_model(tracker)}", NOWHERE):
        assert outsider.not_got(path) == MISSING
        assert outsider.not_got(f"{path}/artifacts/directories") == MISSING
        assert outsider.refused(path, method="PATCH", status="LOGGED_MODEL_READY") == MISSING
        assert outsider.refused(path, method="DELETE") == MISSING
        assert outsider.refused(f"{path}/params", params=[]) == MISSING
        assert outsider.refused(f"{path}/tags", method="PATCH", tags=[]) == MISSING
        assert outsider.refused(f"{path}/tags/a", method="DELETE") == MISSING


def _model(tracker: Tracker, **facts: Any) -> str:
    return str(tracker.ask("logged-models", experiment_id="0", **facts)["model"]["info"]["model_id"])
