"""A signal: one thing that deserves somebody's attention now, and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar, Literal

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from assay.accounts.models import Person


class Urgency(IntEnum):
    """How soon somebody should act; the smaller, the sooner."""

    NOW = 1
    SOON = 2
    WATCH = 3

    @property
    def label(self) -> str:
        return {Urgency.NOW: _("Decide now"), Urgency.SOON: _("This week"), Urgency.WATCH: _("Keep an eye on")}[self]

    @property
    def tone(self) -> str:
        """The colour of its mark."""
        return {Urgency.NOW: "bad", Urgency.SOON: "warn", Urgency.WATCH: "plain"}[self]


@dataclass(frozen=True)
class About:
    """What a signal is about: `kind` and `id` as `activity.kinds` names it, how it is called, and where it is."""

    kind: str
    id: str
    label: str
    url: str

    @property
    def topic(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Action:
    """The one thing to do about it: a page to go to, or with `method` post an address that takes `fields`."""

    label: str
    url: str
    method: Literal["get", "post"] = "get"
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Signal:
    """One rule that holds of one thing. `says` is a plain sentence; `since` the moment from which it held.

    `who` should act, the first before the others; nobody where a project has no lead.
    """

    rule: str
    name: str
    icon: str
    says: str
    since: datetime
    project_id: int
    subject: About
    who: "tuple[Person, ...]"
    action: Action
    urgency: Urgency

    # A line of a list holds one signal, or many.
    is_many: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """Name the signal among all others: `stalled:task:12`."""
        return f"{self.rule}:{self.subject.topic}"

    def concerns(self, person: "Person") -> bool:
        return any(one.pk == person.pk for one in self.who)
