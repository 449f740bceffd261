"""Versions of registered models, and of what they may be made."""

from collections.abc import Callable
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.mlflow.tests.test_registry_models import INVALID, MISSING, logged, make
from assay.mlflow.tests.tracker import Tracker


def add(tracker: Tracker, name: str = "churn", **facts: Any) -> Any:
    """Add a version of a fresh logged model and return it."""
    run, model = logged(tracker)
    body = {"source": f"models:/{model}", "run_id": run, "model_id": model} | facts
    return tracker.ask("model-versions/create", name=name, **body)["model_version"]


def found(tracker: Tracker, text: str = "", **query: Any) -> list[str]:
    """Return what a search finds, as name/number."""
    rows = tracker.get("model-versions/search", filter=text, **query)["model_versions"]
    return [f"{row['name']}/{row['version']}" for row in rows]


def test_versions_count_up_and_travel_as_texts(tracker: Tracker, ada: Person) -> None:
    make(tracker)
    first, second = add(tracker, description="First", tags=[{"key": "a", "value": "1"}]), add(tracker)
    assert (first["version"], second["version"]) == ("1", "2")
    assert (first["status"], first["current_stage"], first["user_id"]) == ("READY", "None", ada.name)
    assert (first["description"], first["tags"]) == ("First", [{"key": "a", "value": "1"}])
    assert tracker.get("model-versions/get", name="churn", version="1")["model_version"] == first
    assert tracker.not_got("model-versions/get", name="churn", version="3") == MISSING
    assert tracker.not_got("model-versions/get", name="churn", version="x") == INVALID
    assert tracker.not_got("model-versions/get", name="churn") == INVALID


def test_number_of_a_deleted_version_is_never_given_again(tracker: Tracker) -> None:
    make(tracker, versions=2)
    tracker.ask("registered-models/alias", name="churn", alias="champion", version="2")
    tracker.ask("model-versions/delete", method="DELETE", name="churn", version="2")
    assert tracker.not_got("model-versions/get", name="churn", version="2") == MISSING
    assert tracker.not_got("registered-models/alias", name="churn", alias="champion") == INVALID
    assert add(tracker)["version"] == "3"
    assert found(tracker, "name = 'churn'", order_by=["version_number ASC"]) == ["churn/1", "churn/3"]


def test_sources_of_runs_and_files(tracker: Tracker) -> None:
    make(tracker)
    run, model = logged(tracker)
    of_run = {"source": f"runs:/{run}/model", "run_id": run}
    of_files = {"source": f"mlflow-artifacts:/0/{run}/artifacts/model", "run_id": run}
    of_model = {"source": f"mlflow-artifacts:/0/models/{model}/artifacts", "model_id": model}
    for number, body in enumerate((of_run, of_files, of_model), start=1):
        made = tracker.ask("model-versions/create", name="churn", **body)["model_version"]
        assert (made["source"], made["run_id"]) == (body["source"], run)
        address = tracker.get("model-versions/get-download-uri", name="churn", version=str(number))["artifact_uri"]
        assert address == body["source"].replace("runs:/" + run, f"mlflow-artifacts:/0/{run}/artifacts")


def test_download_address_can_be_listed_and_got(tracker: Tracker) -> None:
    make(tracker)
    run, model = logged(tracker)
    tracker.put(f"0/models/{model}/artifacts/MLmodel", b"flavors")
    tracker.ask("model-versions/create", name="churn", source=f"models:/{model}", run_id=run, model_id=model)
    address = tracker.get("model-versions/get-download-uri", name="churn", version="1")["artifact_uri"]
    path = address.removeprefix("mlflow-artifacts:/")
    assert [one["path"] for one in tracker.files(path)] == ["MLmodel"]
    body: Any = tracker.client.get(f"/api/2.0/mlflow-artifacts/artifacts/{path}/MLmodel")
    assert b"".join(body.streaming_content) == b"flavors"


