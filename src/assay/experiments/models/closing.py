"""Decisions about an experiment: each one stays, with the evidence as it was then, also when it is taken back."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from assay.experiments.models.experiment.outcomes import Kept, Outcome
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class ClosingQuerySet(models.QuerySet["Closing"]):
    def visible_to(self, person: "Person") -> "ClosingQuerySet":
        return self.filter(experiment__task__project__in=Project.objects.visible_to(person))

    def newest_first(self) -> "ClosingQuerySet":
        return self.order_by("-pk")


class Closing(models.Model):
    """What was decided once and on what evidence. `Experiment.conclude` makes one, `reopen` takes it back.

    `evidence` holds the verdict, each locked criterion with value, interval and run, and the runs that counted.
    """

    experiment = models.ForeignKey("experiments.Experiment", on_delete=models.CASCADE, related_name="closings")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    kept = models.CharField(max_length=10, choices=Kept, blank=True)
    learnings = models.TextField(blank=True)
    evidence = models.JSONField(default=dict)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    reopened_because = models.CharField(max_length=300, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_at=None) | ~Q(reopened_because=""), name="closing_reopened_for_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d}"

    @property
    def run_uids(self) -> set[str]:
        """The runs that the decision rests on."""
        return set(self.evidence.get("runs", []))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The locked criteria as they stood."""
        return list(self.evidence.get("criteria", []))
