"""What can happen to a task."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class TaskCreated(Happening):
    kind: ClassVar[str] = "task.created"
    icon: ClassVar[str] = "plus"
    title: str
    task_kind: str

    def wording(self) -> str:
        return _("created this")


@happens
@dataclass(frozen=True)
class TaskMoved(Happening):
    """`state` and `state_before` are column states; flow metrics read them, never the names."""

    kind: ClassVar[str] = "task.moved"
    icon: ClassVar[str] = "board"
    column: str
    state: str
    before: str
    state_before: str

    def wording(self) -> str:
        return _("moved this from %(before)s to %(column)s") % {"before": self.before, "column": self.column}


@happens
@dataclass(frozen=True)
class TaskAssigned(Happening):
    kind: ClassVar[str] = "task.assigned"
    icon: ClassVar[str] = "person"
    person: str

    def wording(self) -> str:
        if not self.person:
            return _("took the assignee off")
        return _("assigned this to %(person)s") % {"person": self.person}


@happens
@dataclass(frozen=True)
class TaskOverridden(Happening):
    kind: ClassVar[str] = "task.overridden"
    icon: ClassVar[str] = "warning"
    tone: ClassVar[str] = "warn"
    reason: str

    def wording(self) -> str:
        return _("started this beside another task in progress")

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class TaskEdited(Happening):
    """`changes` holds before and after of each fact, by its name."""

    kind: ClassVar[str] = "task.edited"
    icon: ClassVar[str] = "edit"
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        if set(self.changes) == {"title"}:
            return _("renamed this to %(title)s") % {"title": self.changes["title"][1]}
        if set(self.changes) == {"phase"}:
            return _("moved this to the phase %(phase)s") % {"phase": self.changes["phase"][1]}
        count = len(self.changes)
        return ngettext("edited %(count)d fact", "edited %(count)d facts", count) % {"count": count}


@happens
@dataclass(frozen=True)
class TaskCommented(Happening):
    kind: ClassVar[str] = "task.commented"
    icon: ClassVar[str] = "comment"
    text: str

    def wording(self) -> str:
        return _("commented")

    def quote(self) -> str:
        return self.text
