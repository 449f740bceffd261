from assay.projects.keys import BadKey, KeyTaken
from assay.projects.models.column import Column, ColumnState
from assay.projects.models.label import Label, LabelTaken
from assay.projects.models.members import CannotLead, NotInWorkspace, ProjectMember
from assay.projects.models.phase import Phase
from assay.projects.models.project import Project

__all__ = [
    "BadKey",
    "CannotLead",
    "Column",
    "ColumnState",
    "KeyTaken",
    "Label",
    "LabelTaken",
    "NotInWorkspace",
    "Phase",
    "Project",
    "ProjectMember",
]
