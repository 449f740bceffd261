"""What can happen to signers and signatures."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class DeliverableSignerNamed(Happening):
    """`person_id` is empty for a stakeholder. `is_shared`: there is something to read, so they are asked at once."""

    kind: ClassVar[str] = "deliverable.signer-named"
    icon: ClassVar[str] = "people"
    name: str
    person_id: int | None = None
    is_shared: bool = False

    def addressed(self) -> dict[int, str]:
        return {self.person_id: Reason.ASKED.value} if self.person_id else {}

    def wording(self) -> str:
        return _("named %(name)s to sign this") % {"name": self.name}


@happens
@dataclass(frozen=True)
class DeliverableSignerRemoved(Happening):
    kind: ClassVar[str] = "deliverable.signer-removed"
    icon: ClassVar[str] = "cross"
    name: str

    def wording(self) -> str:
        return _("said that %(name)s need not sign this") % {"name": self.name}


@happens
@dataclass(frozen=True)
class DeliverableSigned(Happening):
    """`is_settled` when with it all have signed who must."""

    kind: ClassVar[str] = "deliverable.signed"
    tone: ClassVar[str] = "good"
    is_followed: ClassVar[bool] = True
    note: str = ""
    is_settled: bool = False
    responsible_id: int | None = None

    def told_as(self) -> str:
        return Reason.FINISHED.value if self.is_settled else ""

    def addressed(self) -> dict[int, str]:
        return {self.responsible_id: Reason.FEEDBACK.value} if self.responsible_id else {}

    def wording(self) -> str:
        return _("signed this; it is signed off") if self.is_settled else _("signed this")

    def quote(self) -> str:
        return self.note


@happens
@dataclass(frozen=True)
class DeliverableSignatureRevoked(Happening):
    """`name` is whose signature it was."""

    kind: ClassVar[str] = "deliverable.signature-revoked"
    icon: ClassVar[str] = "undo"
    tone: ClassVar[str] = "bad"
    name: str
    reason: str
    responsible_id: int | None = None

    def addressed(self) -> dict[int, str]:
        return {self.responsible_id: Reason.FEEDBACK.value} if self.responsible_id else {}

    def wording(self) -> str:
        return _("took the signature of %(name)s back") % {"name": self.name}

    def quote(self) -> str:
        return self.reason
