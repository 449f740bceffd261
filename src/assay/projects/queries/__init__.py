"""What the pages of projects read."""

from assay.projects.queries.metrics import definitions_of, definitions_of_projects, definitions_told, told_metrics
from assay.projects.queries.overview import Below, Overview, all_needs_of, below_of, overview_of
from assay.projects.queries.strip import PhaseStep, Strip, WeeksSpent, phase_steps, strip_of, weeks_spent
from assay.projects.queries.workflow import ColumnLine, LabelLine, PhaseLine, WorkflowPage, workflow_page

__all__ = [
    "Below",
    "ColumnLine",
    "LabelLine",
    "Overview",
    "PhaseLine",
    "PhaseStep",
    "Strip",
    "WeeksSpent",
    "WorkflowPage",
    "all_needs_of",
    "below_of",
    "definitions_of",
    "definitions_of_projects",
    "definitions_told",
    "overview_of",
    "phase_steps",
    "strip_of",
    "told_metrics",
    "weeks_spent",
    "workflow_page",
]
