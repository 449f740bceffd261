from assay.projects.models.plan.agreeing import NothingPlanned
from assay.projects.models.plan.facts import BadPlan, PlanFacts, PlanLine
from assay.projects.models.plan.model import DraftThere, PlanAgreed, PlannedPhase, PlanReasonNeeded, PlanVersion

__all__ = [
    "BadPlan",
    "DraftThere",
    "NothingPlanned",
    "PlanAgreed",
    "PlanFacts",
    "PlanLine",
    "PlanReasonNeeded",
    "PlanVersion",
    "PlannedPhase",
]
