"""What a project says of its metrics, where experiments are written and judged."""

from typing import Any

import pytest
from django.urls import reverse

from assay.experiments.queries.line_notes import explained, notes_on_metrics
from assay.projects.models import MetricDefinition, MetricFacts
from assay.projects.queries import definitions_of
from assay.pure.criteria import parse_criterion, parse_stop
from assay.pure.numbers import THIN
from assay.runs.tests.logged import page

F1 = MetricFacts(key="f1", title="Leavers found", role="primary", target=0.85, is_share=True)
LATENCY = MetricFacts(key="latency", direction="lower", unit="ms", role="guardrail", limit=200.0)
COST = MetricFacts(key="cost", direction="lower", unit="€", role="guardrail", limit=5.0)


@pytest.fixture
def defined(kite: Any, ada: Any) -> Any:
    for facts in (F1, LATENCY, COST):
        MetricDefinition.add(kite, facts, by=ada)
    return definitions_of(kite.pk)


def noted(text: str, defined: Any) -> list[str]:
    return notes_on_metrics(parse_criterion(text), defined)


def test_a_criterion_in_the_defined_direction_is_not_noted(defined: Any) -> None:
    assert noted("f1 >= 0.85 on test and latency < 200", defined) == []
    assert noted("f1 == 1", defined) == []


def test_a_criterion_against_the_defined_direction_is(defined: Any) -> None:
    (note,) = noted("latency > 100", defined)
    assert note == "Of latency lower is better, by the project's definition; this line asks for the other way."


def test_a_metric_that_nobody_defined_is_named_with_those_that_are(defined: Any) -> None:
    assert noted("acc > 0.5", defined) == ["The project does not define acc; it defines cost, f1, latency."]


def test_without_definitions_nothing_is_noted(kite: Any) -> None:
    assert noted("acc > 0.5", definitions_of(kite.pk)) == []


def test_a_stop_condition_may_be_about_anything(defined: Any) -> None:
    assert notes_on_metrics(parse_stop("gpu > 0.9 -> smaller batches"), defined) == []


def test_a_line_is_explained(defined: Any) -> None:
    found = explained(parse_criterion("f1 >= 0.85"), defined)
    assert found == [f"Leavers found (f1), higher is better, target 85{THIN}%"]


def test_the_editor_reads_explains_and_warns(defined: Any, task: Any, ada_client: Any) -> None:
    address = reverse("experiments:reading", args=[task.key, "criteria"])
    shown = ada_client.post(address, {"criteria": "f1 <= 0.85\nacc > 0.5"}).content.decode()
    assert "Leavers found (f1), higher is better" in shown
    assert "this line asks for the other way" in shown
    assert "does not define acc" in shown


def test_defined_metrics_are_offered_first_with_what_they_are(defined: Any, kite: Any, ada_client: Any) -> None:
    answer = ada_client.get(reverse("experiments:names", args=[kite.key])).json()
    assert answer["names"][:3] == ["cost", "f1", "latency"]
    assert answer["told"]["latency"] == f"latency, lower is better, in ms, guardrail, at most 200{THIN}ms"


def test_results_go_by_the_definition(defined: Any, task: Any, started: Any, train: Any, ada_client: Any) -> None:
    started(criteria="f1 >= 0.85\nlatency >= 1")
    for f1, latency in ((0.81753, 150.0), (0.7, 90.0)):
        train().log(f1=f1, latency=latency).end()
    html = page(ada_client, f"/tasks/{task.key}")
    table = html.split('aria-label="Results"')[1].split("</table>")[0]
    assert f'class="r best">81.8{THIN}%' in table
    assert 'class="r best">90' in table
    assert "latency<small>, ms</small>" in table


@pytest.mark.parametrize(("latency", "state"), [(150.0, "Holds"), (250.0, "Crossed")])
def test_guardrails_stand_beside_the_primary_metric(
    defined: Any, task: Any, started: Any, train: Any, ada_client: Any, latency: float, state: str
) -> None:
    started()
    train().log(f1=0.7, latency=1.0, cost=1.0).end()
    best = train().log(f1=0.9, latency=latency).end().run
    train().log(f1=0.99, latency=1.0).end("FAILED")
    html = page(ada_client, f"/tasks/{task.key}")
    rails = html.split("Guardrails")[1].split("</section>")[0]
    assert f"Run {best.number}" in rails
    assert f"90{THIN}%" in rails
    assert state in rails
    assert "it did not log this metric" in rails


def test_without_guardrails_there_is_no_word_of_them(task: Any, started: Any, train: Any, ada_client: Any) -> None:
    started()
    train().log(f1=0.7).end()
    assert "Guardrails" not in page(ada_client, f"/tasks/{task.key}")
