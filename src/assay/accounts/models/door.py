"""Doors: links that let one person in once. The first owner enters by one, printed at the first start."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy

from assay.accounts.models.token import digest
from assay.kit import ids
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models.person import Person

PREFIX = "enter"
OPEN_FOR = timedelta(hours=24)


class Purpose(models.TextChoices):
    ENTER = "enter", gettext_lazy("Sign in")
    PASSWORD = "password", gettext_lazy("Set a new password")


class DoorQuerySet(models.QuerySet["Door"]):
    def open_by(self, secret: str, *, at: datetime | None = None) -> "Door | None":
        """Return the unused, unexpired door of this secret, or None."""
        doors = self.select_related("person__user", "person__workspace").filter(used_at=None)
        return doors.filter(digest=digest(secret), expires_at__gt=at or now(), person__left_at=None).first()


class Door(models.Model):
    """A one-time link for a person: to sign in, or to set a new password and then sign in."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="doors")
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.ENTER)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = DoorQuerySet.as_manager()

    def __str__(self) -> str:
        return f"door of {self.person_id}"

    @classmethod
    def make_for(cls, person: "Person", *, purpose: str = Purpose.ENTER, at: datetime | None = None) -> str:
        """Make a link and return its secret; earlier unused ones for the same purpose stop working."""
        at = at or now()
        cls.objects.filter(person=person, purpose=purpose, used_at=None).update(expires_at=at)
        secret = ids.secret(PREFIX)
        cls.objects.create(
            person=person, purpose=purpose, digest=digest(secret), created_at=at, expires_at=at + OPEN_FOR
        )
        return secret

    @property
    def asks_who(self) -> bool:
        """Whether nobody has said yet who enters here: the first owner of a new installation."""
        return self.person.user_id is None and not self.person.name

    @property
    def sets_password(self) -> bool:
        return self.purpose == Purpose.PASSWORD

    def go_through(self, *, at: datetime | None = None) -> bool:
        """Use the link up; False when somebody else was faster."""
        at = at or now()
        return bool(Door.objects.filter(pk=self.pk, used_at=None, expires_at__gt=at).update(used_at=at))
