"""More days for a timebox: each extension stays, with the reason somebody gave."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def visible_to(self, person: "Person") -> "ExtensionQuerySet":
        return self.filter(experiment__task__project__in=Project.objects.visible_to(person))

    def in_order(self) -> "ExtensionQuerySet":
        return self.order_by("pk")


class Extension(models.Model):
    """Days that were added once; `Experiment.extend` makes one."""

    experiment = models.ForeignKey("experiments.Experiment", on_delete=models.CASCADE, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1) & ~Q(because=""), name="extension_has_days_and_a_reason")
        ]

    def __str__(self) -> str:
        return f"+{self.days}: {self.because}"
