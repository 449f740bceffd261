"""What can happen to a phase of a project, and to its end."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason
from assay.projects.edit_words import edited


@happens
@dataclass(frozen=True)
class PhaseAdded(Happening):
    kind: ClassVar[str] = "phase.added"
    icon: ClassVar[str] = "plus"
    name: str

    def wording(self) -> str:
        return _("added the phase %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class PhaseEdited(Happening):
    """`changes` holds before and after of each fact that changed."""

    kind: ClassVar[str] = "phase.edited"
    icon: ClassVar[str] = "edit"
    name: str
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        return edited(self.name, self.changes, _("the phase"))


@happens
@dataclass(frozen=True)
class PhaseRetired(Happening):
    kind: ClassVar[str] = "phase.retired"
    icon: ClassVar[str] = "stale"
    name: str

    def wording(self) -> str:
        return _("retired the phase %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class PhaseRestored(Happening):
    kind: ClassVar[str] = "phase.restored"
    icon: ClassVar[str] = "undo"
    name: str

    def wording(self) -> str:
        return _("brought the phase %(name)s back") % {"name": self.name}


@happens
@dataclass(frozen=True)
class PhaseDeclaredDone(Happening):
    """`denied` are the exit questions answered with no, `owed` the titles of what was not settled; `reason` is why."""

    kind: ClassVar[str] = "phase.declared-done"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "check"
    notifies: ClassVar[str] = Reason.FINISHED
    name: str
    phase_id: int
    closing_id: int
    denied: list[str] = field(default_factory=list)
    owed: list[str] = field(default_factory=list)
    reason: str = ""

    def wording(self) -> str:
        if not (self.denied or self.owed):
            return _("declared the phase %(name)s done") % {"name": self.name}
        left = []
        if self.denied:
            count = len(self.denied)
            left.append(
                ngettext("%(num)d exit question answered no", "%(num)d exit questions answered no", count)
                % {"num": count}
            )
        if self.owed:
            count = len(self.owed)
            left.append(ngettext("%(num)d deliverable owed", "%(num)d deliverables owed", count) % {"num": count})
        return _("declared the phase %(name)s done, with %(left)s") % {"name": self.name, "left": ", ".join(left)}

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class PhaseReopened(Happening):
    kind: ClassVar[str] = "phase.reopened"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "undo"
    name: str
    phase_id: int
    closing_id: int
    reason: str

    def wording(self) -> str:
        return _("re-opened the phase %(name)s") % {"name": self.name}

    def quote(self) -> str:
        return self.reason
