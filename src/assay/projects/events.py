"""What can happen to a project."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class ProjectCreated(Happening):
    kind: ClassVar[str] = "project.created"
    icon: ClassVar[str] = "plus"
    name: str
    workflow: str

    def wording(self) -> str:
        return _("created the project with the workflow %(workflow)s") % {"workflow": self.workflow}


@happens
@dataclass(frozen=True)
class ProjectEdited(Happening):
    kind: ClassVar[str] = "project.edited"
    icon: ClassVar[str] = "edit"
    name: str
    goal: str

    def wording(self) -> str:
        return _("edited the project")

    def quote(self) -> str:
        return self.goal


@happens
@dataclass(frozen=True)
class ProjectMemberAdded(Happening):
    kind: ClassVar[str] = "project.member-added"
    icon: ClassVar[str] = "people"
    name: str

    def wording(self) -> str:
        return _("added %(name)s to the project") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ProjectMemberRemoved(Happening):
    kind: ClassVar[str] = "project.member-removed"
    icon: ClassVar[str] = "people"
    name: str

    def wording(self) -> str:
        return _("took %(name)s off the project") % {"name": self.name}


@happens
@dataclass(frozen=True)
class LabelAdded(Happening):
    kind: ClassVar[str] = "label.added"
    icon: ClassVar[str] = "plus"
    name: str

    def wording(self) -> str:
        return _("added the label %(name)s") % {"name": self.name}
