"""What can happen to how people sign in."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class PasswordReset(Happening):
    kind: ClassVar[str] = "password.reset"
    icon: ClassVar[str] = "key"
    name: str

    def wording(self) -> str:
        return _("set a new password by a one-time link")


@happens
@dataclass(frozen=True)
class PasswordLinkMade(Happening):
    """By a person for another; without a person it was asked for by mail."""

    kind: ClassVar[str] = "password.link-made"
    icon: ClassVar[str] = "link"
    name: str

    def wording(self) -> str:
        return _("made a link by which %(name)s can set a new password") % {"name": self.name}


@happens
@dataclass(frozen=True)
class SecondFactorAdded(Happening):
    kind: ClassVar[str] = "second-factor.added"
    icon: ClassVar[str] = "key"
    factor: str

    def wording(self) -> str:
        return _("set up a second factor: %(factor)s") % {"factor": self.factor}


@happens
@dataclass(frozen=True)
class SecondFactorRemoved(Happening):
    kind: ClassVar[str] = "second-factor.removed"
    icon: ClassVar[str] = "key"
    factor: str

    def wording(self) -> str:
        return _("removed a second factor: %(factor)s") % {"factor": self.factor}


@happens
@dataclass(frozen=True)
class RecoveryCodesRenewed(Happening):
    kind: ClassVar[str] = "recovery-codes.renewed"
    icon: ClassVar[str] = "key"
    name: str

    def wording(self) -> str:
        return _("made new recovery codes")


@happens
@dataclass(frozen=True)
class SecondFactorReset(Happening):
    kind: ClassVar[str] = "second-factor.reset"
    icon: ClassVar[str] = "key"
    name: str

    def wording(self) -> str:
        return _("took away the second factor of %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class SecondFactorRequired(Happening):
    kind: ClassVar[str] = "second-factor.required"
    icon: ClassVar[str] = "key"
    place: str

    def wording(self) -> str:
        return _("made a second factor a must for everybody in %(place)s") % {"place": self.place}


@happens
@dataclass(frozen=True)
class SecondFactorMadeOptional(Happening):
    kind: ClassVar[str] = "second-factor.made-optional"
    icon: ClassVar[str] = "key"
    place: str

    def wording(self) -> str:
        return _("left the second factor to everybody's choice in %(place)s") % {"place": self.place}


@happens
@dataclass(frozen=True)
class SingleSignOnLinked(Happening):
    kind: ClassVar[str] = "single-sign-on.linked"
    icon: ClassVar[str] = "link"
    provider: str

    def wording(self) -> str:
        return _("signs in by %(provider)s from now on") % {"provider": self.provider}


@happens
@dataclass(frozen=True)
class SingleSignOnUnlinked(Happening):
    kind: ClassVar[str] = "single-sign-on.unlinked"
    icon: ClassVar[str] = "link"
    provider: str

    def wording(self) -> str:
        return _("no longer signs in by %(provider)s") % {"provider": self.provider}


@happens
@dataclass(frozen=True)
class SessionsEnded(Happening):
    """`count`: how many browsers were signed out from another one."""

    kind: ClassVar[str] = "sessions.ended"
    icon: ClassVar[str] = "logout"
    count: int

    def wording(self) -> str:
        return _("signed out %(count)s other browsers") % {"count": self.count}
