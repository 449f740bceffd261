"""What can happen to people and their keys."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class PersonJoined(Happening):
    kind: ClassVar[str] = "person.joined"
    icon: ClassVar[str] = "person"
    name: str
    role: str
    invited_by: str = ""
    is_back: bool = False

    def wording(self) -> str:
        if not self.name:
            return _("opened the workspace")
        if self.invited_by:
            how = (
                _("came back as %(role)s, invited by %(by)s")
                if self.is_back
                else _("joined as %(role)s, invited by %(by)s")
            )
            return how % {"role": self.role, "by": self.invited_by}
        return _("welcomed %(name)s as %(role)s") % {"name": self.name, "role": self.role}


@happens
@dataclass(frozen=True)
class PersonLeft(Happening):
    kind: ClassVar[str] = "person.left"
    icon: ClassVar[str] = "person"
    name: str
    by_choice: bool = False

    def wording(self) -> str:
        if self.by_choice:
            return _("left the workspace")
        return _("ended the access of %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class RoleChanged(Happening):
    kind: ClassVar[str] = "person.role-changed"
    icon: ClassVar[str] = "people"
    name: str
    before: str
    role: str

    def wording(self) -> str:
        return _("made %(name)s %(role)s, was %(before)s") % {
            "name": self.name,
            "role": self.role,
            "before": self.before,
        }


@happens
@dataclass(frozen=True)
class PersonEdited(Happening):
    kind: ClassVar[str] = "person.edited"
    icon: ClassVar[str] = "person"
    name: str

    def wording(self) -> str:
        return _("changed their profile")


@happens
@dataclass(frozen=True)
class PersonEntered(Happening):
    kind: ClassVar[str] = "person.entered"
    icon: ClassVar[str] = "key"
    name: str

    def wording(self) -> str:
        return _("entered by a one-time link")


@happens
@dataclass(frozen=True)
class LinkMade(Happening):
    kind: ClassVar[str] = "link.made"
    icon: ClassVar[str] = "link"
    name: str

    def wording(self) -> str:
        if not self.name:
            return _("made a sign-in link for the first owner")
        return _("made a sign-in link for %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class TokenCreated(Happening):
    kind: ClassVar[str] = "token.created"
    icon: ClassVar[str] = "key"
    name: str

    def wording(self) -> str:
        return _("created the API token %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class TokenRevoked(Happening):
    kind: ClassVar[str] = "token.revoked"
    icon: ClassVar[str] = "key"
    name: str

    def wording(self) -> str:
        return _("revoked the API token %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class WorkspaceRenamed(Happening):
    kind: ClassVar[str] = "workspace.renamed"
    icon: ClassVar[str] = "settings"
    before: str
    name: str

    def wording(self) -> str:
        return _("renamed the workspace from %(before)s to %(name)s") % {"before": self.before, "name": self.name}


@happens
@dataclass(frozen=True)
class TimeZoneSet(Happening):
    kind: ClassVar[str] = "workspace.time-zone-set"
    icon: ClassVar[str] = "settings"
    time_zone: str

    def wording(self) -> str:
        return _("set the time zone of the workspace to %(zone)s") % {"zone": self.time_zone or "UTC"}


@happens
@dataclass(frozen=True)
class SecondStartSet(Happening):
    kind: ClassVar[str] = "workspace.second-start-set"
    icon: ClassVar[str] = "settings"
    before: str
    rule: str

    def wording(self) -> str:
        rules = {
            "ask": _("asked what becomes of the first"),
            "warn": _("let through with a warning"),
            "block": _("refused"),
        }
        return _("decided that a second start is %(rule)s") % {"rule": rules.get(self.rule, self.rule)}


@happens
@dataclass(frozen=True)
class InvitationMade(Happening):
    kind: ClassVar[str] = "invitation.made"
    icon: ClassVar[str] = "link"
    name: str
    role: str

    def wording(self) -> str:
        return _("invited %(name)s as %(role)s") % {"name": self.name, "role": self.role}


@happens
@dataclass(frozen=True)
class InvitationRenewed(Happening):
    kind: ClassVar[str] = "invitation.renewed"
    icon: ClassVar[str] = "link"
    name: str
    role: str

    def wording(self) -> str:
        return _("made a new link for the invitation of %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class InvitationRevoked(Happening):
    kind: ClassVar[str] = "invitation.revoked"
    icon: ClassVar[str] = "link"
    name: str
    role: str

    def wording(self) -> str:
        return _("ended the invitation of %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class AbsenceEntered(Happening):
    kind: ClassVar[str] = "absence.entered"
    icon: ClassVar[str] = "calendar"
    name: str
    first_on: str
    last_on: str

    def wording(self) -> str:
        return _("entered that %(name)s is away from %(first)s to %(last)s") % {
            "name": self.name,
            "first": self.first_on,
            "last": self.last_on,
        }


@happens
@dataclass(frozen=True)
class AbsenceChanged(Happening):
    kind: ClassVar[str] = "absence.changed"
    icon: ClassVar[str] = "calendar"
    name: str
    first_on: str
    last_on: str

    def wording(self) -> str:
        return _("changed an absence of %(name)s to %(first)s to %(last)s") % {
            "name": self.name,
            "first": self.first_on,
            "last": self.last_on,
        }


@happens
@dataclass(frozen=True)
class AbsenceRemoved(Happening):
    kind: ClassVar[str] = "absence.removed"
    icon: ClassVar[str] = "calendar"
    name: str
    first_on: str
    last_on: str

    def wording(self) -> str:
        return _("took back an absence of %(name)s, %(first)s to %(last)s") % {
            "name": self.name,
            "first": self.first_on,
            "last": self.last_on,
        }


@happens
@dataclass(frozen=True)
class HolidaysAdded(Happening):
    """`days`: pairs of date and name."""

    kind: ClassVar[str] = "holidays.added"
    icon: ClassVar[str] = "calendar"
    days: list[list[str]]

    def wording(self) -> str:
        names = ", ".join(f"{name} ({day})" for day, name in self.days[:5])
        more = len(self.days) - 5
        return _("put into the calendar: %(days)s") % {"days": f"{names} +{more}" if more > 0 else names}


@happens
@dataclass(frozen=True)
class HolidayRemoved(Happening):
    kind: ClassVar[str] = "holiday.removed"
    icon: ClassVar[str] = "calendar"
    day: str
    name: str

    def wording(self) -> str:
        return _("took %(name)s (%(day)s) off the calendar") % {"name": self.name, "day": self.day}
