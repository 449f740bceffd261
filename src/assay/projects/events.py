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
    changes_words: ClassVar[bool] = False  # its phases come after it: the project is indexed once they are there
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
class ProjectGuideClosed(Happening):
    kind: ClassVar[str] = "project.guide-closed"
    icon: ClassVar[str] = "check"

    def wording(self) -> str:
        return _("put the first steps away")


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
