"""Leaving a workspace, or being removed: what becomes of the open tasks, then the end of all access."""

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.accounts.models.person import RoleRefused
from assay.accounts.work import hand_over


class Tasks(StrEnum):
    """What becomes of the open tasks of somebody who leaves."""

    STAY = "stay"
    HAND = "hand"
    NOBODY = "nobody"


class NoSuccessor(ValueError):
    """Whoever shall get the tasks is not somebody who may have them."""


@transaction.atomic
def end_access(person: Person, *, by: Person, tasks: Tasks = Tasks.STAY, to: Person | None = None) -> None:
    """End the access of `person` at once and hand over their open tasks as asked.

    Raises `RoleRefused`, `LastOwner` and `NoSuccessor`; nothing has happened then.
    """
    if not person.can_be_removed_by(by):
        raise RoleRefused(_("Only an owner removes people."))
    if tasks is Tasks.HAND and not _may_take_over(person, to):
        raise NoSuccessor(_("Choose somebody of this workspace who is no guest."))
    # The team first: a last owner is told so before any task has moved, and whoever moves tasks waits here.
    person.leave(by=by)
    if tasks is not Tasks.STAY:
        hand_over(person, to if tasks is Tasks.HAND else None, by=by)


def successors_of(person: Person) -> list[Person]:
    """Return who may take over the tasks of `person`, by name."""
    team = Person.objects.visible_to(person).present().exclude(pk=person.pk).by_name()
    return [one for one in team if one.can_write]


def _may_take_over(person: Person, to: Person | None) -> bool:
    return to is not None and to.pk != person.pk and to.workspace_id == person.workspace_id and to.can_write
