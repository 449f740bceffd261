"""A person in a workspace, and what their role allows (the table stands in docs/people.md)."""

from typing import TYPE_CHECKING

from django.db import models

from assay.accounts.models.person.changing import Changing
from assay.accounts.models.person.joining import Joining
from assay.accounts.models.person.roles import LED, Discipline, Role
from assay.activity.subjects import Subject

if TYPE_CHECKING:
    from assay.accounts.models.user import User


def monday_to_friday() -> list[int]:
    return [1, 2, 3, 4, 5]


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, person: "Person") -> "PersonQuerySet":
        return self.filter(workspace_id=person.workspace_id)

    def present(self) -> "PersonQuerySet":
        return self.filter(left_at=None)

    def by_name(self) -> "PersonQuerySet":
        return self.order_by("name", "pk")


class Person(Joining, Changing, models.Model):
    """Somebody in one workspace. Their role is always read from here, never from what they act on.

    `user` is who signs in as them; without one nobody has entered yet.
    """

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="people", null=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    discipline = models.CharField(max_length=20, choices=Discipline, blank=True)
    hue = models.PositiveSmallIntegerField(default=1)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    # An IANA name; empty: as the browser says.
    time_zone = models.CharField(max_length=64, blank=True)
    # ISO weekdays, Monday is 1.
    working_days = models.JSONField(default=monday_to_friday)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="person_once_per_workspace"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="person_role_known"),
        ]

    def __str__(self) -> str:
        return self.name

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
        return self.leads_workspace and self.left_at is None

    @property
    def can_create_projects(self) -> bool:
        return self.can_write

    @property
    def can_write(self) -> bool:
        """Tasks, experiments, runs, documents: everybody but guests."""
        return self.role != Role.GUEST and self.left_at is None

    @property
    def roles_to_invite(self) -> tuple[Role, ...]:
        """The roles this person may give to somebody new: an owner any, a lead all but owner."""
        if not self.can_manage_people:
            return ()
        return tuple(Role) if self.is_owner else LED

    def can_be_planned_by(self, other: "Person") -> bool:
        """Who may enter absences of this person: they themselves, and who leads the workspace."""
        return other.pk == self.pk or (other.can_manage_people and other.workspace_id == self.workspace_id)

    def can_invite_as(self, role: str) -> bool:
        return role in self.roles_to_invite

    def can_set_role(self, other: "Person", role: str) -> bool:
        """Only an owner changes roles; nobody raises themselves."""
        return self.is_owner and role in Role.values and other.workspace_id == self.workspace_id

    def can_be_removed_by(self, other: "Person") -> bool:
        """An owner removes anybody; everybody may leave by themselves."""
        return other.pk == self.pk or (other.is_owner and other.workspace_id == self.workspace_id)

    # How they sign in -----------------------------------------------------------------------------

    def is_elsewhere(self) -> bool:
        """Whether whoever signs in as this person is, or was, in another workspace too."""
        if self.user_id is None:
            return False
        return Person.objects.filter(user_id=self.user_id).exclude(workspace_id=self.workspace_id).exists()

    def enter_as(self, user: "User") -> None:
        """Remember who signs in as this person, at the first time they do."""
        self.user = user
        self.save(update_fields=["user"])
