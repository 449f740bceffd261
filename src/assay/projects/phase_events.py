"""What can happen to the end of a phase."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


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
