"""Metric definitions of a project."""

from assay.accounts.models import Person
from assay.projects.models import MetricDefinition, MetricFacts, Project

PARAMETERS = {
    "projects/<str:key>/metrics/": {"pk": "metric_pk"},
    "api/v1/projects/<key>/metrics/": {"number": "metric_pk"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    facts = MetricFacts(key="f1", split="test", title="Leavers found", role="primary", target=0.85, notes="Why")
    return {"metric_pk": MetricDefinition.add(project, facts, by=people["owner"]).pk}
