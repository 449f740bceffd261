"""The page of one run."""

import math

import pytest
from django.test import Client

from assay.runs import linking
from assay.runs.ingest import NewPoint, log_batch, writing_to
from assay.runs.summary import StoredPoint
from assay.runs.tests.logged import MARKUP, experiment, logged_run, page, queries_of, with_file, with_input

TABLE = "/projects/KITE/runs"


def test_run_page_shows_everything_that_was_logged(ada, kite, ada_client):
    task = experiment(kite, ada)
    run = logged_run(
        ada,
        task=task,
        name="long-tail",
        metrics={"lift": [0.5, 0.7, 0.65]},
        params={"tail": "3"},
        tags={"mlflow.source.git.commit": "3f2c1a77", "mlflow.source.git.branch": "main", "team": "red"},
    )
    with_input(run, ada, name="winds", digest="d41d8c")
    with_file(run, "plots/lift.csv", b"step,lift\n0,0.5\n")
    html = page(ada_client, f"/runs/{run.uid}")
    for text in ("long-tail", task.key, "3f2c1a77", "lift", ".650", ".500", ".700", "tail", "winds", "d41d8c", "team"):
        assert text in html, text
    assert "its MLflow experiment is the task" in html
    assert "lift.csv" in html
    assert '<svg class="chart"' in html
    assert f'data-live="run:{run.uid}"' in html


def test_run_page_counts_nan_and_survives_infinity(ada, kite, ada_client):
    run = logged_run(ada, task=experiment(kite, ada), metrics={"loss": [1.0, math.nan, math.inf], "bad": [math.nan]})
    html = page(ada_client, f"/runs/{run.uid}")
    assert "1 NaN" in html
    assert "∞" in html


def test_run_page_draws_long_series_of_any_steps(ada, kite, ada_client):
    run = logged_run(ada, task=experiment(kite, ada), metrics={"loss": [1 / (1 + step) for step in range(900)]})
    html = page(ada_client, f"/runs/{run.uid}")
    assert "900 points" in html
    assert '<svg class="chart"' in html


def test_run_page_takes_as_many_queries_for_many_metrics_as_for_few(ada, kite, ada_client, django_assert_num_queries):
    task = experiment(kite, ada)
    small = logged_run(ada, task=task, metrics={"a": [1, 2]}, params={"p": "1"})
    large = logged_run(
        ada,
        task=task,
        metrics={f"m{number}": [1, 2, 3] for number in range(40)} | {"long": list(range(700))},
        params={f"p{number}": "1" for number in range(40)},
    )
    for number in range(20):
        with_file(large, f"f/{number}.txt", b"x")
    few = queries_of(lambda: page(ada_client, f"/runs/{small.uid}"))
    more_for_long_series = 1
    with django_assert_num_queries(few + more_for_long_series):
        page(ada_client, f"/runs/{large.uid}")
    assert few <= 15


def test_names_with_markup_stay_text(ada, kite, ada_client):
    task = experiment(kite, ada)
    run = logged_run(
        ada,
        task=task,
        name=f"a{MARKUP}",
        metrics={f"m{MARKUP}": [1, 2]},
        params={f"p{MARKUP}": MARKUP},
        tags={f"t{MARKUP}": MARKUP, "mlflow.source.git.branch": MARKUP, "mlflow.source.name": MARKUP},
    )
    logged_run(ada, task=task)
    with_input(run, ada, name=f"d{MARKUP}", digest="<b>", context=MARKUP)
    with_file(run, "<b>bold</b>/x.txt", b"x")
    for url in (TABLE, f"/runs/{run.uid}", f"{TABLE}?filter=img"):
        html = page(ada_client, url)
        assert "<img src=x" not in html
        assert "<b>bold" not in html


def test_htmx_gets_the_part_that_changes(ada, kite, ada_client):
    run = logged_run(ada, task=experiment(kite, ada))
    for url, part in ((f"/runs/{run.uid}", 'id="run"'), (TABLE, 'id="runs"')):
        html = page(ada_client, url, headers={"HX-Request": "true"})
        assert part in html
        assert "<html" not in html


def test_link_by_hand_moves_the_run(ada, kite, ada_client):
    first, second = experiment(kite, ada), experiment(kite, ada, "Colour")
    run = logged_run(ada, task=first)
    response = ada_client.post(f"/runs/{run.uid}/task", {"key": second.key.lower()})
    assert response.status_code == 303
    run.refresh_from_db()
    assert run.task == second
    html = page(ada_client, f"/runs/{run.uid}")
    assert "linked by hand" in html


def test_unknown_key_keeps_what_was_typed(ada, kite, ada_client):
    run = logged_run(ada, task=experiment(kite, ada))
    response = ada_client.post(f"/runs/{run.uid}/task", {"key": "KITE-EXP-999"})
    assert response.status_code == 422
    assert b'value="KITE-EXP-999"' in response.content
    assert b"No task here has the key" in response.content


def test_run_goes_back_to_the_inbox(ada, kite, ada_client):
    run = logged_run(ada, task=experiment(kite, ada))
    assert ada_client.post(f"/runs/{run.uid}/inbox").status_code == 303
    run.refresh_from_db()
    assert run.task is None
    assert "None yet" in page(ada_client, f"/runs/{run.uid}")


