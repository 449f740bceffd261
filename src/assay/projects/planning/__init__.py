"""What pages, operations and other domains read of plans."""

from assay.projects.planning.comparing import Comparison, compared
from assay.projects.planning.reading import PlanRead, PlanRow, done_between, plan_read, plans_read, proposal_read
from assay.projects.planning.weeks import AgreedWeeks, WeekRange, agreed_weeks

__all__ = [
    "AgreedWeeks",
    "Comparison",
    "PlanRead",
    "PlanRow",
    "WeekRange",
    "agreed_weeks",
    "compared",
    "done_between",
    "plan_read",
    "plans_read",
    "proposal_read",
]
