"""Kinds of events: one small class per thing that can happen; each knows its own wording.

A domain lists its own in `events.py`:

    @happens
    @dataclass(frozen=True)
    class TaskMoved(Happening):
        kind: ClassVar[str] = "task.moved"
        column: str

        def wording(self) -> str:
            return _("moved this to %(column)s") % {"column": self.column}
"""

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeVar

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Happening(ABC):
    """What happened. Fields must be plain JSON values, as they are kept for ever."""

    kind: ClassVar[str]
    icon: ClassVar[str] = "check"
    tone: ClassVar[str] = "plain"
    # Why those who watch the object get a notice (a value of `notifications.reasons.Reason`); empty: they get none.
    notifies: ClassVar[str] = ""
    # Whether the person who does it watches the object from then on.
    is_followed: ClassVar[bool] = False
    # Whether the words by which people search the object may be others now.
    changes_words: ClassVar[bool] = True

    @abstractmethod
    def wording(self) -> str:
        """Return the rest of the sentence that begins with the person's name."""

    def quote(self) -> str:
        """Return a text to show below the sentence, as a comment's; mostly none."""
        return ""

    def nobody(self) -> str:
        """What a line begins with when no person is named; empty for Assay itself."""
        return ""

    def told_as(self) -> str:
        """Return why watchers are told of this one; `notifies` unless it depends on what happened."""
        return self.notifies

    def addressed(self) -> dict[int, str]:
        """Return whom it concerns personally, by number, and why; they are told and watch from then on."""
        return {}

    def written(self) -> tuple[str, str]:
        """Return the Markdown it changed, before and after; people newly named in it are told."""
        return "", ""

    def counted(self, count: int) -> str:
        """Return how to sum up several of this kind in one line ("3 new comments"); mostly there is no way."""
        return ""

    def points_at(self) -> tuple[str, str] | None:
        """Return kind and id of another object it is about; feeds link it for those who may see it."""
        return None

    def renews(self) -> tuple[str, str] | None:
        """Return kind and id of another object that reads differently now (`Kind.edition`); mostly there is none."""
        return None

    def compared(self) -> list[tuple[str, str, str]]:
        """Return what it is called, the text before and the text after, of each text it changed; mostly none."""
        return []

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


Kind = TypeVar("Kind", bound=type[Happening])
_register: dict[str, type[Happening]] = {}


def happens(happening: Kind) -> Kind:
    """Register a kind of event; two classes of one kind are a programming error."""
    known = _register.setdefault(happening.kind, happening)
    if known is not happening and known.__qualname__ != happening.__qualname__:
        raise ValueError(f"Two classes claim the event {happening.kind}.")
    return happening


def kinds() -> dict[str, type[Happening]]:
    return dict(_register)


def from_data(kind: str, data: dict[str, Any]) -> Happening:
    """Rebuild a stored happening; fields it no longer has are left out, unknown kinds say so."""
    happening = _register.get(kind, UnknownHappening)
    if happening is UnknownHappening:
        return UnknownHappening(name=kind)
    names = {field.name for field in fields(happening)}
    return happening(**{name: value for name, value in data.items() if name in names})


@dataclass(frozen=True)
class UnknownHappening(Happening):
    """An event written by another version of Assay."""

    kind: ClassVar[str] = "unknown"
    name: str

    def wording(self) -> str:
        return _("did something this version does not know (%(name)s)") % {"name": self.name}