def test_version_can_be_made_of_another(tracker: Tracker) -> None:
    make(tracker, versions=1)
    make(tracker, "production")
    first = tracker.get("model-versions/get", name="churn", version="1")["model_version"]
    tracker.ask("registered-models/alias", name="churn", alias="best", version="1")
    for source in ("models:/churn/1", "models:/churn@best"):
        copied = tracker.ask("model-versions/create", name="production", source=source, run_id=first["run_id"])
        assert copied["model_version"]["source"] == "models:/churn/1"
        assert copied["model_version"]["run_id"] == first["run_id"]
    uris = [
        tracker.get("model-versions/get-download-uri", name=name, version="1")["artifact_uri"]
        for name in ("churn", "production")
    ]
    assert uris[0] == uris[1]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "s3://bucket/model",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://example.org/model",
        "models:/nobody/1",
        "models:/churn@nobody",
        f"models:/m-{'0' * 32}",
        f"runs:/{'0' * 32}/model",
        "runs://host/{run}/model",
        "runs:/{run}/../../model",
        "runs:/{run}/%2e%2e/model",
        "mlflow-artifacts:/7/{run}/artifacts/model",
        "mlflow-artifacts://host/0/{run}/artifacts/model",
        "mlflow-artifacts:/0/{run}/artifacts/../x",
        "runs:/{run}/a\0",
    ],
)
def test_other_sources_are_refused(tracker: Tracker, source: str) -> None:
    make(tracker)
    run, _model = logged(tracker)
    body = {"name": "churn", "source": source.replace("{run}", run), "run_id": run}
    assert tracker.refused("model-versions/create", **body) == INVALID


def test_source_must_be_of_the_run_or_model_that_is_named(tracker: Tracker) -> None:
    make(tracker)
    run, model = logged(tracker)
    other, _ = logged(tracker)
    for ids in ({}, {"run_id": other}, {"run_id": run, "model_id": model}):
        assert tracker.refused("model-versions/create", name="churn", source=f"runs:/{run}/m", **ids) == INVALID
    for ids in ({}, {"run_id": run}, {"model_id": model, "run_id": other}):
        assert tracker.refused("model-versions/create", name="churn", source=f"models:/{model}", **ids) == INVALID


def test_version_of_a_foreign_run_is_refused_like_one_of_no_run(
    track: Callable[..., Tracker], tracker: Tracker, cy: Person
) -> None:
    run, model = logged(tracker)
    outsider = track(cy)
    make(outsider)
    for source, ids in ((f"runs:/{run}/m", {"run_id": run}), (f"models:/{model}", {"model_id": model})):
        assert outsider.refused("model-versions/create", name="churn", source=source, **ids) == INVALID


def test_outsider_cannot_tell_that_a_version_exists(
    track: Callable[..., Tracker], tracker: Tracker, cy: Person
) -> None:
    make(tracker, versions=1)
    outsider = track(cy)
    for name in ("churn", "nobody"):
        of = {"name": name, "version": "1"}
        assert outsider.not_got("model-versions/get", **of) == MISSING
        assert outsider.not_got("model-versions/get-download-uri", **of) == MISSING
        assert outsider.refused("model-versions/create", name=name, source="x") == MISSING
        assert outsider.refused("model-versions/update", method="PATCH", description="", **of) == MISSING
        assert outsider.refused("model-versions/delete", method="DELETE", **of) == MISSING
        assert outsider.refused("model-versions/set-tag", key="a", value="", **of) == MISSING
        assert outsider.refused("model-versions/delete-tag", method="DELETE", key="a", **of) == MISSING
        assert outsider.refused("model-versions/transition-stage", stage="Staging", **of) == MISSING
    assert found(outsider) == []


def test_version_of_a_run_that_is_hidden_is_hidden_too(
    track: Callable[..., Tracker], tracker: Tracker, kite: Any, experiment: Any, ada: Person, ben: Person
) -> None:
    make(tracker, versions=1)
    group = tracker.get("experiments/get-by-name", experiment_name=experiment.key)["experiment"]["experiment_id"]
    make(tracker, "mixed", versions=1)
    run, model = logged(tracker, experiment_id=group)
    make(tracker, "kite")
    tracker.ask("model-versions/create", name="kite", source=f"models:/{model}", run_id=run, model_id=model)
    member = track(ben)
    assert found(member, order_by=["name"]) == ["churn/1", "kite/1", "mixed/1"]
    kite.edit(name=kite.name, goal="", lead=ada, is_private=True, version=kite.version, by=ada)
    assert found(member, order_by=["name"]) == ["churn/1", "mixed/1"]
    assert member.not_got("registered-models/get", name="kite") == MISSING


