"""What can happen to a hand-off. Each stands in the history of the task that is handed over."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models.person import Discipline
from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason
from assay.tasks.changes import Change


@dataclass(frozen=True)
class HandoffStep(Change):
    """`people` are the numbers of those who are told."""

    icon: ClassVar[str] = "handoff"
    changes_words: ClassVar[bool] = False
    people: list[int] = field(default_factory=list)

    def touches(self) -> frozenset[str]:
        return frozenset({"handoff"})

    @property
    def is_reversible(self) -> bool:
        return False

    def addressed(self) -> dict[int, str]:
        return dict.fromkeys(self.people, Reason.ANSWERED)


@happens
@dataclass(frozen=True)
class HandoffOffered(HandoffStep):
    """Offered to a person (`to_id`, and their name `to`) or to everybody of a discipline."""

    kind: ClassVar[str] = "handoff.offered"
    changes_words: ClassVar[bool] = True
    to: str = ""
    to_id: int | None = None
    discipline: str = ""

    @property
    def is_reversible(self) -> bool:
        return True

    def addressed(self) -> dict[int, str]:
        return dict.fromkeys(self.people, Reason.OFFERED)

    def wording(self) -> str:
        return _("handed this over to %(to)s") % {"to": self.to or discipline_name(self.discipline)}


@happens
@dataclass(frozen=True)
class HandoffAsked(HandoffStep):
    """Whoever it was offered to asks something before they accept."""

    kind: ClassVar[str] = "handoff.asked"
    changes_words: ClassVar[bool] = True
    is_followed: ClassVar[bool] = True
    text: str = ""

    def written(self) -> tuple[str, str]:
        return "", self.text

    def wording(self) -> str:
        return _("asked back before accepting")

    def quote(self) -> str:
        return self.text


@happens
@dataclass(frozen=True)
class HandoffAnswered(HandoffAsked):
    kind: ClassVar[str] = "handoff.answered"

    def wording(self) -> str:
        return _("answered; it waits to be accepted again")


@happens
@dataclass(frozen=True)
class HandoffAccepted(HandoffStep):
    kind: ClassVar[str] = "handoff.accepted"
    tone: ClassVar[str] = "good"
    is_followed: ClassVar[bool] = True

    def wording(self) -> str:
        return _("accepted the hand-off")


@happens
@dataclass(frozen=True)
class HandoffWithdrawn(HandoffStep):
    kind: ClassVar[str] = "handoff.withdrawn"

    @property
    def is_reversible(self) -> bool:
        return True

    def wording(self) -> str:
        return _("withdrew the hand-off")


@happens
@dataclass(frozen=True)
class HandoffUnanswered(Happening):
    """Told once for each time of waiting. `who` is whose answer is missing, by name; `discipline` if a discipline's."""

    kind: ClassVar[str] = "handoff.unanswered"
    icon: ClassVar[str] = "warning"
    tone: ClassVar[str] = "warn"
    changes_words: ClassVar[bool] = False
    days: int = 0
    who: str = ""
    discipline: str = ""
    people: list[int] = field(default_factory=list)

    def addressed(self) -> dict[int, str]:
        return dict.fromkeys(self.people, Reason.UNANSWERED)

    def wording(self) -> str:
        told = ngettext(
            "The hand-off has waited %(days)d working day for %(who)s",
            "The hand-off has waited %(days)d working days for %(who)s",
            self.days,
        )
        return told % {"days": self.days, "who": self.who or discipline_name(self.discipline)}


def discipline_name(discipline: str) -> str:
    """Return how a discipline is called on screen; one that this version does not know as it is stored."""
    return str(Discipline(discipline).label) if discipline in Discipline.values else discipline
