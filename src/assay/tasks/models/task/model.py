"""A task: a unit of work of at most five working days. Its picture on the board is a card."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from assay.accounts.models.person import Discipline
from assay.activity.subjects import Subject
from assay.projects.models import ColumnState, Project
from assay.pure.workdays import working_day_number
from assay.tasks.keys import TaskKey, TaskKind, parse_key, written
from assay.tasks.models.task.creating import Creating
from assay.tasks.models.task.editing import Editing
from assay.tasks.models.task.moving import Moving

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_DAYS = Decimal(5)


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, person: "Person") -> "TaskQuerySet":
        """Tasks of the projects the person may see."""
        return self.filter(project__in=Project.objects.visible_to(person))

    def with_key(self, key: str | TaskKey) -> "TaskQuerySet":
        """The task of this key in any spelling; nothing for a text that is no key."""
        parsed = parse_key(key) if isinstance(key, str) else key
        if parsed is None:
            return self.none()
        return self.filter(project__key=parsed.project, number=parsed.number)

    def open(self) -> "TaskQuerySet":
        return self.exclude(column__state=ColumnState.DONE)

    def in_progress_of(self, person: "Person") -> "TaskQuerySet":
        """What counts for *one in progress*: tasks in an active column of any project."""
        return self.filter(assignee=person, column__state=ColumnState.ACTIVE)

    def with_facts(self) -> "TaskQuerySet":
        """Load what a card shows."""
        return self.select_related("project", "phase", "column", "assignee").prefetch_related("labels")

    def on_board(self) -> "TaskQuerySet":
        return self.order_by("column__position", "rank")


class Task(Creating, Moving, Editing, models.Model):
    """A unit of work. Verbs: `create`, `move_to`, `assign`, `edit`, `comment`, `show_result`."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=TaskKind, default=TaskKind.TASK)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    phase = models.ForeignKey("projects.Phase", on_delete=models.PROTECT, related_name="tasks")
    column = models.ForeignKey("projects.Column", on_delete=models.PROTECT, related_name="tasks")
    rank = models.CharField(max_length=120)
    assignee = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="tasks", null=True)
    discipline = models.CharField(max_length=20, choices=Discipline, blank=True)
    labels = models.ManyToManyField("projects.Label", related_name="tasks", blank=True)
    estimate_days = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Why this task runs beside another one of the same person; stays visible while it does.
    override_reason = models.CharField(max_length=300, blank=True)
    # A short line a higher domain shows on the card: {"state", "label", "detail", "spark", "target"}.
    result = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="task_number_once"),
            models.UniqueConstraint(fields=["column", "rank"], name="task_one_place"),
            models.CheckConstraint(condition=Q(kind__in=TaskKind.values), name="task_kind_known"),
            models.CheckConstraint(
                condition=Q(estimate_days=None) | Q(estimate_days__gt=0, estimate_days__lte=MOST_DAYS),
                name="task_at_most_five_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    @property
    def key(self) -> str:
        return written(self.project.key, self.kind, self.number)

    @property
    def subject(self) -> Subject:
        return Subject("task", str(self.pk), self.project.workspace_id, self.project_id)

    @property
    def is_experiment(self) -> bool:
        return self.kind == TaskKind.EXPERIMENT

    @property
    def is_in_progress(self) -> bool:
        return self.column.is_active

    @property
    def is_done(self) -> bool:
        return self.column.is_done

    def day_number(self, *, at: datetime) -> int | None:
        """Return which working day since the start it is, from 1; None before the start."""
        if self.started_at is None:
            return None
        # Started on a day off: the first day, though none has counted yet.
        return max(working_day_number(self.started_at.date(), (self.finished_at or at).date()), 1)

    def is_over_estimate(self, *, at: datetime) -> bool:
        day = self.day_number(at=at)
        return bool(day and self.estimate_days and not self.is_done and day > self.estimate_days)

    def can_be_changed_by(self, person: "Person") -> bool:
        return person.can_write

    def show_result(self, result: dict[str, Any]) -> bool:
        """Set the result line that the card shows; True when it differs from the one before."""
        if self.result == result:
            return False
        self.result = result
        type(self).objects.filter(pk=self.pk).update(result=result)
        return True
