"""The register of rules, in the order in which they are asked: a rule comes after those it leaves the word to."""

from assay.signals.rules import deliverables, experiments, handoffs, imported, models, phases, projects, tasks
from assay.signals.rules.rule import Found, Rule

RULES: tuple[Rule, ...] = (
    *experiments.RULES,
    *handoffs.RULES,
    *tasks.RULES,
    *imported.RULES,
    *projects.RULES,
    *phases.RULES,
    *deliverables.RULES,
    *models.RULES,
)
BY_SLUG = {rule.slug: rule for rule in RULES}

__all__ = ["BY_SLUG", "RULES", "Found", "Rule"]
