"""Who acts on what a project hands over: a person of the workspace, or a stakeholder, who has no account."""

from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from django.db import models
from django.db.models import Q

from assay.projects.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from assay.accounts.models import Person

    Party: TypeAlias = Person | Stakeholder

ONE_PARTY = Q(person=None, stakeholder__isnull=False) | Q(person__isnull=False, stakeholder=None)


class Actor(TypedDict):
    """What `record` is told of who did it."""

    by: "Person | None"
    outsider: str


class OfParty(models.Model):
    """A row of one party: exactly one of `person` and `stakeholder` is set."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    stakeholder = models.ForeignKey("projects.Stakeholder", on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=ONE_PARTY, name="%(class)s_of_one_party")]

    @property
    def party(self) -> "Party":
        found: Party | None = self.person or self.stakeholder
        assert found is not None  # noqa: S101  the constraint says so
        return found

    @property
    def name(self) -> str:
        return self.party.name

    def is_of(self, party: "Party | None") -> bool:
        """Whether this row is `party`'s, without asking the database."""
        if party is None:
            return False
        own = self.stakeholder_id if isinstance(party, Stakeholder) else self.person_id
        return bool(own == party.pk)


def columns(party: "Party") -> dict[str, Any]:
    """Return the columns of a row of this party, to filter by and to create with."""
    is_outside = isinstance(party, Stakeholder)
    return {"person": None if is_outside else party, "stakeholder": party if is_outside else None}


def actor(party: "Party | None") -> Actor:
    """Return what `record` is told when this party did it; nobody is Assay itself."""
    if isinstance(party, Stakeholder):
        return {"by": None, "outsider": party.name}
    return {"by": party, "outsider": ""}
