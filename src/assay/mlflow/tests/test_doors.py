"""Who may enter, and what bad requests are answered with."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.accounts.models import Person, Token
from assay.mlflow.tests.tracker import ROOT, Tracker

SEARCH = f"{ROOT}experiments/search"
BAD_BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "not a number": b'{"run_id": "x", "key": "k", "value": NaN, "timestamp": 1}',
    "too large a number": b'{"run_id": "x", "key": "k", "value": 1e999, "timestamp": 1}',
    "a lone surrogate": b'{"run_id": "\\ud800", "key": "k", "value": 1, "timestamp": 1}',
    "NUL": b'{"run_id": "a\\u0000b", "key": "k", "value": 1, "timestamp": 1}',
    "no UTF-8": b'{"run_id": "\xff\xfe"}',
    "wrong type": b'{"run_id": 5, "key": "k", "value": 1, "timestamp": 1}',
    "too deep": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "too deep and open": b"[" * 100_000,
    "too large": b'{"a": "' + b"x" * 1_100_000 + b'"}',
    "many digits": b'{"run_id": "x", "key": "k", "value": 1, "timestamp": ' + b"9" * 5000 + b"}",
    "digits in a text": b'{"run_id": "x", "key": "k", "value": 1, "timestamp": "' + b"9" * 5000 + b'"}',
}
WRITES = [
    "experiments/create",
    "experiments/delete",
    "experiments/restore",
    "experiments/set-experiment-tag",
    "experiments/delete-experiment-tag",
    "runs/create",
    "runs/update",
    "runs/delete",
    "runs/restore",
    "runs/log-metric",
    "runs/log-parameter",
    "runs/set-tag",
    "runs/delete-tag",
    "runs/log-batch",
    "runs/log-inputs",
    "runs/outputs",
    "runs/log-model",
    "logged-models",
]


def test_bearer_and_basic_both_open(ada_token: str) -> None:
    basic = base64.b64encode(f"anybody:{ada_token}".encode()).decode()
    for header in (f"Bearer {ada_token}", f"bearer {ada_token}", f"Basic {basic}"):
        assert Client(headers={"Authorization": header}).get(SEARCH).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic !", "Basic eA==", "Digest x", "Bearer \xff"])
def test_without_a_valid_token_everything_is_closed(db: None, header: str) -> None:
    answer = Client(headers={"Authorization": header}).get(SEARCH)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Basic")
    assert json.loads(answer.content)["error_code"] == "UNAUTHENTICATED"


def test_session_of_a_browser_opens_nothing(ada_client: Client) -> None:
    assert ada_client.get(SEARCH).status_code == 401
    assert ada_client.post(f"{ROOT}runs/create", "{}", content_type="application/json").status_code == 401


def test_revoked_token_is_refused_at_once(tracker: Tracker, ada: Person) -> None:
    tracker.start()
    Token.objects.get().revoke(by=ada)
    assert tracker.refused("runs/create") == (401, "UNAUTHENTICATED")


def test_person_who_left_or_became_guest_is_refused_at_once(
    track: Callable[..., Tracker], ada: Person, ben: Person, lea: Person
) -> None:
    member, lead = track(ben), track(lea)
    member.start()
    lead.start()
    ben.change_role("guest", by=ada)
    assert member.refused("runs/create") == (403, "PERMISSION_DENIED")
    lea.leave(by=ada)
    assert lead.refused("runs/create") == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("path", WRITES)
def test_reading_token_and_guest_write_nothing(
    track: Callable[..., Tracker], ada: Person, gil: Person, path: str
) -> None:
    for reader in (track(ada, scope="read"), track(gil)):
        assert reader.refused(path) == (403, "PERMISSION_DENIED")


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
@pytest.mark.parametrize("path", ["runs/log-metric", "runs/log-batch", "runs/update"])
def test_bad_bodies_are_refused_and_never_our_fault(tracker: Tracker, path: str, body: bytes) -> None:
    answer = tracker.send(path, body)
    assert answer.status_code in {400, 404}
    assert json.loads(answer.content)["error_code"] in {"INVALID_PARAMETER_VALUE", "RESOURCE_DOES_NOT_EXIST"}


def test_nul_is_refused_wherever_it_stands(tracker: Tracker) -> None:
    run = tracker.start()
    bodies: tuple[dict[str, Any], ...] = (
        {"run_id": run, "tags": [{"key": "a", "value": "x\0"}]},
        {"run_id": run, "params": [{"key": "a\0", "value": "x"}]},
        {"run_id": run, "metrics": [{"key": "a\0", "value": 1, "timestamp": 1}]},
    )
    for body in bodies:
        assert tracker.refused("runs/log-batch", **body) == (400, "INVALID_PARAMETER_VALUE")
    assert tracker.client.get(f"{ROOT}runs/get?run_id=a%00b").status_code == 400


def test_escaped_backslash_before_u0000_is_a_text_like_any_other(tracker: Tracker) -> None:
    run = tracker.start()
    tracker.ask("runs/set-tag", run_id=run, key="regex", value="\\u0000")
    assert tracker.tags(run)["regex"] == "\\u0000"


def test_unknown_fields_and_nulls_are_ignored(tracker: Tracker) -> None:
    run = tracker.start()
    body: dict[str, Any] = {"key": "f1", "value": 1, "timestamp": 1, "step": None, "invented": {"a": [1]}}
    tracker.ask("runs/log-metric", run_id=run, **body)


@pytest.mark.parametrize("path", ["runs/get", "runs/update", "metrics/get-history", "experiments/get"])
def test_missing_fields_are_refused(tracker: Tracker, path: str) -> None:
    is_write = path == "runs/update"
    answer = tracker.refused(path) if is_write else tracker.not_got(path)
    assert answer == (400, "INVALID_PARAMETER_VALUE")


@pytest.mark.parametrize("identity", ["99999999999999999999", "999999"])
def test_ids_that_are_none_are_missing(tracker: Tracker, identity: str) -> None:
    assert tracker.not_got("experiments/get", experiment_id=identity)[0] == 404
    assert tracker.refused("runs/create", experiment_id=identity)[0] == 404


def test_other_addresses_are_not_served(tracker: Tracker) -> None:
    for path in ("/api/2.0/mlflow/traces", "/ajax-api/2.0/mlflow/x", "/api/3.0/mlflow/scorers/list", "/api/4.0/x"):
        for method in ("GET", "POST"):
            answer = tracker.client.generic(method, path)
            assert answer.status_code == 404
            assert json.loads(answer.content)["error_code"] == "ENDPOINT_NOT_FOUND"
    assert Client().get("/api/2.0/mlflow/traces").status_code == 401


def test_wrong_method_says_the_right_one(tracker: Tracker) -> None:
    answer = tracker.client.get(f"{ROOT}runs/create")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"


def test_prefix_of_mlflow_pages_is_the_same_door(tracker: Tracker) -> None:
    assert tracker.client.get("/ajax-api/2.0/mlflow/experiments/search").status_code == 200
    assert Client().get("/ajax-api/2.0/mlflow/experiments/search").status_code == 401


def test_probes_are_open_and_say_nothing_of_anybody(db: None) -> None:
    info = Client().get("/api/3.0/mlflow/server-info").json()
    assert info["store_type"] == "SqlStore"
    assert info["multipart_uploads_enabled"] is False
    assert Client().get("/version").content == b"3.17.2"


def test_answers_are_compact_json(tracker: Tracker) -> None:
    answer = tracker.client.get(SEARCH)
    assert answer["Content-Type"] == "application/json"
    assert answer.content == b'{"experiments":[]}'
