from assay.projects.models.column import Column, ColumnState
from assay.projects.models.label import Label
from assay.projects.models.phase import Phase
from assay.projects.models.project import BadKey, KeyTaken, Project, ProjectMember

__all__ = ["BadKey", "Column", "ColumnState", "KeyTaken", "Label", "Phase", "Project", "ProjectMember"]
