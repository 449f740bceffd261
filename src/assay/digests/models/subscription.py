"""Who gets a digest by mail, on which day, and of what."""

import secrets
from typing import TYPE_CHECKING

from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from assay.activity.recording import record
from assay.digests.events import DigestFollowed, DigestUnfollowed
from assay.kit.clock import now
from assay.projects.models import Project, Stakeholder

if TYPE_CHECKING:
    from assay.accounts.models import Person, Workspace

MONDAY = 1
_SALT = "assay.digests.subscription"


class Covers(models.TextChoices):
    """Of which projects a letter tells."""

    MINE = "mine", gettext_lazy("Those I lead, am named on or watch")
    ALL = "all", gettext_lazy("All that I may see")


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, person: "Person") -> "SubscriptionQuerySet":
        """One's own."""
        return self.filter(person=person)

    def wanted(self) -> "SubscriptionQuerySet":
        return self.exclude(day=None)

    def of_token(self, token: str) -> "Subscription | None":
        """Return whose letters the token ends, ended or not; None for one that is forged or void."""
        try:
            number, stamp = signing.loads(token, salt=_SALT)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return self.filter(pk=number, stamp=stamp).select_related("person__workspace", "stakeholder__project").first()


class Subscription(models.Model):
    """The letters of one person, or of one stakeholder. `day` is an ISO weekday; None: they want no letters.

    `stamp` is part of the token that ends it without signing in; whoever begins again gets another one, so that old
    letters that were passed on end nothing. `way` is for whoever let a stakeholder follow: how they come in, sealed.
    """

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="+", null=True)
    stakeholder = models.OneToOneField("projects.Stakeholder", on_delete=models.CASCADE, related_name="+", null=True)
    day = models.PositiveSmallIntegerField(null=True)
    covers = models.CharField(max_length=10, choices=Covers, default=Covers.MINE)
    stamp = models.CharField(max_length=32)
    way = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, stakeholder__isnull=False) | Q(person__isnull=False, stakeholder=None),
                name="subscription_of_one",
            ),
            models.CheckConstraint(condition=Q(day=None) | Q(day__range=(1, 7)), name="subscription_day_of_a_week"),
        ]

    def __str__(self) -> str:
        return f"letters to {self.person or self.stakeholder}"

    @classmethod
    def usual(cls, person: "Person") -> "Subscription":
        """Return what somebody gets who never chose, not yet kept: members on Mondays, guests nothing."""
        covers = Covers.ALL if person.leads_workspace else Covers.MINE
        day = MONDAY if person.can_write else None
        return cls(person=person, day=day, covers=covers, stamp=_new_stamp(), changed_at=person.joined_at)

    @classmethod
    def of(cls, person: "Person") -> "Subscription":
        """Return what somebody gets, as they chose or as is usual; nothing is written."""
        return cls.objects.filter(person=person).first() or cls.usual(person)

    @classmethod
    @transaction.atomic
    def choose(cls, person: "Person", *, day: int | None, covers: str) -> "Subscription":
        """Keep what somebody wants from now on: a weekday or no letters, of their own projects or of all."""
        usual = cls.usual(person)
        facts = {"day": usual.day, "covers": usual.covers, "stamp": usual.stamp, "changed_at": now()}
        cls.objects.get_or_create(person=person, defaults=facts)
        held = cls.objects.select_for_update().get(person=person)
        held._set(day=day, covers=Covers(covers))
        return held

    @classmethod
    @transaction.atomic
    def follow(cls, stakeholder: Stakeholder, *, way: str) -> "Subscription":
        """Let a stakeholder get the digest of their project on Mondays; following once more changes only the way."""
        facts = {"day": None, "stamp": _new_stamp(), "changed_at": now()}
        cls.objects.get_or_create(stakeholder=stakeholder, defaults=facts)
        held = cls.objects.select_for_update().get(stakeholder=stakeholder)
        began = held.day is None
        held._set(day=MONDAY, covers=Covers.MINE, way=way)
        if began:
            record(DigestFollowed(name=stakeholder.name), on=stakeholder.project, by=None, outsider=stakeholder.name)
        return held

    @transaction.atomic
    def end(self) -> None:
        """Send no more letters. Twice is once."""
        held = type(self).objects.select_for_update().get(pk=self.pk)
        if held.day is None:
            return
        held._set(day=None, covers=held.covers)
        if (who := self.stakeholder) is not None:
            record(DigestUnfollowed(name=who.name), on=who.project, by=None, outsider=who.name)

    @property
    def token(self) -> str:
        """What ends it without signing in."""
        return signing.dumps([self.pk, self.stamp], salt=_SALT)

    @property
    def workspace(self) -> "Workspace":
        return self.person.workspace if self.person else self.project.workspace

    @property
    def project(self) -> Project:
        """The one project of a stakeholder. Raises `ValueError` for people: they have several."""
        if self.stakeholder is None:
            raise ValueError("The letters of people tell of several projects.")
        return self.stakeholder.project

    @property
    def name(self) -> str:
        return str(self.person or self.stakeholder)

    @property
    def what(self) -> str:
        """What the letters tell of, by name."""
        return self.workspace.name if self.person else self.project.name

    @property
    def address(self) -> str:
        """Where the letters go; empty for who has none, or is gone."""
        if self.person is not None:
            return self.person.user.email if self.person.user and self.person.left_at is None else ""
        return self.stakeholder.email if self.stakeholder and self.stakeholder.removed_at is None else ""

    def _set(self, *, day: int | None, covers: str, way: str = "") -> None:
        if self.day is None and day is not None:
            self.stamp = _new_stamp()
        if self.day != day:
            self.changed_at = now()
        self.day, self.covers, self.way = day, covers, way
        self.save(update_fields=["day", "covers", "way", "stamp", "changed_at"])


def _new_stamp() -> str:
    return secrets.token_hex(16)
