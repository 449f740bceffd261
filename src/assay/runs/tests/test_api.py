"""REST: runs and what they logged."""

import math

import pytest

from assay.runs.tests.logged import experiment, logged_run, queries_of, with_file, with_input

RUNS = "/api/v1/runs"


@pytest.fixture
def ada_api(ada, api):
    return api(ada)


def test_list_is_newest_first_and_filtered(ada, kite, ada_api):
    task = experiment(kite, ada)
    linked, free = logged_run(ada, task=task), logged_run(ada, status="FAILED")
    assert _uids(ada_api, "") == [free.uid, linked.uid]
    assert _uids(ada_api, f"?task={task.key}") == [linked.uid]
    assert _uids(ada_api, "?project=kite") == [linked.uid]
    assert _uids(ada_api, "?unlinked=true") == [free.uid]
    assert _uids(ada_api, "?status=FAILED") == [free.uid]


def test_list_goes_on_by_cursor(ada, ada_api):
    runs = [logged_run(ada) for _ in range(3)]
    first = ada_api.get(f"{RUNS}?limit=2").json()
    assert [item["uid"] for item in first["items"]] == [runs[2].uid, runs[1].uid]
    assert _uids(ada_api, f"?cursor={first['next']}") == [runs[0].uid]


@pytest.mark.parametrize(
    ("query", "status"), [("cursor=x", 400), ("status=BROKEN", 422), ("task=ZED-1", 422), ("project=ZED", 404)]
)
def test_list_refuses_what_it_cannot_understand(ada, ada_api, query, status):
    response = ada_api.get(f"{RUNS}?{query}")
    assert response.status_code == status
    assert response.json()["error"]["message"]


def test_run_comes_with_all_it_logged(ada, kite, ada_api):
    task = experiment(kite, ada)
    run = logged_run(ada, task=task, metrics={"loss": [2.0, 1.0, math.nan]}, params={"lr": ".1"}, tags={"team": "red"})
    with_input(run, ada, name="winds")
    with_file(run, "a.txt", b"abc")
    told = ada_api.get(f"{RUNS}/{run.uid}").json()
    assert told["task"] == task.key
    assert told["linked_because"] == "experiment"
    assert told["params"] == {"lr": ".1"}
    assert told["tags"]["team"] == "red"
    assert told["inputs"][0]["name"] == "winds"
    assert told["artifacts"][0]["size"] == 3
    assert told["metrics"] == [
        {
            "key": "loss",
            "last": "NaN",
            "last_step": 2,
            "first": 2.0,
            "low": 1.0,
            "high": 2.0,
            "count": 3,
            "nan_count": 1,
        }
    ]


def test_history_comes_in_pages(ada, ada_api):
    run = logged_run(ada, metrics={"train/loss": [3.0, math.inf, 1.0]})
    url = f"{RUNS}/{run.uid}/metrics/train/loss"
    first = ada_api.get(f"{url}?limit=2").json()
    assert [point["value"] for point in first["items"]] == [3.0, "Infinity"]
    rest = ada_api.get(url, {"limit": 2, "cursor": first["next"]}).json()
    assert [point["step"] for point in rest["items"]] == [2]
    assert rest["next"] == ""
    assert ada_api.get(f"{RUNS}/{run.uid}/metrics/none").status_code == 404
    assert ada_api.get(url, {"cursor": "nonsense"}).status_code == 400


def test_sampled_history_keeps_the_spike(ada, ada_api):
    run = logged_run(ada, metrics={"loss": [9.0 if step == 333 else 1.0 for step in range(800)]})
    points = ada_api.get(f"{RUNS}/{run.uid}/metrics/loss?sampled=100").json()["items"]
    assert len(points) <= 100
    assert {"step": 333, "value": 9.0}.items() <= max(points, key=lambda point: point["value"]).items()


def test_run_is_linked_moved_and_unlinked(ada, kite, ada_api):
    run, task = logged_run(ada), experiment(kite, ada)
    url = f"{RUNS}/{run.uid}/task"
    told = ada_api.put(url, {"key": task.key}, content_type="application/json")
    assert told.status_code == 200
    assert told.json()["task"] == task.key
    assert told.json()["linked_because"] == "by-hand"
    assert ada_api.delete(url).status_code == 204
    run.refresh_from_db()
    assert run.task is None


def test_unknown_task_is_told_at_its_field(ada, ada_api):
    run = logged_run(ada)
    refused = ada_api.put(f"{RUNS}/{run.uid}/task", {"key": "ZED-1"}, content_type="application/json")
    assert refused.status_code == 422
    assert "key" in refused.json()["error"]["fields"]


def test_outsider_cannot_tell_that_the_run_exists(ada, cy, kite, api):
    run, stranger = logged_run(ada, task=experiment(kite, ada), metrics={"m": [1]}), api(cy)
    missing = stranger.get(f"{RUNS}/{'0' * 32}")
    assert missing.status_code == 404
    for answer in (
        stranger.get(f"{RUNS}/{run.uid}"),
        stranger.get(f"{RUNS}/{run.uid}/metrics/m"),
        stranger.put(f"{RUNS}/{run.uid}/task", {"key": "KITE-1"}, content_type="application/json"),
        stranger.delete(f"{RUNS}/{run.uid}/task"),
    ):
        assert (answer.status_code, answer.content) == (404, missing.content)
    assert stranger.get(RUNS).json()["items"] == []


def test_guest_reads_where_named_and_links_nothing(ada, gil, kite, api):
    task = experiment(kite, ada)
    run, free, guest = logged_run(ada, task=task), logged_run(ada), api(gil)
    assert guest.get(RUNS).json()["items"] == []
    kite.add_member(gil, by=ada)
    assert _uids(guest, "") == [run.uid]
    assert guest.get(f"{RUNS}/{free.uid}").status_code == 404
    refused = guest.put(f"{RUNS}/{run.uid}/task", {"key": task.key}, content_type="application/json")
    assert refused.status_code == 403


def test_reading_token_links_nothing(ada, kite, api):
    run, task = logged_run(ada), experiment(kite, ada)
    reader = api(ada, scope="read")
    refused = reader.put(f"{RUNS}/{run.uid}/task", {"key": task.key}, content_type="application/json")
    assert refused.status_code == 403


def test_nobody_gets_nothing_without_a_token(anonymous):
    assert anonymous.get(RUNS).status_code == 401


def test_list_takes_as_many_queries_for_twenty_runs_as_for_two(ada, kite, ada_api, django_assert_num_queries):
    task = experiment(kite, ada)
    for _ in range(2):
        logged_run(ada, task=task)
    ada_api.get(RUNS)  # the first use of a token is noted on it
    few = queries_of(lambda: ada_api.get(RUNS))
    for _ in range(18):
        logged_run(ada, task=task)
    with django_assert_num_queries(few):
        ada_api.get(RUNS)


def _uids(client, query):
    return [item["uid"] for item in client.get(f"{RUNS}{query}").json()["items"]]
