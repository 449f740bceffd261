"""A person in a workspace, and what their role allows (the table stands in docs/people.md)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Optional

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.events import PersonJoined, PersonLeft, RoleChanged
from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models.user import User
    from assay.accounts.models.workspace import Workspace

HUES = 8


class Role(models.TextChoices):
    OWNER = "owner", gettext_lazy("Owner")
    LEAD = "lead", gettext_lazy("Lead")
    MEMBER = "member", gettext_lazy("Member")
    GUEST = "guest", gettext_lazy("Guest")


class Discipline(models.TextChoices):
    DATA_SCIENCE = "data-science", gettext_lazy("Data science")
    ML_ENGINEERING = "ml-engineering", gettext_lazy("ML engineering")
    DATA_ENGINEERING = "data-engineering", gettext_lazy("Data engineering")
    DEVOPS = "devops", gettext_lazy("DevOps")


class LastOwner(Exception):
    """A workspace needs somebody who may do everything."""


class RoleRefused(Exception):
    """The caller's role does not allow this change."""


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, person: "Person") -> "PersonQuerySet":
        return self.filter(workspace_id=person.workspace_id)

    def present(self) -> "PersonQuerySet":
        return self.filter(left_at=None)

    def by_name(self) -> "PersonQuerySet":
        return self.order_by("name", "pk")


class Person(models.Model):
    """Somebody in one workspace. Their role is always read from here, never from what they act on."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="people", null=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    discipline = models.CharField(max_length=20, choices=Discipline, blank=True)
    hue = models.PositiveSmallIntegerField(default=1)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="person_once_per_workspace"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="person_role_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def join(
        cls,
        workspace: "Workspace",
        *,
        name: str,
        role: str,
        user: "User | None" = None,
        discipline: str = "",
        by: Optional["Person"] = None,
        at: datetime | None = None,
    ) -> "Person":
        """Add somebody to the workspace and return them."""
        count = cls.objects.filter(workspace=workspace).count()
        person = cls.objects.create(
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

    @property
    def initials(self) -> str:
        words = self.name.split()
        picked = words[:1] + words[-1:] if len(words) > 1 else words
        return "".join(word[0] for word in picked).upper() or "?"

    @property
    def short_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def subject(self) -> Subject:
        return Subject("person", str(self.pk), self.workspace_id)

    # What the role allows -------------------------------------------------------------------------

    @property
    def is_owner(self) -> bool:
        return self.role == Role.OWNER

    @property
    def leads_workspace(self) -> bool:
        return self.role in {Role.OWNER, Role.LEAD}

    @property
    def can_manage_people(self) -> bool:
        return self.leads_workspace

    @property
    def can_create_projects(self) -> bool:
        return self.can_write

    @property
    def can_write(self) -> bool:
        """Tasks, experiments, runs, documents: everybody but guests."""
        return self.role != Role.GUEST and self.left_at is None

    def can_set_role(self, other: "Person", role: str) -> bool:
        """Only an owner changes roles; nobody raises themselves."""
        return self.is_owner and role in Role.values and other.workspace_id == self.workspace_id

    # Verbs ----------------------------------------------------------------------------------------

    @transaction.atomic
    def change_role(self, role: str, *, by: "Person") -> None:
        """Give the person another role. Raises `RoleRefused` or `LastOwner`."""
        team = _locked(self.workspace_id)
        actor = next((one for one in team if one.pk == by.pk), None)
        if actor is None or not actor.can_set_role(self, role):
            raise RoleRefused(_("Only an owner changes roles."))
        _keep_an_owner(team, without=self, role=role)
        before, self.role = self.role, role
        self.save(update_fields=["role"])
        record(RoleChanged(name=self.name, before=before, role=role), on=self.workspace, by=by)

    @transaction.atomic
    def leave(self, *, by: "Person", at: datetime | None = None) -> None:
        """End the person's access; their work and history stay. Raises `RoleRefused` or `LastOwner`."""
        team = _locked(self.workspace_id)
        if not (by.is_owner or by.pk == self.pk):
            raise RoleRefused(_("Only an owner removes people."))
        _keep_an_owner(team, without=self, role=Role.GUEST)
        self.left_at = at or now()
        self.save(update_fields=["left_at"])
        self.tokens.filter(revoked_at=None).update(revoked_at=self.left_at)
        record(PersonLeft(name=self.name), on=self.workspace, by=by, at=at)


def _locked(workspace_id: int) -> list[Person]:
    """Lock the team's rows, so that two owners cannot demote each other at once."""
    rows = Person.objects.filter(workspace_id=workspace_id).present().order_by("pk")
    return list(rows.select_for_update())


def _keep_an_owner(team: Iterable[Person], *, without: Person, role: str) -> None:
    if role == Role.OWNER:
        return
    if not any(one.is_owner and one.pk != without.pk for one in team):
        raise LastOwner(_("A workspace needs at least one owner. Make somebody else owner first."))
