"""The check list of a deliverable and its two reviewers."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_CHECK, MOST_ANSWER = 300, 300


class Seat(models.TextChoices):
    """Who reviews: one of each."""

    SCIENTIST = "scientist", gettext_lazy("Data scientist")
    ENGINEER = "engineer", gettext_lazy("Engineer")


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, person: "Person") -> "CheckQuerySet":
        return self.filter(deliverable__project__in=Project.objects.visible_to(person))

    def in_order(self) -> "CheckQuerySet":
        return self.select_related("done_by").order_by("position", "pk")


class Check(models.Model):
    """One line of the check list; `answer` says how it is met ("512 MB, measured on staging")."""

    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="checks")
    text = models.CharField(max_length=MOST_CHECK)
    position = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=MOST_ANSWER, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="deliverable_check_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    def visible_to(self, person: "Person") -> "ReviewerQuerySet":
        return self.filter(deliverable__project__in=Project.objects.visible_to(person))


class Reviewer(models.Model):
    """Who reviews from one of the two seats, and for what was attached when they approved it."""

    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="reviewers")
    seat = models.CharField(max_length=10, choices=Seat)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=MOST_ANSWER, blank=True)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "seat"], name="deliverable_seat_once"),
            models.UniqueConstraint(fields=["deliverable", "person"], name="deliverable_reviewer_once"),
            models.CheckConstraint(condition=Q(seat__in=Seat.values), name="deliverable_seat_known"),
        ]

    def __str__(self) -> str:
        return self.person.name
