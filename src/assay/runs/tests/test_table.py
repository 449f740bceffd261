"""The table of a project's runs: what it shows by itself, and what an address can ask of it."""

import pytest

from assay.runs.models import Run
from assay.runs.tests.logged import MARKUP, experiment, logged_run, page, queries_of, with_input

TABLE = "/projects/KITE/runs"


def names(html):
    """The names of the runs in the order of their rows."""
    parts = html.split('class="runs__label">')[1:]
    return [part.partition("<")[0] for part in parts]


@pytest.fixture
def task(ada, kite):
    return experiment(kite, ada)


@pytest.fixture
def three(ada, task):
    """Runs whose last, best and first values name another leader each."""
    logged_run(ada, task=task, name="late", params={"lr": "9"}, metrics={"val/f1": [0.1, 0.5, 0.9], "loss": [3, 2]})
    logged_run(ada, task=task, name="peak", params={"lr": "10"}, metrics={"val/f1": [0.2, 0.95, 0.4], "loss": [5, 1]})
    logged_run(ada, task=task, name="early", params={"lr": "adam"}, metrics={"val/f1": [0.7, 0.6, 0.3]})


def test_table_shows_what_differs_and_what_was_measured(ada, task, ada_client):
    params = {"tail": "1", "seed": "7", "only": "x"}
    logged_run(ada, task=task, name="short-tail", params=params, metrics={"lift": [0.5, 0.81]})
    logged_run(ada, task=task, name="long-tail", params={"tail": "3", "seed": "7"}, metrics={"lift": [0.6, 0.92]})
    html = page(ada_client, TABLE)
    assert names(html) == ["long-tail", "short-tail"]
    assert 'title="tail"' in html
    assert 'title="seed"' not in html
    assert 'title="only"' not in html
    assert ".810" in html
    assert ".920" in html
    assert task.key in html


def test_table_without_runs_says_how_to_log_the_first(kite, ada_client):
    html = page(ada_client, TABLE)
    assert "MLFLOW_TRACKING_URI" in html
    assert "MLFLOW_EXPERIMENT_NAME=KITE-EXP-" in html


def test_filters_stand_in_the_address(ada, kite, ada_client):
    first, second = experiment(kite, ada), experiment(kite, ada, "Colour")
    logged_run(ada, task=first, name="ash-one", status="FAILED")
    logged_run(ada, task=second, name="oak-two")
    assert names(page(ada_client, f"{TABLE}?filter=ASH")) == ["ash-one"]
    assert names(page(ada_client, f"{TABLE}?task={second.key.lower()}")) == ["oak-two"]
    assert names(page(ada_client, f"{TABLE}?status=FAILED")) == ["ash-one"]
    assert "No run fits this filter" in page(ada_client, f"{TABLE}?filter=elm")


def test_filter_speaks_the_language_of_mlflow(three, ada_client):
    html = page(ada_client, TABLE, data={"filter": "metrics.`val/f1` > 0.35 AND params.lr != 'adam'"})
    assert names(html) == ["peak", "late"]
    assert "1–2 of 2" in html


