"""What can happen to the stakeholders of a project."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.projects.edit_words import edited


@happens
@dataclass(frozen=True)
class StakeholderAdded(Happening):
    kind: ClassVar[str] = "stakeholder.added"
    icon: ClassVar[str] = "people"
    name: str

    def wording(self) -> str:
        return _("named %(name)s as a stakeholder") % {"name": self.name}


@happens
@dataclass(frozen=True)
class StakeholderEdited(Happening):
    kind: ClassVar[str] = "stakeholder.edited"
    icon: ClassVar[str] = "edit"
    name: str
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        return edited(self.name, self.changes, _("the stakeholder"))


@happens
@dataclass(frozen=True)
class StakeholderRemoved(Happening):
    kind: ClassVar[str] = "stakeholder.removed"
    icon: ClassVar[str] = "cross"
    name: str

    def wording(self) -> str:
        return _("took %(name)s off the stakeholders") % {"name": self.name}


@happens
@dataclass(frozen=True)
class StakeholderRestored(Happening):
    kind: ClassVar[str] = "stakeholder.restored"
    icon: ClassVar[str] = "undo"
    name: str

    def wording(self) -> str:
        return _("named %(name)s as a stakeholder again") % {"name": self.name}
