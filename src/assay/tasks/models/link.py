"""Links between tasks, across projects."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from assay.projects.models import ColumnState, Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class LinkKind(models.TextChoices):
    """What `task` does to `other`: it blocks it, relates to it, follows from it, hands over to it."""

    BLOCKS = "blocks", gettext_lazy("blocks")
    RELATES = "relates", gettext_lazy("relates to")
    FOLLOWS = "follows", gettext_lazy("follows from")
    HANDS_OVER = "hands-over", gettext_lazy("hands over to")


# The same link, read from the other end.
FROM_THE_OTHER_END = {
    LinkKind.BLOCKS: gettext_lazy("is blocked by"),
    LinkKind.RELATES: gettext_lazy("relates to"),
    LinkKind.FOLLOWS: gettext_lazy("is followed by"),
    LinkKind.HANDS_OVER: gettext_lazy("takes over from"),
}

# Each kind of link from both ends; one that reads the same from both is there once.
WAYS = [
    *[(f"{kind.value}.out", kind.label) for kind in LinkKind],
    *[(f"{kind.value}.in", words) for kind, words in FROM_THE_OTHER_END.items() if kind is not LinkKind.RELATES],
]


class TaskLinkQuerySet(models.QuerySet["TaskLink"]):
    def visible_to(self, person: "Person") -> "TaskLinkQuerySet":
        """Links whose two ends the person may see."""
        projects = Project.objects.visible_to(person)
        return self.filter(task__project__in=projects, other__project__in=projects)

    def holding_up(self) -> "TaskLinkQuerySet":
        """Links whose task still keeps the other one from going on."""
        here = Q(task__archived_at=None, task__trashed_at=None)
        return self.filter(here, kind=LinkKind.BLOCKS).exclude(task__column__state=ColumnState.DONE)


class TaskLink(models.Model):
    """`task` blocks, relates to, follows from or hands over to `other`. Made and removed by verbs of the task."""

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="links_here")
    kind = models.CharField(max_length=20, choices=LinkKind)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = TaskLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "other", "kind"], name="task_link_once"),
            models.CheckConstraint(condition=~Q(task=F("other")), name="task_link_between_two"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="task_link_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} {self.other_id}"
