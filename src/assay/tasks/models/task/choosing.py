"""The answers to a rule of the board that stands in the way of a move."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assay.accounts.models import Person


class Instead(StrEnum):
    """What becomes of the task already in progress."""

    PAUSE = "pause"
    FINISH = "finish"
    HAND = "hand"
    KEEP = "keep"


# One more answer, of forms: this task itself goes to somebody else, and is asked for them again.
GIVE = "give"
# Letters of a reason that stays visible.
MOST_REASON = 300


class ReasonMissing(ValueError):
    """Going over a rule needs a reason that stays visible."""


@dataclass(frozen=True)
class Choice:
    """The answer to what a move runs into; nothing is answered that was not asked.

    `instead`: what becomes of the task in progress: it is paused, finished, handed over to `to`, or both are kept.
    `over`: a column takes one more than it should hold. `reason` says why, for both.
    """

    instead: Instead | None = None
    reason: str = ""
    to: "Person | None" = None
    over: bool = False


NOTHING_SAID = Choice()
