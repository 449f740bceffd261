"""Several runs side by side."""

import math

import pytest

from assay.runs import sealing
from assay.runs.tests.logged import MARKUP, experiment, logged_run, page, queries_of

COMPARISON = "/runs/comparison"


@pytest.fixture
def task(ada, kite):
    return experiment(kite, ada)


def log(ada, task, count, **more):
    return [
        logged_run(
            ada,
            task=task,
            name=f"r{number}",
            params={"lr": f"0.{number + 1}", "seed": "7", "model": "net" if number % 2 else "tree"},
            metrics={"val/f1": [0.1, 0.5 + number / 100], "loss": [3.0, 1.0 + number]} | more,
        )
        for number in range(count)
    ]


def compared(client, runs, **asked):
    return page(client, COMPARISON, data={"runs": ",".join(str(run.number) for run in runs), **asked})


def test_what_differs_stands_before_what_is_the_same(ada, task, ada_client):
    html = compared(ada_client, log(ada, task, 2))
    assert html.index("Parameters that differ") < html.index('title="lr"')
    assert html.index('title="lr"') < html.index("1 parameter is the same in all") < html.index(">seed<")


def test_best_of_each_metric_is_marked_and_the_chart_says_who_leads(ada, task, ada_client):
    first, second = log(ada, task, 2)
    html = compared(ada_client, [first, second])
    assert html.count("The best of these runs") == 2
    assert f"val/f1: run {second.number} leads with .510, .010 before the next" in html
    assert f"loss: run {first.number} leads with 1, 1 before the next" in html


def test_who_leads_may_have_logged_a_single_value(ada, task, ada_client):
    first, second = log(ada, task, 2)
    alone = logged_run(ada, task=task, metrics={"val/f1": [0.9]})
    html = compared(ada_client, [first, second, alone])
    assert f"val/f1: run {alone.number} leads with .900, .390 before the next" in html
    assert "1 logged a single value: no curve" in html


def test_measured_values_stand_behind_the_smoothed_line(ada, task, ada_client):
    runs = log(ada, task, 2)
    assert "ln--raw" in compared(ada_client, runs)
    assert "ln--raw" not in compared(ada_client, runs, smooth="0")


@pytest.mark.parametrize("over", ["", "relative", "wall"])
@pytest.mark.parametrize("log_scale", ["", "on"])
def test_curves_are_drawn_over_each_axis_and_scale(ada, task, ada_client, over, log_scale):
    runs = log(ada, task, 2, odd=[-1.0, 0.0, math.nan, math.inf, 5.0])
    html = compared(ada_client, runs, over=over, log=log_scale, metric=["odd", "loss"])
    assert html.count('viewBox="0 0 1080 236"') == 2
    assert ("Seconds" in html) == bool(over)


def test_any_two_columns_are_set_against_each_other(ada, task, ada_client):
    html = compared(ada_client, log(ada, task, 3), across="params.model", up="metrics.loss")
    assert "loss against model" in html
    assert html.count('class="pt hue-') == 3


def test_parallel_coordinates_come_with_five_runs(ada, task, ada_client):
    runs = log(ada, task, 5)
    assert "Which settings and other metrics go with which val/f1" in compared(ada_client, runs)
    assert "go with which" not in compared(ada_client, runs[:4])


def test_a_line_goes_on_past_a_value_that_is_missing(ada, task, ada_client):
    runs = log(ada, task, 4)
    runs.append(
        logged_run(ada, task=task, name="bare", params={"lr": "0.9", "model": "net"}, metrics={"val/f1": [0.4]})
    )
    html = compared(ada_client, runs)
    assert html.count("is-skipped") == 1
    assert "4 runs, 1 logged a single value: no curve" in html


def test_a_hundred_runs_are_compared_and_no_more(ada, task, ada_client):
    numbers = ",".join(str(number) for number in range(1, 102))
    response = ada_client.get(COMPARISON, {"runs": numbers})
    assert response.status_code == 422
    assert b"Up to 100 runs" in response.content


def test_ten_runs_take_as_many_queries_as_two(ada, task, ada_client, django_assert_num_queries):
    runs = log(ada, task, 10)
    few = queries_of(lambda: compared(ada_client, runs[:2]))
    with django_assert_num_queries(few):
        compared(ada_client, runs)
    assert few <= 15


def test_sealed_runs_take_no_query_each(ada, task, ada_client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(sealing, "SHORT", 1)
    runs = log(ada, task, 10, long=list(range(300)))
    for run in runs:
        while sealing.seal_slice(run.pk, set()):
            pass
    few = queries_of(lambda: compared(ada_client, runs[:2]))
    with django_assert_num_queries(few):
        compared(ada_client, runs)
    assert few <= 15


def test_runs_without_anything_are_compared_too(ada, task, ada_client):
    runs = [logged_run(ada, task=task), logged_run(ada)]
    assert "2 runs compared" in compared(ada_client, runs)


@pytest.mark.parametrize(
    "query",
    ["", "runs=", "runs=,", "runs=a", "runs=1;2", "runs=1&smooth=2", "runs=1&over=x", "runs=1&up=attributes.id"],
)
def test_what_makes_no_sense_is_refused_in_words(ada, task, ada_client, query):
    run = logged_run(ada, task=task)
    assert ada_client.get(f"{COMPARISON}?{query.replace('runs=1', f'runs={run.number}')}").status_code in {404, 422}


def test_names_with_markup_stay_text(ada, task, ada_client):
    runs = [
        logged_run(
            ada, task=task, name=MARKUP, params={f"p{MARKUP}": f"{at}{MARKUP}"}, metrics={f"m{MARKUP}": [at, at + 1]}
        )
        for at in range(5)
    ]
    assert "<img" not in compared(ada_client, runs, across=f"params.p{MARKUP}", metric=f"m{MARKUP}")


def test_outsider_cannot_tell_that_a_run_exists(ada, task, ada_client, cy_client, gil_client):
    run = logged_run(ada, task=task)
    for client in (cy_client, gil_client):
        foreign = client.get(f"{COMPARISON}?runs={run.number}")
        missing = client.get(f"{COMPARISON}?runs=990099")
        assert foreign.status_code == missing.status_code == 404
