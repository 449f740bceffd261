"""How a person's role and facts change, and how access ends."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.events import PersonEdited, PersonLeft, RoleChanged
from assay.accounts.models.person.roles import LastOwner, Role, RoleRefused
from assay.activity.recording import record
from assay.kit.clock import now
from assay.search.indexing import index_subject

if TYPE_CHECKING:
    from assay.accounts.models.person.model import Person


class Changing:
    """Verbs that change somebody who is in."""

    @transaction.atomic
    def change_role(self, role: str, *, by: "Person") -> None:
        """Give the person another role. Raises `RoleRefused` or `LastOwner`."""
        me = cast("Person", self)
        team = _locked(me)
        person, actor = team.get(me.pk), team.get(by.pk)
        if person is None or actor is None or not actor.can_set_role(person, role):
            raise RoleRefused(_("Only an owner changes roles."))
        if person.role == role:
            return
        _keep_an_owner(team.values(), without=person, role=role)
        before, me.role = person.role, role
        me.save(update_fields=["role"])
        record(RoleChanged(name=person.name, before=before, role=role), on=person.workspace, by=by)

    @transaction.atomic
    def leave(self, *, by: "Person", at: datetime | None = None) -> None:
        """End the person's access at once; their work and history stay. Raises `RoleRefused` or `LastOwner`."""
        me = cast("Person", self)
        team = _locked(me)
        person, actor = team.get(me.pk), team.get(by.pk)
        if person is None or actor is None or not (actor.is_owner or actor.pk == person.pk):
            raise RoleRefused(_("Only an owner removes people."))
        _keep_an_owner(team.values(), without=person, role=Role.GUEST)
        me.left_at = moment = at or now()
        me.save(update_fields=["left_at"])
        person.tokens.filter(revoked_at=None).update(revoked_at=moment)
        person.doors.filter(used_at=None).update(expires_at=moment)
        person.invitations_made.filter(used_at=None, revoked_at=None).update(revoked_at=moment)
        record(PersonLeft(name=person.name, by_choice=by.pk == person.pk), on=person.workspace, by=by, at=at)
        index_subject(me)

    @transaction.atomic
    def edit(
        self,
        *,
        name: str,
        discipline: str,
        hue: int,
        time_zone: str | None = None,
        working_days: Iterable[int] | None = None,
    ) -> None:
        """Change one's own name, discipline and colour; time zone and working days if they are given."""
        person = cast("Person", self)
        person.name, person.discipline, person.hue = name, discipline, hue
        if time_zone is not None:
            person.time_zone = time_zone
        if working_days is not None:
            person.working_days = sorted(set(working_days))
        person.save(update_fields=["name", "discipline", "hue", "time_zone", "working_days"])
        record(PersonEdited(name=name), on=person, by=person)


def _locked(person: "Person") -> "dict[int, Person]":
    """Lock the team's rows, so that two owners cannot demote each other at once."""
    rows = type(person).objects.filter(workspace_id=person.workspace_id).present().order_by("pk")
    return {one.pk: one for one in rows.select_for_update()}


def _keep_an_owner(team: "Iterable[Person]", *, without: "Person", role: str) -> None:
    if role == Role.OWNER:
        return
    if not any(one.is_owner and one.pk != without.pk for one in team):
        raise LastOwner(_("A workspace needs at least one owner. Make somebody else owner first."))