def test_mistake_in_a_filter_is_shown_where_it_is_and_leaves_the_table(three, ada_client):
    response = ada_client.get(TABLE, {"filter": "metrics.loss < 2 OR params.lr = '9'"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Comparisons are joined by AND only" in html
    assert "<mark>OR params.lr = &#39;9&#39;</mark>" in html
    assert 'aria-invalid="true"' in html
    assert len(names(html)) == 3


@pytest.mark.parametrize(
    "query",
    [
        "status=BROKEN",
        "task=KITE-999",
        "task=%3Ci%3Ex",
        "start=-1",
        "start=abc",
        "order=colour",
        "order=-attributes.dataset",
        "group=metrics.loss",
        "column=attributes.password",
        "column=metrics.",
        "pick=worst",
        "filter=metrics.f1+%3E+'a'",
    ],
)
def test_what_makes_no_sense_is_refused_in_words(ada, task, ada_client, query):
    logged_run(ada, task=task)
    response = ada_client.get(f"{TABLE}?{query}")
    assert response.status_code == 422
    assert b"<i>x" not in response.content
    assert b"field__error" in response.content


@pytest.mark.parametrize(
    ("order", "leader"),
    [
        ("-metrics.val/f1", "late"),
        ("-best:metrics.val/f1", "peak"),
        ("-first:metrics.val/f1", "early"),
        ("min:metrics.loss", "peak"),
        ("-params.lr", "peak"),
        ("params.lr", "late"),
        ("-attributes.started", "early"),
        ("attributes.started", "late"),
        ("attributes.task", "early"),
    ],
)
def test_rows_are_ordered_by_any_column_and_value(three, ada_client, order, leader):
    assert names(page(ada_client, TABLE, data={"order": order}))[0] == leader


def test_a_run_without_the_metric_stands_last_both_ways(three, ada_client):
    for order in ("metrics.loss", "-metrics.loss"):
        assert names(page(ada_client, TABLE, data={"order": order}))[-1] == "early"


def test_first_click_on_a_metric_puts_the_better_runs_first(three, ada_client):
    html = page(ada_client, TABLE)
    assert "order=-metrics.val%2Ff1" in html
    assert "order=metrics.loss" in html


def test_values_of_all_metrics_change_at_once(three, ada_client):
    html = page(ada_client, TABLE, data={"pick": "best"})
    assert ".950" in html
    assert "best value" in html
    assert ".950" not in page(ada_client, TABLE)


def test_best_value_is_marked_in_the_direction_of_its_name(three, ada_client):
    html = page(ada_client, TABLE, data={"column": ["metrics.val/f1", "metrics.loss"]})
    assert html.count("The best of these runs") == 2
    assert '"The best of these runs">.900<' in html
    assert '"The best of these runs">1<' in html


def test_columns_come_from_the_address_in_its_order(three, ada_client):
    html = page(ada_client, TABLE, data={"column": ["max:metrics.loss", "attributes.branch", "params.lr"]})
    assert html.index('title="loss"') < html.index('title="Branch"') < html.index('title="lr"')
    assert "highest" in html
    assert 'title="val/f1"' not in html


def test_a_tag_stands_beside_the_column_that_reads_it(ada, task, ada_client):
    logged_run(ada, task=task, tags={"mlflow.source.git.branch": "topic/tail"})
    html = page(ada_client, f"{TABLE}?column=attributes.branch&column=tags.mlflow.source.git.branch")
    assert html.count(">topic/tail<") == 2


def test_columns_of_one_prefix_stand_in_a_family(three, ada_client):
    html = page(ada_client, TABLE)
    assert "val/" in html
    assert "Metrics, last value" in html
    assert "Parameters that differ" in html


def test_only_what_differs_hides_the_rest(ada, task, ada_client):
    for number in (1, 2):
        logged_run(ada, task=task, name=f"r{number}", params={"same": "7", "lr": str(number)})
    asked = {"column": ["params.same", "params.lr"], "differing": "on"}
    html = page(ada_client, TABLE, data=asked)
    assert 'title="same"' not in html
    assert 'title="lr"' in html


# The second is also the name of a column that reads a tag.
@pytest.mark.parametrize("param", ["model", "branch"])
def test_rows_are_grouped_by_a_param_with_count_and_mean(ada, task, ada_client, param):
    for name, model, f1 in (("a", "tree", 0.5), ("b", "net", 0.8), ("c", "net", 0.9)):
        logged_run(ada, task=task, name=name, params={param: model}, metrics={"f1": [f1]})
    html = page(ada_client, TABLE, data={"group": f"params.{param}", "column": "metrics.f1", "order": "-metrics.f1"})
    assert names(html) == ["c", "b", "a"]
    assert html.count('class="runs__group"') == 2
    assert "ø .850" in html
    assert f"params.%60{param}%60" in html


@pytest.mark.parametrize("group", ["attributes.task", "attributes.person", "attributes.status", "attributes.branch"])
def test_rows_are_grouped_by_what_runs_are(three, ada_client, group):
    assert 'class="runs__group"' in page(ada_client, TABLE, data={"group": group})


def test_table_goes_on_at_the_next_page(ada, task, ada_client):
    for number in range(52):
        logged_run(ada, task=task, name=f"run-{number:03d}")
    first = page(ada_client, TABLE)
    assert "run-051" in first
    assert "run-001" not in first
    assert "1–50 of 52" in first
    assert "start=50" in first
    assert names(page(ada_client, f"{TABLE}?start=50")) == ["run-001", "run-000"]


def test_many_columns_come_page_by_page(ada, task, ada_client):
    logged_run(ada, task=task, params={f"p{number:03d}": "1" for number in range(90)})
    asked = {"column": [f"params.p{number:03d}" for number in range(90)]}
    html = page(ada_client, TABLE, data=asked)
    assert "Columns 1–40 of 90" in html
    assert 'title="p041"' not in html
    assert 'title="p041"' in page(ada_client, TABLE, data=asked | {"columns_from": "40"})


@pytest.mark.parametrize(
    "asked", ["", "?filter=metrics.m0+>+0", "?group=params.p0", "?group=params.p0&filter=metrics.m0+>+0", "/columns"]
)
def test_table_takes_as_many_queries_for_thirty_runs_as_for_three(
    ada, task, ada_client, django_assert_num_queries, asked
):
    _many(ada, task, 3)
    few = queries_of(lambda: page(ada_client, f"{TABLE}{asked}"))
    _many(ada, task, 27)
    with django_assert_num_queries(few):
        page(ada_client, f"{TABLE}{asked}")
    assert few <= 15


def test_names_with_markup_stay_text(ada, task, ada_client):
    for value in ("1", MARKUP):
        run = logged_run(
            ada, task=task, name=f"a{MARKUP}", metrics={f"m{MARKUP}": [1, 2]}, params={f"p{MARKUP}": value}
        )
        with_input(run, ada, name=MARKUP)
    column = ["attributes.dataset", f"params.p{MARKUP}", f"metrics.m{MARKUP}"]
    for asked in ({}, {"column": column}, {"group": f"params.p{MARKUP}"}, {"filter": MARKUP}):
        assert "<img" not in ada_client.get(TABLE, asked).content.decode()


def test_htmx_gets_the_table_alone(three, ada_client):
    html = page(ada_client, TABLE, headers={"HX-Request": "true"})
    assert html.lstrip().startswith('<div id="runs"')


def test_known_keys_are_offered_to_the_filter(three, ada_client):
    found = ada_client.get(f"{TABLE}/keys").json()["names"]
    assert "metrics.val/f1" in found
    assert "params.lr" in found
    assert ada_client.get(f"{TABLE}/keys?words=los").json()["names"] == ["metrics.loss"]


def test_csv_has_the_runs_and_columns_shown(ada, task, ada_client):
    logged_run(ada, task=task, name="=cmd()", params={"p": "-1"}, metrics={"f1": [0.123456789]})
    logged_run(ada, task=task, name="b", params={"p": "@x"})
    asked = {"column": ["attributes.task", "params.p", "metrics.f1"], "order": "-metrics.f1"}
    response = ada_client.get(f"{TABLE}.csv", asked)
    lines = response.getvalue().decode().splitlines()
    first, second = Run.objects.order_by("number")
    assert lines == [
        "run,name,task,p,f1 (last)",
        f"{first.number},'=cmd(),{task.key},-1,0.123456789",
        f"{second.number},b,{task.key},'@x,",
    ]
    assert response["Content-Disposition"] == 'attachment; filename="runs-KITE.csv"'


def test_csv_of_a_filter_that_cannot_be_read_is_refused(three, ada_client):
    assert ada_client.get(f"{TABLE}.csv", {"filter": "a = b"}).status_code == 422


@pytest.mark.parametrize("part", ["", ".csv", "/columns", "/keys"])
def test_outsider_cannot_tell_that_the_table_exists(three, cy_client, part):
    foreign, missing = cy_client.get(f"{TABLE}{part}"), cy_client.get(f"/projects/NOPE/runs{part}")
    assert foreign.status_code == missing.status_code == 404


def _many(ada, task, count):
    for number in range(count):
        metrics = {f"m{key}": [number, number + 1] for key in range(5)}
        logged_run(ada, task=task, metrics=metrics, params={f"p{key}": str(number) for key in range(5)})