def test_description_and_tags_of_a_version(tracker: Tracker) -> None:
    make(tracker, versions=1)
    of = {"name": "churn", "version": "1"}
    told = tracker.ask("model-versions/update", method="PATCH", description="Better", **of)["model_version"]
    assert told["description"] == "Better"
    tracker.ask("model-versions/set-tag", key="passed", value="yes", **of)
    assert tracker.get("model-versions/get", **of)["model_version"]["tags"] == [{"key": "passed", "value": "yes"}]
    for _repeat in range(2):
        tracker.ask("model-versions/delete-tag", method="DELETE", key="passed", **of)
    assert tracker.get("model-versions/get", **of)["model_version"]["tags"] == []
    assert tracker.refused("model-versions/update", method="PATCH", description="x" * 5001, **of) == INVALID


def test_stages_of_old_clients(tracker: Tracker) -> None:
    make(tracker, versions=2)

    def move(version: str, stage: str, **more: Any) -> Any:
        body = {"name": "churn", "version": version, "stage": stage} | more
        return tracker.ask("model-versions/transition-stage", **body)["model_version"]["current_stage"]

    assert move("1", "production") == "Production"
    assert move("2", "Production", archive_existing_versions=True) == "Production"
    latest = tracker.ask("registered-models/get-latest-versions", name="churn")["model_versions"]
    assert {(one["version"], one["current_stage"]) for one in latest} == {("1", "Archived"), ("2", "Production")}
    asked = tracker.get("registered-models/get-latest-versions", name="churn", stages=["Production"])
    assert [one["version"] for one in asked["model_versions"]] == ["2"]
    assert tracker.ask("registered-models/get-latest-versions", name="churn", stages=["Staging"]) == {
        "model_versions": []
    }


@pytest.mark.parametrize(("stage", "archive"), [("Nowhere", False), ("", False), ("None", True), ("Archived", True)])
def test_impossible_stages_are_refused(tracker: Tracker, stage: str, archive: Any) -> None:
    make(tracker, versions=1)
    body = {"name": "churn", "version": "1", "stage": stage, "archive_existing_versions": archive}
    assert tracker.refused("model-versions/transition-stage", **body) == INVALID


def test_search_of_versions(tracker: Tracker) -> None:
    make(tracker, versions=2)
    make(tracker, "price")
    last = add(tracker, "price", tags=[{"key": "passed", "value": "yes"}])
    assert found(tracker) == ["price/1", "churn/2", "churn/1"]
    assert found(tracker, "name = 'churn'", order_by=["version_number ASC"]) == ["churn/1", "churn/2"]
    assert found(tracker, f"run_id = '{last['run_id']}'") == ["price/1"]
    assert found(tracker, f"run_id IN ('{last['run_id']}', 'x')") == ["price/1"]
    assert found(tracker, f"run_id != '{last['run_id']}'", order_by=["version_number"]) == ["churn/1", "churn/2"]
    assert found(tracker, f"source_path = '{last['source']}'") == ["price/1"]
    assert found(tracker, "source_path LIKE 'models:/m-%'", order_by=["name", "version_number"]) == [
        "churn/1",
        "churn/2",
        "price/1",
    ]
    assert found(tracker, "version_number = 2") == ["churn/2"]
    assert found(tracker, "version_number >= 1 AND version_number != 1") == ["churn/2"]
    assert found(tracker, "tags.passed = 'yes' AND tags.`mlflow.prompt.is_prompt` != 'true'") == ["price/1"]
    page = tracker.get("model-versions/search", max_results=2)
    assert found(tracker, page_token=page["next_page_token"], max_results=2) == ["churn/1"]


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "version_number LIKE '1'"},
        {"filter": "version_number = 1.5"},
        {"filter": "version_number = 'one'"},
        {"filter": "source_path IN ('a')"},
        {"filter": "description = 'a'"},
        {"filter": "version_number = 99999999999999999999"},
        {"order_by": ["run_id"]},
        {"max_results": "200001"},
        {"max_results": "0"},
    ],
)
def test_impossible_searches_are_refused(tracker: Tracker, query: dict[str, Any]) -> None:
    assert tracker.not_got("model-versions/search", **query) == INVALID


def test_number_beyond_the_database_is_only_missing(tracker: Tracker) -> None:
    make(tracker)
    assert tracker.not_got("model-versions/get", name="churn", version=str(2**62)) == MISSING
    assert found(tracker, f"version_number < {2**62}") == []
