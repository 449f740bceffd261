"""What can happen to a task."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason
from assay.tasks.changes import Change
from assay.tasks.keys import TaskKind


@happens
@dataclass(frozen=True)
class TaskCreated(Happening):
    kind: ClassVar[str] = "task.created"
    icon: ClassVar[str] = "plus"
    is_followed: ClassVar[bool] = True
    title: str
    task_kind: str
    description: str = ""
    assignee_id: int | None = None
    part_of: int | None = None
    phase: str = ""
    phase_id: int | None = None
    estimate_days: str | None = None

    def nobody(self) -> str:
        return _("In the other tracker somebody")

    def addressed(self) -> dict[int, str]:
        return {self.assignee_id: Reason.ASSIGNED} if self.assignee_id else {}

    def written(self) -> tuple[str, str]:
        return "", self.description

    def points_at(self) -> tuple[str, str] | None:
        return ("task", str(self.part_of)) if self.part_of else None

    def wording(self) -> str:
        return _("created this as a part of") if self.part_of else _("created this")


@happens
@dataclass(frozen=True)
class TaskMoved(Change):
    """`state` and `state_before` are column states; flow metrics read them, never the names.

    `column_id`, `before_id` and `rank_before` say where to put the card when the move is undone.
    """

    kind: ClassVar[str] = "task.moved"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "board"
    column: str
    state: str
    before: str
    state_before: str
    column_id: int | None = None
    before_id: int | None = None
    rank_before: str = ""

    def nobody(self) -> str:
        return _("In the other tracker somebody")  # only what came by import names no person

    def told_as(self) -> str:
        return Reason.FINISHED if self.state == "done" and self.state_before != "done" else ""

    def touches(self) -> frozenset[str]:
        return frozenset({"column"})

    @property
    def is_reversible(self) -> bool:
        is_start = self.state == "active" and self.state_before != "active"
        return self.before_id is not None and not is_start

    def wording(self) -> str:
        if self.before == self.column and self.state != self.state_before:
            return _("gave the column %(column)s another state") % {"column": self.column}
        return _("moved this from %(before)s to %(column)s") % {"before": self.before, "column": self.column}


@happens
@dataclass(frozen=True)
class TaskAssigned(Change):
    """`person` is a name, empty for nobody; `person_id` and `before_id` are the numbers of now and before."""

    kind: ClassVar[str] = "task.assigned"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "person"
    person: str
    person_id: int | None = None
    before_id: int | None = None

    def addressed(self) -> dict[int, str]:
        reason = Reason.HANDED_OVER if self.before_id else Reason.ASSIGNED
        return {self.person_id: reason} if self.person_id else {}

    def touches(self) -> frozenset[str]:
        return frozenset({"assignee"})

    @property
    def is_reversible(self) -> bool:
        return self.person_id is not None or self.before_id is not None

    def wording(self) -> str:
        if not self.person:
            return _("took the assignee off")
        return _("assigned this to %(person)s") % {"person": self.person}


@happens
@dataclass(frozen=True)
class TaskOverridden(Happening):
    kind: ClassVar[str] = "task.overridden"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "warning"
    tone: ClassVar[str] = "warn"
    reason: str

    def wording(self) -> str:
        return _("started this beside another task in progress")

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class TaskOverran(Happening):
    """The task outlived its estimate; said once for each estimate, by the clock."""

    kind: ClassVar[str] = "task.overran"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "clock"
    tone: ClassVar[str] = "warn"
    notifies: ClassVar[str] = Reason.OVERRAN
    estimate_days: str
    assignee_id: int | None = None

    def addressed(self) -> dict[int, str]:
        return {self.assignee_id: Reason.OVERRAN} if self.assignee_id else {}

    def wording(self) -> str:
        return _("outlived its estimate of %(days)s d: split it, or say what holds it up") % {
            "days": self.estimate_days
        }


@happens
@dataclass(frozen=True)
class TaskEdited(Change):
    """`changes` holds before and after of each fact, by its name; `phase_id` is the number of a new phase."""

    kind: ClassVar[str] = "task.edited"
    icon: ClassVar[str] = "edit"
    changes: dict[str, list[Any]] = field(default_factory=dict)
    phase_id: int | None = None

    def written(self) -> tuple[str, str]:
        before, after = self.changes.get("description", ("", ""))
        return before, after

    def touches(self) -> frozenset[str]:
        return frozenset(self.changes)

    def compared(self) -> list[tuple[str, str, str]]:
        return [
            (_fact_in_words(name), _value_in_words(before), _value_in_words(after))
            for name, (before, after) in self.changes.items()
        ]

    def wording(self) -> str:
        if set(self.changes) == {"title"}:
            return _("renamed this to %(title)s") % {"title": self.changes["title"][1]}
        if set(self.changes) == {"phase"}:
            return _("moved this to the phase %(phase)s") % {"phase": self.changes["phase"][1]}
        count = len(self.changes)
        return ngettext("edited %(count)d fact", "edited %(count)d facts", count) % {"count": count}


def _fact_in_words(name: str) -> str:
    known = {
        "title": _("Title"),
        "description": _("Description"),
        "phase": _("Phase"),
        "estimate_days": _("Estimate, days"),
        "discipline": _("Discipline"),
        "labels": _("Labels"),
        "nature": _("Exploration or delivery"),
    }
    return known.get(name, name)


def _value_in_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


@happens
@dataclass(frozen=True)
class TaskCommented(Happening):
    kind: ClassVar[str] = "task.commented"
    icon: ClassVar[str] = "comment"
    notifies: ClassVar[str] = Reason.COMMENTED
    is_followed: ClassVar[bool] = True
    text: str
    comment: int | None = None

    def written(self) -> tuple[str, str]:
        return "", self.text

    def counted(self, count: int) -> str:
        return ngettext("%(count)d new comment", "%(count)d new comments", count) % {"count": count}

    def wording(self) -> str:
        return _("commented")

    def quote(self) -> str:
        return self.text


@happens
@dataclass(frozen=True)
class TaskTurned(Change):
    """The task became one of another kind; its number stays."""

    kind: ClassVar[str] = "task.turned"
    icon: ClassVar[str] = "task"
    task_kind: str
    before: str

    def touches(self) -> frozenset[str]:
        return frozenset({"kind"})

    def wording(self) -> str:
        return _("changed the kind from %(before)s to %(kind)s") % {
            "before": _kind_in_words(self.before),
            "kind": _kind_in_words(self.task_kind),
        }


def _kind_in_words(kind: str) -> str:
    return str(TaskKind(kind).label) if kind in TaskKind.values else kind
