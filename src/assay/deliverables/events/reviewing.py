"""What can happen to the check list of a deliverable and to its reviewers."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class DeliverableCheckAdded(Happening):
    kind: ClassVar[str] = "deliverable.check-added"
    icon: ClassVar[str] = "plus"
    text: str

    def wording(self) -> str:
        return _("added to the check list: %(text)s") % {"text": self.text}


@happens
@dataclass(frozen=True)
class DeliverableCheckRemoved(Happening):
    kind: ClassVar[str] = "deliverable.check-removed"
    icon: ClassVar[str] = "cross"
    text: str

    def wording(self) -> str:
        return _("took off the check list: %(text)s") % {"text": self.text}


@happens
@dataclass(frozen=True)
class DeliverableChecked(Happening):
    """A line of the check list was ticked, with an answer perhaps, or unticked."""

    kind: ClassVar[str] = "deliverable.checked"
    text: str
    is_done: bool
    answer: str = ""

    def wording(self) -> str:
        words = _("ticked: %(text)s") if self.is_done else _("unticked: %(text)s")
        return words % {"text": self.text}

    def quote(self) -> str:
        return self.answer


@happens
@dataclass(frozen=True)
class DeliverableReviewerNamed(Happening):
    """`seat` is `scientist` or `engineer`."""

    kind: ClassVar[str] = "deliverable.reviewer-named"
    icon: ClassVar[str] = "people"
    seat: str
    name: str
    person_id: int

    def addressed(self) -> dict[int, str]:
        return {self.person_id: Reason.ASKED.value}

    def wording(self) -> str:
        if self.seat == "scientist":
            return _("asked %(name)s to review as the data scientist") % {"name": self.name}
        return _("asked %(name)s to review as the engineer") % {"name": self.name}


@happens
@dataclass(frozen=True)
class DeliverableApproved(Happening):
    kind: ClassVar[str] = "deliverable.approved"
    tone: ClassVar[str] = "good"
    is_followed: ClassVar[bool] = True
    seat: str
    note: str = ""
    responsible_id: int | None = None

    def addressed(self) -> dict[int, str]:
        return {self.responsible_id: Reason.FEEDBACK.value} if self.responsible_id else {}

    def wording(self) -> str:
        return (
            _("approved this as the data scientist") if self.seat == "scientist" else _("approved this as the engineer")
        )

    def quote(self) -> str:
        return self.note