def test_outsider_cannot_tell_that_the_run_exists(ada, kite, cy_client):
    run = logged_run(ada, task=experiment(kite, ada), name="secret-canary")
    missing = cy_client.get(f"/runs/{'0' * 32}")
    for tail in ("", "/artifacts/a.txt", "/preview/a.txt", "/models/m-1/artifacts/x"):
        response = cy_client.get(f"/runs/{run.uid}{tail}")
        assert response.status_code == 404
        assert response.content == missing.content
    for tail in ("/task", "/inbox"):
        response = cy_client.post(f"/runs/{run.uid}{tail}", {"key": "KITE-1"})
        assert response.status_code == 404
        assert response.content == missing.content
    assert cy_client.get(TABLE).status_code == 404


def test_guest_of_nothing_sees_no_run(ada, kite, gil_client):
    linked, free = logged_run(ada, task=experiment(kite, ada)), logged_run(ada)
    for run in (linked, free):
        assert gil_client.get(f"/runs/{run.uid}").status_code == 404
    assert gil_client.get(TABLE).status_code == 404


def test_guest_of_the_project_reads_and_changes_nothing(ada, gil, kite, gil_client):
    kite.add_member(gil, by=ada)
    task = experiment(kite, ada)
    run = logged_run(ada, task=task)
    html = page(gil_client, f"/runs/{run.uid}")
    assert "Move to another task" not in html
    assert gil_client.post(f"/runs/{run.uid}/task", {"key": task.key}).status_code == 403
    assert gil_client.post(f"/runs/{run.uid}/inbox").status_code == 403


@pytest.mark.parametrize("url", [TABLE, f"/runs/{'0' * 32}", "/inbox/", f"/runs/{'0' * 32}/artifacts/a"])
def test_anonymous_is_sent_to_sign_in(anonymous: Client, url: str):
    response = anonymous.get(url)
    assert response.status_code == 302
    assert "next=" in response["Location"]


def test_history_of_the_run_names_its_task(ada, kite, ada_client):
    run, task = logged_run(ada), experiment(kite, ada)
    linking.link(run, task, by=ada)
    assert "linked run" in page(ada_client, f"/runs/{run.uid}")


def _many(by, task, count):
    for number in range(count):
        logged_run(by, task=task, params={"lr": str(number)}, metrics={"auc": [0.5], f"own{number}": [1]})


@pytest.mark.parametrize(
    "points",
    [
        [(-(2**63), 0, 1.0), (2**63 - 1, 0, 2.0)],
        [(0, -(2**63), 1.0), (0, 2**63 - 1, 2.0)],
        [(0, 0, 1e308), (1, 0, -1e308)],
        [(0, 0, 5e-324), (1, 0, 0.0)],
        [(0, 0, math.inf), (1, 0, -math.inf)],
        [(0, 0, math.nan), (1, 0, math.nan)],
        [(2**63 - 500 + step, 0, float(step)) for step in range(400)],
        [(step * 2**54, step, 1e300 * step) for step in range(400)],
    ],
)
def test_run_page_survives_any_number_a_client_may_log(ada, kite, ada_client, points):
    run = logged_run(ada, task=experiment(kite, ada))
    with writing_to(run.uid, by=ada) as held:
        log_batch(held, metrics=[NewPoint("loss", StoredPoint(*point)) for point in points], by=ada)
    page(ada_client, f"/runs/{run.uid}")
    page(ada_client, TABLE)


def test_note_best_value_repository_and_split_are_shown(ada, kite, ada_client):
    tags = {
        "mlflow.note.content": "Try **wider** next",
        "mlflow.source.git.repoURL": "https://bot:secret@git.example.org/team/churn.git",
        "split": "holdout",
        "environment": "production",
    }
    metrics = {"val/f1": [0.5, 0.9, 0.7], "system/cpu": [10.0, 20.0]}
    run = logged_run(ada, task=experiment(kite, ada), metrics=metrics, tags=tags)
    html = page(ada_client, f"/runs/{run.uid}")
    assert "<strong>wider</strong>" in html
    assert 'data-label="Best">.900' in html
    assert 'href="https://git.example.org/team/churn"' in html
    assert "holdout" in html
    assert "production" in html
    assert html.index("Processor, memory") > html.index('data-label="Best">.900')
    assert "system/cpu" not in html.partition("Processor, memory")[0].partition("Curves")[0]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "git@git.example.org:team/churn.git", "http://x/y", "https://"]
)
def test_only_a_safe_address_of_a_repository_becomes_a_link(ada, kite, ada_client, address):
    tags = {"mlflow.source.git.repoURL": address}
    run = logged_run(ada, task=experiment(kite, ada), tags=tags)
    html = page(ada_client, f"/runs/{run.uid}")
    assert f'href="{address}' not in html
    assert 'target="_blank"' not in html


def test_nested_runs_lead_to_each_other(ada, kite, ada_client):
    task = experiment(kite, ada)
    parent = logged_run(ada, task=task, name="search", status="RUNNING")
    children = [logged_run(ada, task=task, name=f"try {n}", tags={"mlflow.parentRunId": parent.uid}) for n in (1, 2)]
    html = page(ada_client, f"/runs/{parent.uid}")
    assert "try 1" in html
    assert f"/runs/comparison?runs={children[0].number},{children[1].number}" in html
    assert f"Run {parent.number}" in page(ada_client, f"/runs/{children[0].uid}")


def test_what_its_person_has_in_progress_is_one_click_away(ada, kite, ada_client):
    run, task = logged_run(ada), experiment(kite, ada)
    task.assign(ada, by=ada)
    column = kite.columns.get(name="In progress")
    type(task).objects.filter(pk=task.pk).update(column=column)
    html = page(ada_client, f"/runs/{run.uid}")
    assert f"Link to {task.key}" in html
