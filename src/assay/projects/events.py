"""What can happen to a project."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.dateformat import format as formatted
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class ProjectCreated(Happening):
    kind: ClassVar[str] = "project.created"
    icon: ClassVar[str] = "plus"
    name: str
    workflow: str

    def wording(self) -> str:
        return _("created the project with the workflow %(workflow)s") % {"workflow": self.workflow}


@happens
@dataclass(frozen=True)
class ProjectEdited(Happening):
    kind: ClassVar[str] = "project.edited"
    icon: ClassVar[str] = "edit"
    name: str
    goal: str
    changes: dict[str, list[Any]] = field(default_factory=dict)
    version: int | None = None

    def wording(self) -> str:
        said = [_SAID[fact](*pair) for fact, pair in self.changes.items() if fact in _SAID]
        return ", ".join(said) if said else _("edited the project")

    def quote(self) -> str:
        """Return the text that was changed, where it was one."""
        changed = [after for fact, (_before, after) in self.changes.items() if fact in _TEXTS]
        return str(changed[0]) if len(changed) == len(self.changes) == 1 else "" if self.changes else self.goal


@happens
@dataclass(frozen=True)
class ProjectMemberAdded(Happening):
    kind: ClassVar[str] = "project.member-added"
    icon: ClassVar[str] = "people"
    name: str
    person_id: int | None = None

    def addressed(self) -> dict[int, str]:
        return {self.person_id: Reason.INVITED} if self.person_id else {}

    def wording(self) -> str:
        return _("added %(name)s to the project") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ProjectMemberRemoved(Happening):
    kind: ClassVar[str] = "project.member-removed"
    icon: ClassVar[str] = "people"
    name: str

    def wording(self) -> str:
        return _("took %(name)s off the project") % {"name": self.name}


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
        return _edited(self.name, self.changes, _("the stakeholder"))


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


@happens
@dataclass(frozen=True)
class LabelAdded(Happening):
    kind: ClassVar[str] = "label.added"
    icon: ClassVar[str] = "plus"
    name: str

    def wording(self) -> str:
        return _("added the label %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class LabelEdited(Happening):
    kind: ClassVar[str] = "label.edited"
    icon: ClassVar[str] = "edit"
    name: str
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        return _edited(self.name, self.changes, _("the label"))


@happens
@dataclass(frozen=True)
class LabelRemoved(Happening):
    kind: ClassVar[str] = "label.removed"
    icon: ClassVar[str] = "cross"
    name: str

    def wording(self) -> str:
        return _("removed the label %(name)s") % {"name": self.name}


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
        return _edited(self.name, self.changes, _("the phase"))


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
class ColumnAdded(Happening):
    kind: ClassVar[str] = "column.added"
    icon: ClassVar[str] = "plus"
    name: str
    state: str

    def wording(self) -> str:
        return _("added the column %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ColumnEdited(Happening):
    """`changes` holds before and after of each fact that changed; a new state is also a move of each of its tasks."""

    kind: ClassVar[str] = "column.edited"
    icon: ClassVar[str] = "edit"
    name: str
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def wording(self) -> str:
        return _edited(self.name, self.changes, _("the column"))


@happens
@dataclass(frozen=True)
class ColumnRetired(Happening):
    """`to` names the column that got its tasks; empty when there were none."""

    kind: ClassVar[str] = "column.retired"
    icon: ClassVar[str] = "stale"
    name: str
    to: str

    def wording(self) -> str:
        if self.to:
            return _("took the column %(name)s off the board; its tasks went to %(to)s") % {
                "name": self.name,
                "to": self.to,
            }
        return _("took the column %(name)s off the board") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ColumnRestored(Happening):
    kind: ClassVar[str] = "column.restored"
    icon: ClassVar[str] = "undo"
    name: str

    def wording(self) -> str:
        return _("brought the column %(name)s back") % {"name": self.name}


@happens
@dataclass(frozen=True)
class WorkflowSaved(Happening):
    kind: ClassVar[str] = "workflow.saved"
    icon: ClassVar[str] = "plus"
    name: str

    def wording(self) -> str:
        return _("saved this way of working as the template %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class WorkflowEdited(Happening):
    kind: ClassVar[str] = "workflow.edited"
    icon: ClassVar[str] = "edit"
    before: str
    name: str

    def wording(self) -> str:
        if self.before == self.name:
            return _("edited the template %(name)s") % {"name": self.name}
        return _("renamed the template %(before)s to %(name)s") % {"before": self.before, "name": self.name}


@happens
@dataclass(frozen=True)
class WorkflowRemoved(Happening):
    kind: ClassVar[str] = "workflow.removed"
    icon: ClassVar[str] = "cross"
    name: str

    def wording(self) -> str:
        return _("deleted the template %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ProjectGuideClosed(Happening):
    kind: ClassVar[str] = "project.guide-closed"
    icon: ClassVar[str] = "check"

    def wording(self) -> str:
        return _("put the first steps away")


def _edited(name: str, changes: dict[str, list[Any]], what: str) -> str:
    """Say the change that matters most: a new name, another place, else that something changed."""
    if "name" in changes:
        return _("renamed %(what)s %(before)s to %(name)s") % {"what": what, "before": changes["name"][0], "name": name}
    if "position" in changes:
        return _("moved %(what)s %(name)s") % {"what": what, "name": name}
    return _("edited %(what)s %(name)s") % {"what": what, "name": name}


def _day(value: str | None) -> str:
    day = parse_date(value) if value else None
    return formatted(day, _("j M Y")) if day else _("no day")


# The facts that are read as texts below the sentence, and how each change is said.
_TEXTS = {"goal", "measure", "proxy_trap"}
_SAID: dict[str, Callable[[Any, Any], str]] = {
    "name": lambda before, after: (
        _("renamed the project from %(before)s to %(after)s") % {"before": before, "after": after}
    ),
    "goal": lambda _before, _after: _("changed the goal"),
    "measure": lambda _before, _after: _("changed what the project serves"),
    "proxy_trap": lambda _before, _after: _("changed the proxy trap"),
    "status": lambda _before, after: _("said where it stands: %(status)s") % {"status": after},
    "lead": lambda _before, after: _("gave the lead to %(name)s") % {"name": after or _("nobody")},
    "is_private": lambda _before, after: _("made the project private") if after else _("opened the project"),
    "starts_on": lambda _before, after: _("set its start to %(day)s") % {"day": _day(after)},
    "decision_due_on": lambda _before, after: _("set the next decision to %(day)s") % {"day": _day(after)},
    "ends_on": lambda _before, after: _("set the wished end to %(day)s") % {"day": _day(after)},
}
