"""Runs and experiments are found as MLflow finds them: by every form of filter, in every order, page by page."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.mlflow.tests.tracker import MOMENT, Tracker

INVALID = (400, "INVALID_PARAMETER_VALUE")
FRAGMENTS = st.sampled_from(
    ["metrics.f1", "params.lr", "tags.`kind`", "name", "run_id", "start_time", "datasets.name", "=", "!=", ">", "LIKE",
     "ILIKE", "IN", "NOT", "IS", "NULL", "(", ")", ",", "'a'", "'%_%'", '"b"', "1", "-1e9", "inf", "1e308", "AND", "OR",
     "'\\'", "'é'", "*", ";", "--", "\u0130", "''''"]
)  # fmt: skip


@pytest.fixture
def runs(tracker: Tracker) -> Tracker:
    """Four runs: good and poor with everything, odd with NaN and infinity, bare with nothing."""
    for number, (name, f1, kind) in enumerate((("good", 0.9, "base"), ("poor", 0.5, "Wide 100%"))):
        run = tracker.start(run_name=name, tags={"kind": kind}, start_time=MOMENT + number, user_id=f"user{number}")
        tracker.log(run, "f1", f1)
        tracker.log(run, "val f1", -f1)
        tracker.ask("runs/log-parameter", run_id=run, key="lr", value=f"0.{number}")
        _use(tracker, run, "wine", f"d{number}", context="train" if number else "")
    tracker.ask("runs/update", run_id=run, status="FINISHED", end_time=MOMENT + 500)
    odd = tracker.start(run_name="odd", start_time=MOMENT + 2, tags={"it's": "a\nb", "kind": ""})
    tracker.log(odd, "f1", "NaN")
    tracker.log(odd, "loss", "Infinity")
    tracker.start(run_name="bare", start_time=MOMENT + 3)
    return tracker


def _use(tracker: Tracker, run: str, name: str, digest: str, *, context: str) -> None:
    tags = [{"key": "mlflow.data.context", "value": context}] if context else []
    dataset = {"name": name, "digest": digest, "source_type": "local", "source": "x"}
    tracker.ask("runs/log-inputs", run_id=run, datasets=[{"dataset": dataset, "tags": tags}])


def _found(tracker: Tracker, text: str = "", **options: Any) -> list[str]:
    answer = tracker.ask("runs/search", experiment_ids=["0"], filter=text, **options)
    return [run["info"]["run_name"] for run in answer["runs"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "bare odd poor good"),
        ("metrics.f1 > 0.6", "good"),
        ("metrics.`f1` <= 0.5 and params.lr = '0.1'", "poor"),
        ("metric.f1 = 0.9", "good"),
        ("metric.f1 != 0.9", "odd poor"),
        ('metrics."val f1" < -6e-1', "good"),
        ("metrics.loss = inf", "odd"),
        ("metrics.loss > 1e308", "odd"),
        ("metrics.f1 < inf", "poor good"),
        ("metrics.nothing != 1", ""),
        ("params.lr LIKE '0.%'", "poor good"),
        ("parameter.lr != '0.1'", "good"),
        ("params.lr IS NULL", "bare odd"),
        ("params.lr IS NOT NULL AND tags.kind ILIKE 'BA_E'", "good"),
        ("tags.kind LIKE 'BA_E'", ""),
        ("tags.kind LIKE 'Wide 100%'", "poor"),
        ("tags.kind LIKE '%e%'", "poor good"),
        ("tags.kind = ''", "odd"),
        ("tags.kind IS NULL", "bare"),
        ("tag.`it's` LIKE 'a%b'", "odd"),
        ("tags.`mlflow.runName` = 'bare'", "bare"),
        ("attributes.status = 'FINISHED'", "poor"),
        ("run.status NOT IN ('FINISHED', 'FAILED')", "bare odd good"),
        ("status LIKE 'finished'", ""),
        ("status ILIKE 'finished'", "poor"),
        ("attr.run_name IN ('good', 'bare')", "bare good"),
        ("`run name` != 'good'", "bare odd poor"),
        ("user_id = 'user1'", "poor"),
        ("artifact_uri LIKE 'mlflow-artifacts:/0/%/artifacts'", "bare odd poor good"),
        (f"start_time = {MOMENT + 1}", "poor"),
        (f"start_time != {MOMENT + 1}", "bare odd good"),
        (f"attributes.start_time > {MOMENT + 1}", "bare odd"),
        (f"Created >= {MOMENT + 1} AND start_time < {MOMENT + 3}", "odd poor"),
        (f"created <= {MOMENT}.5", "good"),
        (f"start_time = {MOMENT}.5", ""),
        ("end_time > 0", "poor"),
        ("end_time != 0", "poor"),
        ("datasets.name = 'wine'", "poor good"),
        ("dataset.digest IN ('d0', 'd9')", "good"),
        ("datasets.digest NOT IN ('d0')", "poor"),
        ("datasets.context = 'train'", "poor"),
        ("datasets.context != 'eval'", "poor"),
        ("datasets.name LIKE 'w_n%' AND datasets.context ILIKE 'TRAIN'", "poor"),
    ],
)
def test_filters_find_what_mlflow_finds(runs: Tracker, text: str, expected: str) -> None:
    assert _found(runs, text) == expected.split()


def test_nothing_in_a_pattern_is_special_but_percent_and_underscore(tracker: Tracker) -> None:
    for value in ("a*b", "a[b]c", "a?b", "a\\b", "a^b", "Straße"):
        tracker.start(run_name=value, tags={"odd": value})
    for pattern, expected in (
        ("a*b", ["a*b"]),
        ("a[b]c", ["a[b]c"]),
        ("a?%", ["a?b"]),
        ("a\\b", ["a\\b"]),
        ("a_b", ["a^b", "a\\b", "a?b", "a*b"]),
        ("%SSE", []),
    ):
        assert _found(tracker, f"tags.odd LIKE '{pattern}'") == expected
    assert _found(tracker, "tags.odd ILIKE 'STRAßE'") == ["Straße"]


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([], "bare odd poor good"),
        (["start_time ASC"], "good poor odd bare"),
        (["metrics.f1"], "poor good odd bare"),
        (["metrics.f1 DESC"], "good poor odd bare"),
        (["metric.`val f1` desc"], "poor good bare odd"),
        (["params.lr DESC"], "poor good bare odd"),
        (["tags.kind ASC"], "odd poor good bare"),
        (["attributes.run_name"], "bare good odd poor"),
        (["`Run Name` DESC"], "poor odd good bare"),
        (["status", "run_name DESC"], "poor odd good bare"),
        (["end_time ASC", "metrics.f1 DESC"], "poor good odd bare"),
        (["user_id DESC", "artifact_uri"], None),
        (["run_id"], None),
    ],
)
def test_orders_put_missing_values_last(runs: Tracker, orders: list[str], expected: str | None) -> None:
    found = _found(runs, order_by=orders)
    assert sorted(found) == ["bare", "good", "odd", "poor"]
    assert expected is None or found == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "metrics.f1 >",
        "metrics.f1 > 'high'",
        "params.lr = 0.1",
        "params.lr = '1' OR params.lr = '2'",
        "secrets.token = 'x'",
        "attributes.password = 'x'",
        "group__name = 'x'",
        "metrics.f1 LIKE 'a'",
        "start_time > 99999999999999999999",
        "start_time > inf",
        "start_time < -62135596800000",
        "'; DROP TABLE runs_run; --",
        "params.a LIKE '%%%%%%%%%%'",
        " AND ".join(["params.a = '1'"] * 101),
    ],
)
def test_what_is_no_filter_is_refused(tracker: Tracker, text: str) -> None:
    assert tracker.refused("runs/search", experiment_ids=["0"], filter=text) == INVALID


def test_or_is_refused_with_its_place(tracker: Tracker) -> None:
    answer = tracker.send("runs/search", {"experiment_ids": ["0"], "filter": "metrics.a > 1 OR metrics.b > 2"})
    assert "character 15" in answer.json()["message"]
    assert "AND only" in answer.json()["message"]


def test_what_is_no_order_is_refused(tracker: Tracker) -> None:
    for order in ("author__password", "metrics.f1 SIDEWAYS", "", "task__project", "datasets.name", "-pk"):
        assert tracker.refused("runs/search", experiment_ids=["0"], order_by=[order]) == INVALID
    assert tracker.refused("runs/search", experiment_ids=["0"], order_by=["start_time"] * 21) == INVALID


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(FRAGMENTS, max_size=9).map(" ".join), order=st.lists(FRAGMENTS, max_size=2).map(" ".join))
def test_no_filter_is_ever_a_fault_of_ours(runs: Tracker, text: str, order: str) -> None:
    for path in ("runs/search", "experiments/search", "logged-models/search"):
        order_by: Any = [{"field_name": order}] if path.startswith("logged") else [order]
        body = {"experiment_ids": ["0"], "filter": text, "order_by": order_by if order else []}
        answer = runs.send(path, body)
        assert answer.status_code in {200, 400}, answer.content


def test_injected_sql_is_only_text(runs: Tracker) -> None:
    for text in (
        "tags.kind = ''' OR 1=1 --'",
        "tags.`kind') OR 1=1 --` = 'base'",
        "params.lr LIKE '%'';DROP TABLE runs_run;--'",
        'metrics.`f1" > 0 OR "1` > 0',
    ):
        assert _found(runs, text) == []
    assert len(_found(runs, order_by=["tags.`kind'; DROP TABLE runs_run; --`"])) == 4


def test_pages_are_not_moved_by_runs_that_arrive_meanwhile(tracker: Tracker) -> None:
    for number in range(4):
        tracker.start(run_name=str(number), start_time=MOMENT + number)
    asked: dict[str, Any] = {"experiment_ids": ["0"], "max_results": 2}
    first = tracker.ask("runs/search", **asked)
    tracker.start(run_name="new", start_time=MOMENT + 9)
    second = tracker.ask("runs/search", page_token=first["next_page_token"], **asked)
    names = [run["info"]["run_name"] for run in first["runs"] + second["runs"]]
    assert names == ["3", "2", "1", "0"]
    assert "next_page_token" not in second


def test_pages_have_limits(tracker: Tracker) -> None:
    for most in (0, -1, 50_001, "many"):
        assert tracker.refused("runs/search", experiment_ids=["0"], max_results=most) == INVALID
    for token in ("x", "1", "1.2.3", "-1.5", "9" * 30 + ".1", "1.x"):
        assert tracker.refused("runs/search", experiment_ids=["0"], page_token=token) == INVALID
    assert tracker.ask("runs/search", experiment_ids=["0"], max_results=50_000)["runs"] == []


def test_views_show_living_deleted_or_all_runs(runs: Tracker) -> None:
    bare = runs.ask("runs/search", experiment_ids=["0"], filter="run_name = 'bare'")["runs"][0]["info"]["run_id"]
    runs.ask("runs/delete", run_id=bare)
    assert _found(runs) == ["odd", "poor", "good"]
    assert _found(runs, run_view_type="DELETED_ONLY") == ["bare"]
    assert _found(runs, run_view_type=3) == ["bare", "odd", "poor", "good"]
    assert runs.refused("runs/search", experiment_ids=["0"], run_view_type="SOME") == INVALID


EXPERIMENTS = [
    ("name = 'Alpha'", "Alpha"),
    ("name != 'Alpha'", "beta gamma"),
    ("name LIKE '%a'", "Alpha beta gamma"),
    ("attribute.name ILIKE 'aL%'", "Alpha"),
    ("name IN ('Alpha', 'gamma')", "Alpha gamma"),
    ("tags.team = 'a'", "Alpha"),
    ("tag.team != 'a'", "beta"),
    ("tags.`odd \"key\"` LIKE 'x%'", "gamma"),
    ("tags.team IS NULL", "gamma"),
    ("tags.`0` IS NOT NULL AND tags.`0` = 'zero'", "gamma"),
    ("creation_time > 0 AND last_update_time > 0", "Alpha beta gamma"),
    ("creation_time < 5", ""),
]


@pytest.mark.parametrize(("text", "expected"), EXPERIMENTS)
def test_experiments_are_searched(tracker: Tracker, text: str, expected: str) -> None:
    _experiments(tracker)
    body: dict[str, Any] = {"filter": text, "order_by": ["name"]}
    found = [one["name"] for one in tracker.ask("experiments/search", **body)["experiments"]]
    assert sorted(found) == expected.split()
    assert found == [one["name"] for one in tracker.get("experiments/search", **body)["experiments"]]


def test_experiments_come_in_order(tracker: Tracker) -> None:
    numbers = _experiments(tracker)

    def names(*orders: str) -> list[str]:
        return [one["name"] for one in tracker.ask("experiments/search", order_by=list(orders))["experiments"]]

    assert names() == names("creation_time DESC") == ["gamma", "beta", "Alpha"]
    assert names("experiment_id") == names("creation_time ASC") == ["Alpha", "beta", "gamma"]
    assert names("attribute.name DESC")[-1] == "Alpha"
    assert tracker.refused("experiments/search", order_by=["tags.team"]) == INVALID
    assert tracker.refused("experiments/search", filter="metrics.f1 > 1") == INVALID
    found = tracker.ask("experiments/search", filter=f"experiment_id IN ('{numbers[1]}')")["experiments"]
    assert [one["name"] for one in found] == ["beta"]


def _experiments(tracker: Tracker) -> list[str]:
    tags: tuple[dict[str, str], ...] = ({"team": "a"}, {"team": "b"}, {'odd "key"': "xy", "0": "zero"})
    made = []
    for name, some in zip(("Alpha", "beta", "gamma"), tags, strict=True):
        pairs = [{"key": key, "value": value} for key, value in some.items()]
        made.append(tracker.ask("experiments/create", name=name, tags=pairs)["experiment_id"])
    return made
