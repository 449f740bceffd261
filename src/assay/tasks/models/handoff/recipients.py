"""Whom a task is handed over to: a person, or whoever of a discipline takes it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from django.utils.translation import gettext as _

from assay.tasks.events.handoffs import discipline_name
from assay.tasks.taking import may_take

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Project


class HandoffRefused(ValueError):
    """The hand-off is not in the state for this, or goes to nobody; the message says what to do."""


class NotForYou(Exception):
    """The step belongs to somebody else."""


@dataclass(frozen=True)
class Recipient:
    """Exactly one of the two."""

    person: Optional["Person"] = None
    discipline: str = ""

    @property
    def name(self) -> str:
        return self.person.name if self.person else discipline_name(self.discipline)

    def people(self, project: "Project") -> "list[Person]":
        """Return who may accept. Raises `HandoffRefused` if that is nobody."""
        team = may_take(project)
        if self.person is not None:
            found = list(team.filter(pk=self.person.pk))
        else:
            found = list(team.filter(discipline=self.discipline)) if self.discipline else []
        if not found:
            raise HandoffRefused(_("Nobody here could accept it: choose a person, or a discipline that somebody has."))
        return found
