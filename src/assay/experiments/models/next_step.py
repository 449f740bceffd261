"""What follows from an experiment: steps that people name at its end, most of which become tasks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project
from assay.tasks.keys import TaskKind

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_STEPS = 20
MOST_TEXT = 200


@dataclass(frozen=True)
class Step:
    """One next step as somebody writes it; without a kind it stays a note and no task is made of it."""

    text: str
    kind: str = ""


class NextStepQuerySet(models.QuerySet["NextStep"]):
    def visible_to(self, person: "Person") -> "NextStepQuerySet":
        return self.filter(experiment__task__project__in=Project.objects.visible_to(person))

    def in_order(self) -> "NextStepQuerySet":
        return self.order_by("position", "pk")

    def with_task(self) -> "NextStepQuerySet":
        return self.select_related("task__project", "task__column", "task__assignee")


class NextStep(models.Model):
    """A step of a conclusion. `task` is the task that it became; making one is `actions.follow_up`."""

    experiment = models.ForeignKey("experiments.Experiment", on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=MOST_TEXT)
    kind = models.CharField(max_length=20, choices=TaskKind, blank=True)
    task = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, related_name="+", null=True)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="") | models.Q(kind__in=TaskKind.values), name="next_step_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def step(self) -> Step:
        return Step(self.text, self.kind)

    def became(self, task: "models.Model") -> None:
        """Remember the task that was made of this step."""
        self.task_id = task.pk
        self.save(update_fields=["task"])
