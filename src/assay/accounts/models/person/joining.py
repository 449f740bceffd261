"""How people come into a workspace."""

from datetime import datetime
from typing import TYPE_CHECKING, Optional, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.events import LinkMade, PersonJoined
from assay.accounts.models.door import Door
from assay.accounts.models.person.roles import AddressTaken, RoleRefused
from assay.accounts.models.user import User
from assay.activity.recording import record
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models.person.model import Person
    from assay.accounts.models.workspace import Workspace

HUES = 8


class Joining:
    """Verbs that let somebody in."""

    @classmethod
    @transaction.atomic
    def join(
        cls,
        workspace: "Workspace",
        *,
        name: str,
        role: str,
        user: User | None = None,
        discipline: str = "",
        by: Optional["Person"] = None,
        at: datetime | None = None,
    ) -> "Person":
        """Add somebody to the workspace and return them."""
        maker = cast("type[Person]", cls)
        count = maker.objects.filter(workspace=workspace).count()
        person = maker.objects.create(
            workspace=workspace,
            user=user,
            name=name,
            role=role,
            discipline=discipline,
            hue=count % HUES + 1,
            joined_at=at or now(),
        )
        record(PersonJoined(name=name, role=role), on=workspace, by=by or person, at=at)
        return person

    @classmethod
    @transaction.atomic
    def invite(cls, *, name: str, email: str, role: str, discipline: str = "", by: "Person") -> "tuple[Person, str]":
        """Add somebody who may sign in, or let them come back; return them and the secret of their link.

        Raises `RoleRefused`, and `AddressTaken` for an address that signs in already: a link for it would let
        whoever holds it into another workspace too.
        """
        if not by.can_invite_as(role):
            raise RoleRefused(_("You may not invite anybody with this role."))
        user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
        if user is None:
            user = User.objects.create_user(email.strip())
            person = cls.join(by.workspace, name=name, role=role, user=user, discipline=discipline, by=by)
        else:
            person = _returning(user, by=by)
            person.come_back(role, by=by)
        return person, person.make_link(by=by)

    def come_back(self, role: str, *, by: "Person") -> None:
        """Let a person who left in again; tokens of before stay revoked."""
        person = cast("Person", self)
        person.left_at, person.role, person.joined_at = None, role, now()
        person.save(update_fields=["left_at", "role", "joined_at"])
        record(PersonJoined(name=person.name, role=role), on=person.workspace, by=by)

    @transaction.atomic
    def make_link(self, *, by: "Person | None") -> str:
        """Make a one-time sign-in link and return its secret; an earlier one stops working.

        Raises `RoleRefused` when the link would open more than this workspace.
        """
        person = cast("Person", self)
        if by is not None and person.is_elsewhere():
            raise RoleRefused(_("This person is in another workspace as well; only they can sign in, by password."))
        secret = Door.make_for(person)
        record(LinkMade(name=person.name), on=person.workspace, by=by)
        return secret


def _returning(user: User, *, by: "Person") -> "Person":
    person = user.people.filter(workspace_id=by.workspace_id).exclude(left_at=None).first()
    if person is None or person.is_elsewhere():
        raise AddressTaken(_("This address signs in on this server already. Use another one."))
    return person
