"""The REST operations of models."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.registry.models import ModelVersion
from assay.registry.tests.registered import logged_model, registered
from assay.runs.tests.logged import experiment

MODELS = "/api/v1/models"
CHURN = f"{MODELS}/churn"
JSON = "application/json"


@pytest.fixture
def version(ada: Any, kite: Any) -> ModelVersion:
    return registered(ada, task=experiment(kite, ada))


@pytest.fixture
def ada_api(api: Callable[..., Client], ada: Any) -> Client:
    return api(ada)


def test_model_and_version_are_shown(ada_api: Client, ada: Any, version: ModelVersion) -> None:
    version.model.set_alias("champion", 1, by=ada)
    version.set_tag("ok", "yes", by=ada)
    model = ada_api.get(CHURN).json()
    assert (model["name"], model["project"], model["aliases"]) == ("churn", "KITE", {"champion": 1})
    assert ada_api.get(MODELS).json()["items"] == [model]
    shown = ada_api.get(f"{CHURN}/versions/1").json()
    assert version.run
    assert version.run.task
    assert (shown["run"], shown["task"]) == (version.run.uid, version.run.task.key)
    assert (shown["aliases"], shown["tags"], shown["stage"]) == (["champion"], {"ok": "yes"}, "None")
    assert ada_api.get(f"{CHURN}/versions").json()["items"] == [shown]


def test_list_is_narrowed_by_project(ada_api: Client, ada: Any, version: ModelVersion) -> None:
    registered(ada, "free")
    assert [one["name"] for one in ada_api.get(f"{MODELS}?project=kite").json()["items"]] == ["churn"]
    assert ada_api.get(f"{MODELS}?project=NOPE").status_code == 404


def test_model_is_changed_and_deleted(ada_api: Client, ada: Any, version: ModelVersion) -> None:
    registered(ada, "taken")
    assert ada_api.patch(CHURN, {"description": "New"}, content_type=JSON).json()["description"] == "New"
    taken = ada_api.patch(CHURN, {"name": "taken"}, content_type=JSON)
    assert (taken.status_code, taken.json()["error"]["code"]) == (409, "name-taken")
    assert ada_api.patch(CHURN, {"name": "a/b"}, content_type=JSON).status_code == 422
    assert ada_api.patch(CHURN, {"name": "leavers"}, content_type=JSON).json()["name"] == "leavers"
    assert ada_api.delete(f"{MODELS}/leavers").status_code == 204
    assert ada_api.get(f"{MODELS}/leavers").status_code == 404


def test_alias_is_put_and_deleted(ada_api: Client, version: ModelVersion) -> None:
    answer = ada_api.put(f"{CHURN}/aliases/champion", {"version": 1}, content_type=JSON)
    assert answer.json()["aliases"] == {"champion": 1}
    assert ada_api.put(f"{CHURN}/aliases/v1", {"version": 1}, content_type=JSON).status_code == 422
    assert ada_api.put(f"{CHURN}/aliases/champion", {"version": 9}, content_type=JSON).status_code == 404
    assert ada_api.delete(f"{CHURN}/aliases/champion").status_code == 204
    assert ada_api.get(CHURN).json()["aliases"] == {}


def test_tags_are_set_and_deleted(ada_api: Client, version: ModelVersion) -> None:
    for address in (CHURN, f"{CHURN}/versions/1"):
        answer = ada_api.post(f"{address}/tags", {"key": "a/b", "value": "1"}, content_type=JSON)
        assert answer.json()["tags"] == {"a/b": "1"}
        assert ada_api.delete(f"{address}/tags/a/b").status_code == 204
        assert ada_api.get(address).json()["tags"] == {}


def test_version_is_described_and_deleted(ada_api: Client, version: ModelVersion) -> None:
    address = f"{CHURN}/versions/1"
    assert ada_api.patch(address, {"description": "Good"}, content_type=JSON).json()["description"] == "Good"
    assert ada_api.delete(address).status_code == 204
    assert ada_api.get(address).status_code == 404


def test_logged_model_is_registered(ada_api: Client, ada: Any) -> None:
    model = logged_model(ada)
    assert model.run
    address = f"/api/v1/runs/{model.run.uid}/models/{model.uid}/versions"
    made = ada_api.post(address, {"name": "churn"}, content_type=JSON)
    assert (made.status_code, made.json()["number"]) == (201, 1)
    assert ada_api.post(address, {"name": "a:b"}, content_type=JSON).status_code == 422


def test_outsider_and_guest(api: Callable[..., Client], ada: Any, cy: Any, gil: Any, kite: Any, version: Any) -> None:
    outsider, guest = api(cy), api(gil)
    assert outsider.get(CHURN).status_code == outsider.delete(CHURN).status_code == 404
    kite.add_member(gil, by=ada)
    assert guest.get(CHURN).status_code == 200
    assert guest.delete(CHURN).status_code == guest.delete(f"{CHURN}/versions/1").status_code == 403
