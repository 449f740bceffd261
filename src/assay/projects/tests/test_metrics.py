"""Metric definitions: what a project measures, and what it means by it."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from assay.activity.models import Event
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import LimitNeeded, MetricDefinition, MetricFacts, MetricTaken
from assay.projects.queries import definitions_of, definitions_of_projects

F1 = MetricFacts(key="f1", split="test", title="Leavers found in 200 calls", role="primary", target=0.85)
LATENCY = MetricFacts(key="p95_latency", direction="lower", unit="ms", role="guardrail", limit=200)


def last(project: Any) -> Event:
    return Event.objects.of_project(project.pk).order_by("-id")[0]


def test_a_metric_is_defined_and_the_history_says_so(kite: Any, ada: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    assert str(made) == "f1 on test"
    assert last(kite).happening.wording() == "defined f1 on test as the primary metric"


def test_an_edit_keeps_before_and_after(kite: Any, ada: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    made.edit(replace(F1, target=0.9), version=1, by=ada)
    assert last(kite).data["changes"] == {"target": [0.85, 0.9]}


def test_the_same_facts_are_no_edit(kite: Any, ada: Any) -> None:
    MetricDefinition.add(kite, F1, by=ada).edit(F1, version=1, by=ada)
    assert last(kite).kind == "metric.added"


def test_an_edit_of_what_somebody_else_changed_is_refused(kite: Any, ada: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    made.edit(replace(F1, notes="theirs"), version=1, by=ada)
    with pytest.raises(EditedMeanwhile):
        made.edit(replace(F1, notes="mine"), version=1, by=ada)


def test_a_new_primary_metric_makes_the_earlier_an_ordinary_one(kite: Any, ada: Any) -> None:
    MetricDefinition.add(kite, F1, by=ada)
    MetricDefinition.add(kite, replace(F1, key="auc"), by=ada)
    assert {str(one): one.role for one in kite.metrics.all()} == {"f1 on test": "other", "auc on test": "primary"}
    assert Event.objects.get(kind="metric.edited").data["changes"] == {"role": ["primary", "other"]}


def test_the_database_keeps_one_primary_metric(kite: Any, ada: Any) -> None:
    MetricDefinition.add(kite, F1, by=ada)
    other = MetricDefinition.add(kite, LATENCY, by=ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        MetricDefinition.objects.filter(pk=other.pk).update(role="primary")


def test_a_metric_is_defined_once(kite: Any, ada: Any) -> None:
    MetricDefinition.add(kite, F1, by=ada)
    with pytest.raises(MetricTaken):
        MetricDefinition.add(kite, F1, by=ada)


@pytest.mark.parametrize(("key", "split"), [("F1", "test"), ("f1_score", "Test")])
def test_another_name_of_a_metric_does_not_define_it_twice(kite: Any, ada: Any, key: str, split: str) -> None:
    MetricDefinition.add(kite, F1, by=ada)
    with pytest.raises(MetricTaken, match="“f1 on test” is defined already"):
        MetricDefinition.add(kite, replace(F1, key=key, split=split), by=ada)
    MetricDefinition.add(kite, replace(F1, key=key, split=""), by=ada)


def test_a_guardrail_needs_its_limit(kite: Any, ada: Any) -> None:
    with pytest.raises(LimitNeeded):
        MetricDefinition.add(kite, replace(LATENCY, limit=None), by=ada)


def test_the_limit_goes_with_the_guardrail(kite: Any, ada: Any) -> None:
    made = MetricDefinition.add(kite, LATENCY, by=ada)
    made.edit(replace(LATENCY, role="other"), version=1, by=ada)
    assert made.limit is None


def test_a_retired_metric_leaves_its_name_and_comes_back_as_an_ordinary_one(kite: Any, ada: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    made.retire(by=ada)
    made.retire(by=ada)
    MetricDefinition.add(kite, replace(F1, split="val"), by=ada)
    made.bring_back(by=ada)
    assert made.role == "other"
    assert Event.objects.filter(kind="metric.retired").count() == 1
    assert last(kite).happening.wording() == "brought the metric f1 on test back"


def test_one_that_was_defined_anew_does_not_come_back(kite: Any, ada: Any) -> None:
    made = MetricDefinition.add(kite, F1, by=ada)
    made.retire(by=ada)
    MetricDefinition.add(kite, F1, by=ada)
    with pytest.raises(MetricTaken):
        made.bring_back(by=ada)


def test_an_outsider_of_the_workspace_sees_no_definition(kite: Any, ada: Any, cy: Any) -> None:
    MetricDefinition.add(kite, F1, by=ada)
    assert not MetricDefinition.objects.visible_to(cy).exists()


def test_a_page_reads_the_definitions_of_all_its_projects_at_once(
    kite: Any, ada: Any, django_assert_num_queries: Any
) -> None:
    MetricDefinition.add(kite, F1, by=ada)
    with django_assert_num_queries(1):
        found = definitions_of_projects([kite.pk, 0])
    primary = found[kite.pk].primary
    assert primary is not None
    assert primary.plain == "Leavers found in 200 calls"
    assert not found[0]


def test_a_retired_metric_is_no_definition(kite: Any, ada: Any) -> None:
    MetricDefinition.add(kite, F1, by=ada).retire(by=ada)
    assert not definitions_of(kite.pk)
