"""What a project says of its metrics goes before what their names suggest, wherever runs are shown."""

from typing import Any

import pytest

from assay.documents.quotes import Look
from assay.documents.quotes.showing import shown
from assay.kit.clock import now
from assay.projects.models import MetricDefinition, MetricFacts
from assay.pure.numbers import THIN
from assay.runs.tests.logged import experiment, logged_run, page

CHURN = MetricFacts(key="loss", split="test", title="Money kept", direction="higher", is_share=True, role="primary")
LATENCY = MetricFacts(key="score", direction="lower", unit="ms")


@pytest.fixture
def runs(kite: Any, ada: Any) -> Any:
    for facts in (CHURN, LATENCY):
        MetricDefinition.add(kite, facts, by=ada)
    task = experiment(kite, ada)
    return [
        logged_run(ada, task=task, name=name, metrics={"test_loss": [loss], "score": [score], "acc": [0.5]})
        for name, loss, score in (("one", 0.81753, 120.0), ("two", 0.7, 90.0))
    ]


def test_the_table_marks_the_best_as_defined(runs: Any, ada_client: Any) -> None:
    html = page(ada_client, "/projects/KITE/runs")
    best = [cell.split("</td>")[0] for cell in html.split('title="The best of these runs">')[1:]]
    assert {f"81.8{THIN}%", "90"} <= set(best)
    assert f"70{THIN}%" not in best


def test_the_heading_says_unit_and_plain_words(runs: Any, ada_client: Any) -> None:
    html = page(ada_client, "/projects/KITE/runs")
    assert 'title="Money kept (loss on test), higher is better"' in html
    assert "score, ms" in html


def test_ordering_begins_with_the_better_way(runs: Any, ada_client: Any) -> None:
    html = page(ada_client, "/projects/KITE/runs")
    assert "order=-metrics.test_loss" in html
    assert "order=metrics.score" in html


def test_defined_metrics_stand_first(runs: Any, ada_client: Any) -> None:
    html = page(ada_client, "/projects/KITE/runs")
    assert html.index("metrics.test_loss") < html.index("metrics.score") < html.index("metrics.acc")


def test_the_page_of_a_run_shows_the_best_as_defined(kite: Any, ada: Any, runs: Any, ada_client: Any) -> None:
    run = logged_run(ada, task=runs[0].task, metrics={"test_loss": [0.9, 0.4]})
    html = page(ada_client, f"/runs/{run.uid}")
    row = html.split("test_loss")[1].split("</tr>")[0]
    assert "higher is better" in row
    assert f'data-label="Best">90.0{THIN}%' in row


def test_a_comparison_leads_as_defined(runs: Any, ada: Any, ada_client: Any) -> None:
    more = [logged_run(ada, task=runs[0].task, metrics={"test_loss": [0.2, last]}) for last in (0.9, 0.5)]
    html = page(ada_client, f"/runs/comparison?runs={','.join(str(one.number) for one in more)}")
    assert f"run {more[0].number} leads with 90{THIN}%, 40{THIN}pp before the next" in html


def test_the_file_keeps_the_numbers_as_logged(runs: Any, ada_client: Any) -> None:
    answer = ada_client.get("/projects/KITE/runs.csv")
    assert "0.81753" in b"".join(answer.streaming_content).decode()


def test_quotes_of_runs_and_charts_go_by_the_definitions(kite: Any, ada: Any) -> None:
    for facts in (CHURN, LATENCY):
        MetricDefinition.add(kite, facts, by=ada)
    task = experiment(kite, ada)
    logged_run(ada, task=task, metrics={"acc": [0.5], "test_loss": [0.5, 0.8], "score": [9.0, 120.0]})
    logged_run(ada, task=task, metrics={"test_loss": [0.6, 0.7], "score": [8.0, 90.0]})
    look = Look(kite, ada, now())
    chart = str(shown(f"{{{{chart {task.key} test_loss}}}}", look).html)
    assert f"Run 1 ends with test_loss 80{THIN}%" in chart
    assert "Money kept (loss on test), higher is better" in chart
    assert f"Run 2 ends with score 90{THIN}ms" in str(shown(f"{{{{chart {task.key} score}}}}", look).html)
    run = str(shown("{{run 1}}", look).html)
    assert f"120{THIN}ms" in run
    assert run.index("test_loss") < run.index("acc")
