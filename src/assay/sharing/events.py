"""What can happen to a share link. The subject is the project."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class ShareLinkMade(Happening):
    kind: ClassVar[str] = "share-link.made"
    icon: ClassVar[str] = "share"
    changes_words: ClassVar[bool] = False
    link: int
    name: str
    what: str

    def wording(self) -> str:
        return _("shared %(what)s with %(name)s by a link") % {"what": self.what, "name": self.name}


@happens
@dataclass(frozen=True)
class ShareLinkRenewed(Happening):
    kind: ClassVar[str] = "share-link.renewed"
    icon: ClassVar[str] = "share"
    changes_words: ClassVar[bool] = False
    link: int
    name: str

    def wording(self) -> str:
        return _("made a new link for %(name)s; the one before opens nothing") % {"name": self.name}


@happens
@dataclass(frozen=True)
class ShareLinkRevoked(Happening):
    kind: ClassVar[str] = "share-link.revoked"
    icon: ClassVar[str] = "cross"
    changes_words: ClassVar[bool] = False
    link: int
    name: str
    reason: str

    def wording(self) -> str:
        return _("ended the link of %(name)s") % {"name": self.name}

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class ShareLinkOpened(Happening):
    kind: ClassVar[str] = "share-link.opened"
    icon: ClassVar[str] = "eye"
    changes_words: ClassVar[bool] = False
    link: int
    what: str

    def wording(self) -> str:
        return _("opened %(what)s by a link for the first time") % {"what": self.what}
