"""A task: a unit of work of at most five working days. Its picture on the board is a card."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from assay.accounts.calendars import Calendar, calendar_of
from assay.accounts.models.person import Discipline
from assay.activity.subjects import Subject
from assay.projects.models import ColumnState, Project
from assay.projects.phase_kinds import Nature
from assay.pure.workdays import whole_days
from assay.tasks.keys import TaskKey, TaskKind, parse_key, written
from assay.tasks.models.task.blocking import Blocking
from assay.tasks.models.task.bringing import Bringing
from assay.tasks.models.task.choosing import MOST_REASON
from assay.tasks.models.task.creating import Creating
from assay.tasks.models.task.editing import Editing
from assay.tasks.models.task.holding import Holding
from assay.tasks.models.task.linking import Linking
from assay.tasks.models.task.listing import Listing
from assay.tasks.models.task.moving import Moving
from assay.tasks.models.task.shelving import Shelving
from assay.tasks.models.task.splitting import Splitting
from assay.tasks.models.task.turning import Turning

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_DAYS = Decimal(5)


def is_of_nature(nature: str) -> Q:
    """Return the condition that a task is this: by itself, else as its phase is."""
    return Q(nature=nature) | Q(nature="", phase__nature=nature)


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, person: "Person") -> "TaskQuerySet":
        """Tasks of the projects the person may see, those in the archive and the trash too."""
        return self.filter(project__in=Project.objects.visible_to(person))

    def with_key(self, key: str | TaskKey) -> "TaskQuerySet":
        """The task of this key in any spelling; nothing for a text that is no key."""
        parsed = parse_key(key) if isinstance(key, str) else key
        if parsed is None:
            return self.none()
        return self.filter(project__key=parsed.project, number=parsed.number)

    def at_hand(self) -> "TaskQuerySet":
        """Neither archived nor in the trash: what boards, lists and counts show."""
        return self.filter(archived_at=None, trashed_at=None)

    def archived(self) -> "TaskQuerySet":
        return self.filter(archived_at__isnull=False, trashed_at=None)

    def in_trash(self) -> "TaskQuerySet":
        return self.filter(trashed_at__isnull=False)

    def open(self) -> "TaskQuerySet":
        """At hand and not done."""
        return self.at_hand().exclude(column__state=ColumnState.DONE)

    def in_progress_of(self, person: "Person") -> "TaskQuerySet":
        """What counts for *one in progress*: tasks in an active column of any project."""
        return self.at_hand().filter(assignee=person, column__state=ColumnState.ACTIVE)

    def of_nature(self, nature: str) -> "TaskQuerySet":
        """Tasks that are exploration or delivery: by themselves, else as their phase is."""
        return self.filter(is_of_nature(nature))

    def with_facts(self) -> "TaskQuerySet":
        """Load what a card shows."""
        return self.select_related("project", "phase", "column", "assignee", "part_of").prefetch_related("labels")

    def on_board(self) -> "TaskQuerySet":
        return self.order_by("column__position", "rank")


class Task(
    Creating, Bringing, Holding, Moving, Editing, Splitting, Turning, Linking, Listing, Shelving, Blocking, models.Model
):
    """A unit of work. Verbs: `create`, `bring`, `duplicate`, `split`, `move_to`, `assign`, `edit`, `turn_into`,
    `comment`, `link_to`, `unlink`, `add_check`, `attach`, `detach`, `archive`, `unarchive`, `trash`, `restore`,
    `block`, `unblock`, `show_result`.
    """

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
    # Exploration or delivery, where the task is another one than its phase; empty follows the phase.
    nature = models.CharField(max_length=12, choices=Nature, blank=True)
    labels = models.ManyToManyField("projects.Label", related_name="tasks", blank=True)
    estimate_days = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    # The highest estimate that the task outlived and people were told of.
    overrun_told_days = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Since when this task runs beside another one of the same person, and why; stays visible while it does.
    overridden_at = models.DateTimeField(null=True)
    override_reason = models.CharField(max_length=MOST_REASON, blank=True)
    # What holds the task up, and since when; empty while nothing does.
    blocked_at = models.DateTimeField(null=True)
    blocked_reason = models.CharField(max_length=MOST_REASON, blank=True)
    # A short line a higher domain shows on the card: {"state", "label", "detail", "spark", "target"}.
    result = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    # The task that this one was split off. Parts have no parts: what is split off a part belongs to the same one.
    part_of = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="parts", null=True)
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    trashed_at = models.DateTimeField(null=True)
    trashed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="task_number_once"),
            models.UniqueConstraint(fields=["column", "rank"], name="task_one_place"),
            models.CheckConstraint(condition=Q(kind__in=TaskKind.values), name="task_kind_known"),
            models.CheckConstraint(condition=Q(nature__in=["", *Nature.values]), name="task_nature_known"),
            models.CheckConstraint(
                condition=Q(estimate_days=None) | Q(estimate_days__gt=0, estimate_days__lte=MOST_DAYS),
                name="task_at_most_five_days",
            ),
        ]
        indexes = [
            models.Index(fields=["trashed_at"], name="task_trash", condition=Q(trashed_at__isnull=False)),
            # What boards part, count and number their tasks by, so that none of that reads the tasks themselves.
            models.Index(
                fields=["project", "column", "assignee", "finished_at", "rank", "phase", "discipline"],
                name="task_on_board",
                condition=Q(archived_at=None, trashed_at=None),
            ),
            # What somebody may have in hand: a few of all tasks that were ever theirs.
            models.Index(
                fields=["assignee"],
                name="task_begun",
                condition=Q(archived_at=None, trashed_at=None, finished_at=None, started_at__isnull=False),
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
    def planned_as(self) -> Nature:
        """Exploration or delivery; load the phase before."""
        return Nature(self.nature or self.phase.nature)

    @property
    def is_experiment(self) -> bool:
        return self.kind == TaskKind.EXPERIMENT

    @property
    def is_in_progress(self) -> bool:
        return self.column.is_active

    @property
    def is_done(self) -> bool:
        return self.column.is_done

    @property
    def calendar(self) -> Calendar:
        """The calendar that counts for this task: the assignee's, or for nobody's the workspace's."""
        asked = getattr(self, "_calendar", None)
        if asked is None or asked[0] != self.assignee_id:
            asked = (self.assignee_id, calendar_of(self.assignee, workspace_id=self.project.workspace_id))
            self._calendar = asked  # several parts of a page ask for it
        calendar: Calendar = asked[1]
        return calendar

    def day_number(self, calendar: Calendar, *, at: datetime) -> int | None:
        """Return which working day since the start it is, from 1; None before the start."""
        return calendar.day_number(self.started_at, self.finished_at or at) if self.started_at else None

    def is_over_estimate(self, calendar: Calendar, *, at: datetime) -> bool:
        day = self.day_number(calendar, at=at)
        return bool(day and self.estimate_days and not self.is_done and day > whole_days(self.estimate_days))

    def can_be_changed_by(self, person: "Person") -> bool:
        """Whether the page offers to; what was put away must come back first."""
        return person.can_write and self.is_at_hand

    def show_result(self, result: dict[str, Any]) -> bool:
        """Set the result line that the card shows; True when it differs from the one before."""
        if self.result == result:
            return False
        self.result = result
        type(self).objects.filter(pk=self.pk).update(result=result)
        return True
