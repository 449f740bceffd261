"""The approach of an experiment: a short list of things to do, ticked as they are done."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class CheckItemQuerySet(models.QuerySet["CheckItem"]):
    def visible_to(self, person: "Person") -> "CheckItemQuerySet":
        return self.filter(experiment__task__project__in=Project.objects.visible_to(person))

    def in_order(self) -> "CheckItemQuerySet":
        return self.order_by("position", "pk")


class CheckItem(models.Model):
    """One step of the approach. Ticking is a verb of the experiment, which records it."""

    experiment = models.ForeignKey("experiments.Experiment", on_delete=models.CASCADE, related_name="check_items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    objects = CheckItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="check_done_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.text
