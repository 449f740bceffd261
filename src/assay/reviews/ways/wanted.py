"""What a lead wants, as a form or a program says it, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assay.accounts.models import Person
from assay.projects.models import DecisionKind

MOST_WHY, MOST_INSTEAD = 300, 200


@dataclass(frozen=True)
class Wanted:
    """A way on and why. The rest has a good default, so that one key decides: `days` more of a timebox or an estimate,
    the `person` to ask, who it goes `to`, what `instead`, until when it sleeps, when the next decision is due.
    """

    way: str
    why: str = ""
    days: int | None = None
    person: Person | None = None
    to: Person | None = None
    instead: str = ""
    until: date | None = None
    next_due_on: date | None = None


@dataclass(frozen=True)
class Deed:
    """What a decision says on the project, and what it does: `do` changes things and returns more facts of it.

    `settles` says whether it answers the decision that was due of the whole project; the next is then due on
    `next_due_on`. `told` are plain values by which next week asks what became of it.
    """

    kind: DecisionKind
    what: str
    why: str
    do: Callable[[], dict[str, Any]] = dict
    told: dict[str, Any] = field(default_factory=dict)
    settles: bool = False
    next_due_on: date | None = None


class NotAWay(ValueError):
    """What was wanted cannot be done with this thing; the message says what to do instead."""


class WhyNeeded(ValueError):
    """What ends something is never decided without a reason."""
