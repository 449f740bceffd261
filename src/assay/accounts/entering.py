"""Going through a one-time link: the join of door, identity and person."""

from dataclasses import dataclass

from django.db import transaction

from assay.accounts.events import PersonEntered
from assay.accounts.models import Door, Person, User
from assay.accounts.models.user import NOWHERE
from assay.activity.recording import record


class DoorClosed(Exception):
    """The link was used or has expired; perhaps a moment ago, in another window."""


@dataclass(frozen=True)
class Newcomer:
    """What the first owner says of themselves."""

    name: str
    email: str
    workspace: str


@transaction.atomic
def enter(door: Door, *, newcomer: Newcomer | None = None, password: str = "") -> tuple[Person, User]:
    """Use the link up; return the person who entered and the identity to sign in.

    Raises `DoorClosed`, and `AddressInUse` for a newcomer's e-mail that somebody has; the link is then unused.
    """
    if not door.go_through():
        raise DoorClosed
    person = door.person
    if newcomer:
        _introduce(person, newcomer)
    user = person.user or _identity_of(person)
    if newcomer:
        user.sign_in_by(email=newcomer.email, password=password)
    elif password and not user.has_usable_password():
        user.change_password(password)
    record(PersonEntered(name=person.name), on=person, by=person)
    return person, user


def _introduce(person: Person, newcomer: Newcomer) -> None:
    person.edit(name=newcomer.name, discipline=person.discipline, hue=person.hue)
    person.workspace.rename(newcomer.workspace, by=person)


def _identity_of(person: Person) -> User:
    user = User.objects.create_user(f"person-{person.pk}@{NOWHERE}")
    person.enter_as(user)
    return user
