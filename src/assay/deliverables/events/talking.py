"""What can happen when a deliverable is shared and talked about."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class DeliverableShared(Happening):
    """`signers` are the numbers of those who must sign and did not."""

    kind: ClassVar[str] = "deliverable.shared"
    icon: ClassVar[str] = "share"
    notifies: ClassVar[str] = Reason.SHARED.value
    is_followed: ClassVar[bool] = True
    note: str = ""
    signers: list[int] = field(default_factory=list)

    def addressed(self) -> dict[int, str]:
        return dict.fromkeys(self.signers, Reason.ASKED.value)

    def wording(self) -> str:
        return _("shared this to be read")

    def quote(self) -> str:
        return self.note


@dataclass(frozen=True)
class _Said(Happening):
    """Somebody said something. `responsible_id` is told of it."""

    icon: ClassVar[str] = "comment"
    notifies: ClassVar[str] = Reason.COMMENTED.value
    is_followed: ClassVar[bool] = True
    comment: int
    text: str
    responsible_id: int | None = None

    def written(self) -> tuple[str, str]:
        return "", self.text

    def addressed(self) -> dict[int, str]:
        return {self.responsible_id: Reason.FEEDBACK.value} if self.responsible_id else {}

    def quote(self) -> str:
        return self.text


@happens
@dataclass(frozen=True)
class DeliverableCommented(_Said):
    kind: ClassVar[str] = "deliverable.commented"

    def wording(self) -> str:
        return _("commented")

    def counted(self, count: int) -> str:
        return ngettext("%(count)d new comment", "%(count)d new comments", count) % {"count": count}


@happens
@dataclass(frozen=True)
class DeliverableChangesAsked(_Said):
    kind: ClassVar[str] = "deliverable.changes-asked"
    tone: ClassVar[str] = "warn"

    def wording(self) -> str:
        return _("asked for changes")


@happens
@dataclass(frozen=True)
class DeliverableCommentEdited(Happening):
    kind: ClassVar[str] = "deliverable.comment-edited"
    icon: ClassVar[str] = "comment"
    comment: int
    text: str
    before: str

    def written(self) -> tuple[str, str]:
        return self.before, self.text

    def wording(self) -> str:
        return _("rewrote a comment")


@happens
@dataclass(frozen=True)
class DeliverableCommentRemoved(Happening):
    kind: ClassVar[str] = "deliverable.comment-removed"
    icon: ClassVar[str] = "comment"
    comment: int

    def wording(self) -> str:
        return _("removed a comment")
