"""The check list of a task: small steps, ticked as they are done."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project
from assay.tasks.models.checking import Ticking

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_TEXT = 300


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    def visible_to(self, person: "Person") -> "ChecklistItemQuerySet":
        return self.filter(task__project__in=Project.objects.visible_to(person))

    def in_order(self) -> "ChecklistItemQuerySet":
        return self.order_by("rank")


class ChecklistItem(Ticking, models.Model):
    """One step. Verbs: `tick`, `untick`, `rewrite`, `move_up`, `move_down`, `remove`; `Task.add_check` makes one."""

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="checks")
    text = models.CharField(max_length=MOST_TEXT)
    rank = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "rank"], name="task_check_one_place"),
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="task_check_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
