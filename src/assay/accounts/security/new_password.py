"""A new password for somebody who lost theirs: by a one-time link, from an owner, a lead or by mail."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.accounts.entering import DoorClosed
from assay.accounts.models import Door, Person, User
from assay.accounts.models.door import Purpose
from assay.accounts.models.person import Role, RoleRefused
from assay.accounts.security.events import PasswordLinkMade, PasswordReset
from assay.accounts.security.sessions import end_all_sessions
from assay.activity.recording import record
from assay.kit.jobs import job
from assay.kit.mail import send_now

BELOW_LEAD = (Role.MEMBER, Role.GUEST)


def may_make_password_link(person: Person, *, by: Person) -> bool:
    """Whoever holds the link can be that person: an owner may make it for anybody, a lead for members and guests."""
    if by.workspace_id != person.workspace_id or person.left_at or person.user is None or not person.user.has_address:
        return False
    return by.is_owner or (by.can_manage_people and person.role in BELOW_LEAD)


@transaction.atomic
def make_password_link(person: Person, *, by: Person) -> str:
    """Make the link and return its secret; an earlier one stops working. Raises `RoleRefused`."""
    if not may_make_password_link(person, by=by):
        raise RoleRefused(_("Only an owner makes a link to set a new password for this person."))
    if person.is_elsewhere():
        raise RoleRefused(_("This person is in another workspace as well; only they can ask for a new password."))
    secret = Door.make_for(person, purpose=Purpose.PASSWORD)
    record(PasswordLinkMade(name=person.name), on=person.workspace, by=by)
    return secret


@transaction.atomic
def set_new_password(door: Door, password: str) -> tuple[Person, User]:
    """Use the link up, change the password and sign its person out everywhere. Raises `DoorClosed`."""
    person, user = door.person, door.person.user
    if user is None or not door.sets_password or not door.go_through():
        raise DoorClosed
    user.change_password(password)
    end_all_sessions(user)
    record(PasswordReset(name=person.name), on=person, by=person)
    return person, user


@job()
def mail_password_link(email: str) -> None:
    """Send the link to `email` if somebody signs in by it; only the worker learns whether that is so."""
    people = Person.objects.present().filter(user__email=email.strip().lower(), user__is_active=True)
    person = people.select_related("workspace", "user").order_by("pk").first()
    if person is None:
        return
    secret = Door.make_for(person, purpose=Purpose.PASSWORD)
    record(PasswordLinkMade(name=person.name), on=person.workspace, by=None)
    address = f"{settings.BASE_URL}{reverse('accounts:welcome', args=[secret])}"
    send_now(_("Set a new password for Assay"), _letter(person, address), recipients=[email])


def _letter(person: Person, address: str) -> str:
    text = _(
        "Hello %(name)s,\n\n"
        "somebody asked for a new password for your account at %(place)s.\n"
        "This link lets you set one. It works once and for 24 hours:\n\n"
        "%(address)s\n\n"
        "It was not you? Then do nothing: your password stays as it is.\n"
    )
    return text % {"name": person.short_name, "place": settings.BASE_URL, "address": address}
