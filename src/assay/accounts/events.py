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

    def wording(self) -> str:
        if not self.name:
            return _("opened the workspace")
        return _("welcomed %(name)s as %(role)s") % {"name": self.name, "role": self.role}


@happens
@dataclass(frozen=True)
class PersonLeft(Happening):
    kind: ClassVar[str] = "person.left"
    icon: ClassVar[str] = "person"
    name: str

    def wording(self) -> str:
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
