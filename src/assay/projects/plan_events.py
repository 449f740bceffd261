"""What can happen to the plan of a project."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class PlanBegun(Happening):
    """`reason` says why the project is planned anew; the first plan needs none."""

    kind: ClassVar[str] = "plan.begun"
    icon: ClassVar[str] = "edit"
    number: int
    reason: str = ""

    def wording(self) -> str:
        return _("began version %(number)s of the plan") % {"number": self.number}

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class PlanEdited(Happening):
    """`changed` names what is different: `starts_on`, `lines`, `methodology`, `data`, `risks`, `out_of_scope`."""

    kind: ClassVar[str] = "plan.edited"
    icon: ClassVar[str] = "edit"
    number: int
    changed: list[str] = field(default_factory=list)

    def wording(self) -> str:
        return _("edited the draft of the plan")


@happens
@dataclass(frozen=True)
class PlanAgreedOn(Happening):
    kind: ClassVar[str] = "plan.agreed"
    notifies: ClassVar[str] = Reason.SETTLED.value
    icon: ClassVar[str] = "check"
    number: int
    reason: str = ""

    def wording(self) -> str:
        return _("agreed version %(number)s of the plan") % {"number": self.number}

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class PlanDiscarded(Happening):
    kind: ClassVar[str] = "plan.discarded"
    icon: ClassVar[str] = "cross"
    number: int

    def wording(self) -> str:
        return _("threw the draft of version %(number)s of the plan away") % {"number": self.number}


@happens
@dataclass(frozen=True)
class PlanRestored(Happening):
    kind: ClassVar[str] = "plan.restored"
    icon: ClassVar[str] = "undo"
    number: int

    def wording(self) -> str:
        return _("brought the draft of version %(number)s of the plan back") % {"number": self.number}
