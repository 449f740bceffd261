"""What can happen to the facts of a project: its status, what was decided, and whether data and machines are ready."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason

Changes = dict[str, list[Any]]


@happens
@dataclass(frozen=True)
class ProjectStatusSaid(Happening):
    kind: ClassVar[str] = "project.status-said"
    icon: ClassVar[str] = "flag"
    changes_words: ClassVar[bool] = False
    changes: Changes
    version: int

    def wording(self) -> str:
        return _("said where the project stands") if self.quote() else _("took the status away")

    def quote(self) -> str:
        return str(self.changes["status"][1])


@happens
@dataclass(frozen=True)
class DecisionRecorded(Happening):
    """`changes` holds the date that was due, and the next one, where one of them changed."""

    kind: ClassVar[str] = "decision.recorded"
    notifies: ClassVar[str] = Reason.SETTLED.value
    # The decision has words of its own.
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "flag"
    decision: int
    decided: str
    what: str
    why: str
    evidence: str = ""
    changes: Changes = field(default_factory=dict)
    version: int | None = None

    def wording(self) -> str:
        return _("decided:")

    def points_at(self) -> tuple[str, str] | None:
        return "decision", str(self.decision)

    def quote(self) -> str:
        return self.why

    def written(self) -> tuple[str, str]:
        return "", f"{self.why}\n\n{self.evidence}"


@happens
@dataclass(frozen=True)
class DecisionRevoked(Happening):
    """`changes` holds the date that is due again, where there is one."""

    kind: ClassVar[str] = "decision.revoked"
    notifies: ClassVar[str] = Reason.SETTLED.value
    # The decision has words of its own.
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "undo"
    decision: int
    decided: str
    what: str
    why: str
    changes: Changes = field(default_factory=dict)
    version: int | None = None

    def wording(self) -> str:
        return _("revoked the decision")

    def points_at(self) -> tuple[str, str] | None:
        return "decision", str(self.decision)

    def quote(self) -> str:
        return self.why

    def written(self) -> tuple[str, str]:
        return "", self.why


@happens
@dataclass(frozen=True)
class ReadinessAnswered(Happening):
    kind: ClassVar[str] = "readiness.answered"
    icon: ClassVar[str] = "check"
    changes_words: ClassVar[bool] = False
    area: str
    name: str
    answer: str
    note: str = ""
    changes: Changes = field(default_factory=dict)

    def wording(self) -> str:
        said = {"yes": _("yes"), "no": _("no")}.get(self.answer, _("not yet known"))
        return _("answered the check %(name)s: %(answer)s") % {"name": self.name, "answer": said}

    def quote(self) -> str:
        return self.note


@happens
@dataclass(frozen=True)
class ReadinessAdded(Happening):
    kind: ClassVar[str] = "readiness.added"
    icon: ClassVar[str] = "plus"
    changes_words: ClassVar[bool] = False
    area: str
    name: str

    def wording(self) -> str:
        return _("added the check %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ReadinessDropped(Happening):
    kind: ClassVar[str] = "readiness.dropped"
    icon: ClassVar[str] = "cross"
    changes_words: ClassVar[bool] = False
    area: str
    name: str

    def wording(self) -> str:
        return _("dropped the check %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ReadinessRestored(Happening):
    kind: ClassVar[str] = "readiness.restored"
    icon: ClassVar[str] = "undo"
    changes_words: ClassVar[bool] = False
    area: str
    name: str

    def wording(self) -> str:
        return _("brought the check %(name)s back") % {"name": self.name}
