"""What the pages of projects read."""

from assay.projects.queries.metrics import definitions_of, definitions_of_projects, definitions_told, told_metrics
from assay.projects.queries.overview import Below, Overview, ProjectRow, below_of, overview_of, project_rows
from assay.projects.queries.strip import PhaseStep, Strip, phase_steps, strip_of
from assay.projects.queries.workflow import ColumnLine, LabelLine, PhaseLine, WorkflowPage, workflow_page

__all__ = [
    "Below",
    "ColumnLine",
    "LabelLine",
    "Overview",
    "PhaseLine",
    "PhaseStep",
    "ProjectRow",
    "Strip",
    "WorkflowPage",
    "below_of",
    "definitions_of",
    "definitions_of_projects",
    "definitions_told",
    "overview_of",
    "phase_steps",
    "project_rows",
    "strip_of",
    "told_metrics",
    "workflow_page",
]
