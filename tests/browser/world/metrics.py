"""Metrics of a project: a primary one with tries, a guardrail, a long one, a retired one."""

from tests.browser.world.places import LONG_TITLE, LONG_WORD, World

from assay.accounts.models import Person
from assay.projects.models import MetricDefinition, MetricFacts, Project


def add_metrics(world: World, kite: Project, ada: Person) -> None:
    """Define them; the runs of the experiments are the tries."""
    primary = MetricFacts(
        key="f1",
        split="test",
        title="Leavers found in 200 calls",
        role="primary",
        is_share=True,
        target=0.9,
        baseline=0.781,
        formula="$$F_1 = 2 \\cdot \\frac{precision \\cdot recall}{precision + recall}$$",
        notes="Counted on customers of **this** month.",
    )
    latency = MetricFacts(key="p95_latency", direction="lower", unit="ms", role="guardrail", limit=200.0, target=150.0)
    long = MetricFacts(key=LONG_WORD, title=LONG_TITLE[:120], unit="calls per care agent")
    for facts in (primary, latency, long):
        MetricDefinition.add(kite, facts, by=ada)
    MetricDefinition.add(kite, MetricFacts(key="accuracy", notes="Says nothing of leavers."), by=ada).retire(by=ada)
