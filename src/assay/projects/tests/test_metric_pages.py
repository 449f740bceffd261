"""The page of metrics, and its operations."""

from typing import Any

import pytest

from assay.projects.models import MetricDefinition
from assay.projects.tests.test_metrics import F1, LATENCY

ADDRESS = "/projects/KITE/metrics"
SAID = {"metric": "f1 on test", "title": "Leavers found", "direction": "higher", "role": "primary", "target": "85 %"}

JSON = {"content_type": "application/json"}


@pytest.fixture
def client(api: Any, ada: Any, kite: Any) -> Any:
    return api(ada)


def only(kite: Any) -> MetricDefinition:
    (found,) = kite.metrics.all()
    assert isinstance(found, MetricDefinition)
    return found


def test_a_metric_is_defined_on_the_page(kite: Any, ada_client: Any) -> None:
    assert ada_client.post(ADDRESS, SAID).status_code == 303
    made = only(kite)
    assert (made.key, made.split, made.target) == ("f1", "test", 0.85)


@pytest.mark.parametrize(
    ("field", "said", "answer"),
    [
        ("metric", "f1 score", "backticks"),
        ("metric", "f1 >= 0.8", "not expected"),
        ("target", "0,85", "with a point"),
        ("target", "1e999", "with a point"),
        ("role", "guardrail", "must not cross"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(
    kite: Any, ada_client: Any, field: str, said: str, answer: str
) -> None:
    response = ada_client.post(ADDRESS, SAID | {field: said})
    assert response.status_code == 422
    assert answer in response.content.decode()
    assert not kite.metrics.exists()


def test_an_edit_of_what_somebody_changed_shows_both(kite: Any, ada: Any, ada_client: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    edited = {**SAID, "notes": "mine"}
    assert ada_client.post(f"{ADDRESS}/{made.pk}", {**edited, "notes": "theirs", "version": "1"}).status_code == 303
    conflict = ada_client.post(f"{ADDRESS}/{made.pk}", {**edited, "version": "1"})
    assert conflict.status_code == 409
    assert "theirs" in conflict.content.decode()
    assert ada_client.post(f"{ADDRESS}/{made.pk}", {**edited, "version": "2"}).status_code == 303
    assert only(kite).notes == "mine"


def test_a_metric_is_retired_and_brought_back(kite: Any, ada: Any, ada_client: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    ada_client.post(f"{ADDRESS}/{made.pk}/retirement")
    assert only(kite).retired_at is not None
    ada_client.post(f"{ADDRESS}/{made.pk}/return")
    assert only(kite).retired_at is None


def test_members_read_and_do_not_edit(kite: Any, ada: Any, ben_client: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    page = ben_client.get(ADDRESS).content.decode()
    assert "Leavers found in 200 calls" in page
    assert "Define a metric" not in page
    assert ben_client.post(ADDRESS, SAID).status_code == 403
    assert ben_client.post(f"{ADDRESS}/{made.pk}", SAID).status_code == 403


def test_an_outsider_finds_nothing(kite: Any, cy_client: Any) -> None:
    assert cy_client.get(ADDRESS).status_code == 404


def test_the_page_takes_as_many_queries_for_many_metrics(
    kite: Any, ada: Any, ada_client: Any, django_assert_max_num_queries: Any
) -> None:
    for facts in (F1, LATENCY):
        MetricDefinition.add(kite, facts, by=ada)
    with django_assert_max_num_queries(9):
        ada_client.get(ADDRESS)


def test_the_api_defines_changes_and_retires(kite: Any, client: Any) -> None:
    address = "/api/v1/projects/KITE/metrics"
    wanted = {"metric": "p95_latency", "direction": "lower", "role": "guardrail", "limit": 200, "unit": "ms"}
    made = client.post(address, wanted, **JSON)
    assert made.status_code == 201, made.content
    number = made.json()["id"]
    changed = client.patch(
        f"{address}/{number}", {"role": "other", "target": 150, "metric": "p95_latency on test"}, **JSON
    )
    assert (changed.json()["metric"], changed.json()["limit"], changed.json()["target"]) == (
        "p95_latency on test",
        None,
        150,
    )
    assert [one["metric"] for one in client.get(address).json()] == ["p95_latency on test"]
    assert client.post(f"{address}/{number}/retirement").status_code == 204
    assert client.get(address).json() == []
    assert client.delete(f"{address}/{number}/retirement").status_code == 200


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"metric": "f1 score"}, 422, "invalid"),
        ({"role": "guardrail"}, 422, "limit-needed"),
        ({"target": "NaN"}, 422, "invalid"),
        ({"metric": "f1"}, 409, "metric-taken"),
    ],
)
def test_the_api_says_what_is_wrong(kite: Any, client: Any, change: Any, status: int, code: str) -> None:
    address = "/api/v1/projects/KITE/metrics"
    client.post(address, {"metric": "f1", "direction": "higher"}, **JSON)
    number = client.post(address, {"metric": "auc", "direction": "higher"}, **JSON).json()["id"]
    refused = client.patch(f"{address}/{number}", change, **JSON)
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
