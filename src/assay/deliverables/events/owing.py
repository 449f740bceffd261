"""What can happen to what a phase owes, and to what is attached to it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class DeliverableAdded(Happening):
    kind: ClassVar[str] = "deliverable.added"
    icon: ClassVar[str] = "plus"
    title: str
    phase: str

    def wording(self) -> str:
        return _("added this to what %(phase)s hands over") % {"phase": self.phase}


@happens
@dataclass(frozen=True)
class DeliverableEdited(Happening):
    """`changes`: before and after of each fact that changed, by its name. `responsible_id` is who got it just now."""

    kind: ClassVar[str] = "deliverable.edited"
    icon: ClassVar[str] = "edit"
    title: str
    changes: dict[str, list[Any]] = field(default_factory=dict)
    responsible_id: int | None = None

    def addressed(self) -> dict[int, str]:
        return {self.responsible_id: Reason.ASSIGNED.value} if self.responsible_id else {}

    def wording(self) -> str:
        if "responsible" in self.changes:
            after = self.changes["responsible"][1]
            return _("made %(name)s responsible") % {"name": after} if after else _("made nobody responsible")
        return _("changed the facts")


@happens
@dataclass(frozen=True)
class DeliverableMoved(Happening):
    kind: ClassVar[str] = "deliverable.moved"
    icon: ClassVar[str] = "handoff"
    changes_words: ClassVar[bool] = False
    phase: str
    before: str

    def wording(self) -> str:
        return _("moved this from %(before)s to %(phase)s") % {"before": self.before, "phase": self.phase}


@happens
@dataclass(frozen=True)
class DeliverableWaived(Happening):
    kind: ClassVar[str] = "deliverable.waived"
    icon: ClassVar[str] = "cross"
    reason: str

    def wording(self) -> str:
        return _("marked this as not needed")

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class DeliverableWanted(Happening):
    kind: ClassVar[str] = "deliverable.wanted"
    icon: ClassVar[str] = "undo"

    def wording(self) -> str:
        return _("wants this after all")


@happens
@dataclass(frozen=True)
class DeliverableAttached(Happening):
    """`what` is the kind of what was attached, `thing` its id where it is a thing of the workspace."""

    kind: ClassVar[str] = "deliverable.attached"
    icon: ClassVar[str] = "link"
    title: str
    what: str
    thing: str = ""

    def wording(self) -> str:
        return _("attached %(title)s") % {"title": self.title}


@happens
@dataclass(frozen=True)
class DeliverableDetached(Happening):
    kind: ClassVar[str] = "deliverable.detached"
    icon: ClassVar[str] = "cross"
    title: str
    what: str

    def wording(self) -> str:
        return _("took %(title)s off") % {"title": self.title}


@happens
@dataclass(frozen=True)
class DeliverableChanged(Happening):
    """Something attached was changed, by whoever wrote it. `was_signed` when somebody had signed it as it was."""

    kind: ClassVar[str] = "deliverable.changed"
    icon: ClassVar[str] = "edit"
    changes_words: ClassVar[bool] = False
    title: str
    was_signed: bool = False

    def wording(self) -> str:
        if self.was_signed:
            return _("changed %(title)s after it was signed") % {"title": self.title}
        return _("changed %(title)s") % {"title": self.title}
