"""What can happen to the templates of a workspace; they stand in its history."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class TemplateAdded(Happening):
    kind: ClassVar[str] = "template.added"
    icon: ClassVar[str] = "plus"
    name: str
    task_kind: str

    def wording(self) -> str:
        return _("wrote the template %(name)s for tasks") % {"name": self.name}


@happens
@dataclass(frozen=True)
class TemplateEdited(Happening):
    kind: ClassVar[str] = "template.edited"
    icon: ClassVar[str] = "edit"
    before: str
    name: str
    task_kind: str

    def wording(self) -> str:
        if self.before == self.name:
            return _("edited the template %(name)s") % {"name": self.name}
        return _("renamed the template %(before)s to %(name)s") % {"before": self.before, "name": self.name}


@happens
@dataclass(frozen=True)
class TemplateRemoved(Happening):
    kind: ClassVar[str] = "template.removed"
    icon: ClassVar[str] = "cross"
    name: str
    task_kind: str

    def wording(self) -> str:
        return _("deleted the template %(name)s") % {"name": self.name}
