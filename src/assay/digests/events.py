"""What can happen to letters with digests."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class DigestFollowed(Happening):
    kind: ClassVar[str] = "digest.followed"
    icon: ClassVar[str] = "mail"
    changes_words: ClassVar[bool] = False
    name: str

    def wording(self) -> str:
        return _("follows the project by mail")


@happens
@dataclass(frozen=True)
class DigestUnfollowed(Happening):
    kind: ClassVar[str] = "digest.unfollowed"
    icon: ClassVar[str] = "mail"
    changes_words: ClassVar[bool] = False
    name: str

    def wording(self) -> str:
        return _("follows the project by mail no longer")


@happens
@dataclass(frozen=True)
class LetterNotDelivered(Happening):
    """The subject is the workspace. `is_over`: it is not tried again. `owners` are told."""

    kind: ClassVar[str] = "letter.not-delivered"
    icon: ClassVar[str] = "warning"
    tone: ClassVar[str] = "not-met"
    changes_words: ClassVar[bool] = False
    name: str
    problem: str
    is_over: bool = False
    owners: list[int] = field(default_factory=list)

    def addressed(self) -> dict[int, str]:
        return dict.fromkeys(self.owners, Reason.UNDELIVERED.value)

    def wording(self) -> str:
        if self.is_over:
            return _("The digest for %(name)s was not delivered") % {"name": self.name}
        return _("The mail server did not take the digest for %(name)s; it is tried again") % {"name": self.name}

    def quote(self) -> str:
        return self.problem
