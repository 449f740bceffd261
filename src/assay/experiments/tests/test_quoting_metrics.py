"""Documents quote the metrics that a project defines."""

import pytest

from assay.documents.quotes import Look
from assay.documents.quotes.showing import shown
from assay.experiments.models import Experiment
from assay.kit.clock import now
from assay.projects.models import MetricDefinition, MetricFacts
from assay.runs.tests.logged import experiment, logged_run

pytestmark = pytest.mark.django_db


def html(text, kite, reader):
    return str(shown(text, Look(kite, reader, now())).html)


def test_a_metric_shows_the_best_so_far_against_its_target(kite, ada):
    assert "has not defined its metrics yet" in html("{{metric}}", kite, ada)
    MetricDefinition.add(kite, MetricFacts(key="f1", direction="higher", role="primary", target=0.9), by=ada)
    MetricDefinition.add(kite, MetricFacts(key="latency", direction="lower"), by=ada)
    task = experiment(kite, ada)
    for value in (0.7, 0.8, 0.6):
        logged_run(ada, task=task, metrics={"f1": [value], "latency": [value * 100]})
    for text in ("{{metric}}", "{{metric f1}}"):
        page = html(text, kite, ada)
        assert ".80" in page
        assert ".90" in page
        assert "<svg" in page
    assert "60" in html("{{metric latency}}", kite, None)
    assert "The project defines no such metric. It has: f1, latency." in html("{{metric wer}}", kite, ada)


def test_quoted_results_say_the_unit_of_a_metric(kite, ada):
    MetricDefinition.add(kite, MetricFacts(key="latency", direction="lower", unit="ms", role="primary"), by=ada)
    task = experiment(kite, ada)
    logged_run(ada, task=task, metrics={"latency": [120.0]})
    Experiment.of(task)
    page = html(f"{{{{results {task.key}}}}}", kite, ada)
    assert "latency<small>, ms</small>" in page
    assert ">120<" in page
