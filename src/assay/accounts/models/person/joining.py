"""How people come into a workspace."""

from datetime import datetime
from typing import TYPE_CHECKING, Optional, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.events import LinkMade, PersonJoined
from assay.accounts.models.door import Door
from assay.accounts.models.person.roles import RoleRefused
from assay.accounts.models.user import User
from assay.activity.recording import record
from assay.kit.clock import now
from assay.search.indexing import index_subject

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
        invited_by: str = "",
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
        record(PersonJoined(name=name, role=role, invited_by=invited_by), on=workspace, by=by or person, at=at)
        index_subject(person)
        return person

    @transaction.atomic
    def come_back(self, role: str, *, by: "Person", invited_by: str = "", at: datetime | None = None) -> None:
        """Let a person who left in again, with their history; tokens of before stay revoked."""
        person = cast("Person", self)
        person.left_at, person.role, person.joined_at = None, role, at or now()
        person.save(update_fields=["left_at", "role", "joined_at"])
        happening = PersonJoined(name=person.name, role=role, invited_by=invited_by, is_back=True)
        record(happening, on=person.workspace, by=by, at=at)
        index_subject(person)

    @transaction.atomic
    def let_back_in(self, role: str, *, by: "Person") -> str:
        """Let somebody who left in again and return the secret of a sign-in link for them.

        Only an owner may, as the link signs in as that person. Raises `RoleRefused`.
        """
        person = cast("Person", self)
        person.refresh_from_db(from_queryset=type(person).objects.select_for_update(of=("self",)))
        if not by.can_set_role(person, role) or person.left_at is None:
            raise RoleRefused(_("Only an owner lets somebody who left in again."))
        person.come_back(role, by=by)
        return person.make_link(by=by)

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
