"""What can happen to a task by the rules of the board: it is blocked, goes on, or crowds a column."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.tasks.changes import Change


@happens
@dataclass(frozen=True)
class TaskCrowded(Happening):
    kind: ClassVar[str] = "task.crowded"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "warning"
    tone: ClassVar[str] = "warn"
    column: str
    limit: int
    reason: str = ""

    def wording(self) -> str:
        return _("put this into the full column %(column)s, which should hold %(limit)s") % {
            "column": self.column,
            "limit": self.limit,
        }

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class TaskBlocked(Change):
    """`before` is the reason that stood there, empty when nothing blocked it."""

    kind: ClassVar[str] = "task.blocked"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "stop"
    tone: ClassVar[str] = "warn"
    reason: str
    before: str = ""

    def touches(self) -> frozenset[str]:
        return frozenset({"blocked"})

    def wording(self) -> str:
        return _("says that something else blocks this") if self.before else _("says that this is blocked")

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class TaskUnblocked(Change):
    """`reason` and `since` are what stood there."""

    kind: ClassVar[str] = "task.unblocked"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "play"
    reason: str
    since: str

    def touches(self) -> frozenset[str]:
        return frozenset({"blocked"})

    def wording(self) -> str:
        return _("says that this goes on")
