"""What pages, operations and other domains read of plans."""

from assay.projects.planning.comparing import Comparison, compared
from assay.projects.planning.reading import PlanRead, PlanRow, plan_read, proposal_read
from assay.projects.planning.weeks import WeekRange, planned_weeks

__all__ = [
    "Comparison",
    "PlanRead",
    "PlanRow",
    "WeekRange",
    "compared",
    "plan_read",
    "planned_weeks",
    "proposal_read",
]
