"""What can happen to the columns and labels of a project, and to templates made of its workflow."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.projects.edit_words import edited


@happens
@dataclass(frozen=True)
class LabelAdded(Happening):
    kind: ClassVar[str] = "label.added"
    icon: ClassVar[str] = "plus"
    name: str

    def wording(self) -> str:
        return _("added the label %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class LabelEdited(Happening):
    kind: ClassVar[str] = "label.edited"
    icon: ClassVar[str] = "edit"
    name: str
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        return edited(self.name, self.changes, _("the label"))


@happens
@dataclass(frozen=True)
class LabelRemoved(Happening):
    kind: ClassVar[str] = "label.removed"
    icon: ClassVar[str] = "cross"
    name: str

    def wording(self) -> str:
        return _("removed the label %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ColumnAdded(Happening):
    kind: ClassVar[str] = "column.added"
    icon: ClassVar[str] = "plus"
    name: str
    state: str

    def wording(self) -> str:
        return _("added the column %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ColumnEdited(Happening):
    """`changes` holds before and after of each fact that changed; a new state is also a move of each of its tasks."""

    kind: ClassVar[str] = "column.edited"
    icon: ClassVar[str] = "edit"
    name: str
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        return edited(self.name, self.changes, _("the column"))


@happens
@dataclass(frozen=True)
class ColumnRetired(Happening):
    """`to` names the column that got its tasks; empty when there were none."""

    kind: ClassVar[str] = "column.retired"
    icon: ClassVar[str] = "stale"
    name: str
    to: str

    def wording(self) -> str:
        if self.to:
            return _("took the column %(name)s off the board; its tasks went to %(to)s") % {
                "name": self.name,
                "to": self.to,
            }
        return _("took the column %(name)s off the board") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ColumnRestored(Happening):
    kind: ClassVar[str] = "column.restored"
    icon: ClassVar[str] = "undo"
    name: str

    def wording(self) -> str:
        return _("brought the column %(name)s back") % {"name": self.name}


@happens
@dataclass(frozen=True)
class WorkflowSaved(Happening):
    kind: ClassVar[str] = "workflow.saved"
    icon: ClassVar[str] = "plus"
    name: str

    def wording(self) -> str:
        return _("saved this way of working as the template %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class WorkflowEdited(Happening):
    kind: ClassVar[str] = "workflow.edited"
    icon: ClassVar[str] = "edit"
    before: str
    name: str

    def wording(self) -> str:
        if self.before == self.name:
            return _("edited the template %(name)s") % {"name": self.name}
        return _("renamed the template %(before)s to %(name)s") % {"before": self.before, "name": self.name}


@happens
@dataclass(frozen=True)
class WorkflowRemoved(Happening):
    kind: ClassVar[str] = "workflow.removed"
    icon: ClassVar[str] = "cross"
    name: str

    def wording(self) -> str:
        return _("deleted the template %(name)s") % {"name": self.name}
