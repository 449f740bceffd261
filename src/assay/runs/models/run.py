"""A run: one execution of training or evaluation code."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from assay.activity.subjects import Subject
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.runs.models.logged_model import LoggedModel

MOST_MODELS = 50

# When a run counts as deleted that comes from elsewhere and is not whole yet (`runs.arrival`).
ARRIVING = datetime(1970, 1, 1, tzinfo=UTC)
# Neither of a task nor of a project's scratch list. What was sent to the address of a project without naming a task
# lies in the group of its key, and belongs to the inbox too.
UNLINKED = Q(task=None) & (Q(group__project=None) | Q(group__name=F("group__project__key")))
WAITING = UNLINKED & Q(deleted_at=None, ignored_at=None)


class RunStatus(models.TextChoices):
    RUNNING = "RUNNING", gettext_lazy("Running")
    SCHEDULED = "SCHEDULED", gettext_lazy("Scheduled")
    FINISHED = "FINISHED", gettext_lazy("Finished")
    FAILED = "FAILED", gettext_lazy("Failed")
    KILLED = "KILLED", gettext_lazy("Killed")


class LinkReason(models.TextChoices):
    """Why a run belongs to its task, strongest first."""

    BY_HAND = "by-hand", gettext_lazy("linked by hand")
    TAG = "tag", gettext_lazy("its tag names the task")
    EXPERIMENT = "experiment", gettext_lazy("its MLflow experiment is the task")
    BRANCH = "branch", gettext_lazy("its git branch begins with the key")
    RUN_NAME = "run-name", gettext_lazy("its name begins with the key")
    ADDRESS = "address", gettext_lazy("it was sent to the address of the task")


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, person: "Person") -> "RunQuerySet":
        """Runs of visible tasks, unlinked ones of visible projects, and those of none for everybody who may write.

        Nobody sees what is still arriving.
        """
        mine = self.filter(workspace_id=person.workspace_id).exclude(deleted_at=ARRIVING)
        seen = Project.objects.visible_to(person)
        free = Q(task=None, group__project=None) if person.can_write else Q(pk__in=[])
        return mine.filter(free | Q(task__project__in=seen) | Q(task=None, group__project__in=seen))

    def alive(self) -> "RunQuerySet":
        return self.filter(deleted_at=None)

    def going_on(self) -> "RunQuerySet":
        return self.filter(status__in=[RunStatus.RUNNING, RunStatus.SCHEDULED])

    def unlinked(self) -> "RunQuerySet":
        """Those of the inbox, put aside or not."""
        return self.alive().filter(UNLINKED)

    def waiting(self) -> "RunQuerySet":
        """Those of the inbox that nobody put aside."""
        return self.filter(WAITING)

    def of_task(self, task_id: int) -> "RunQuerySet":
        return self.alive().filter(task_id=task_id)


class Run(models.Model):
    """One execution. `uid` is MLflow's id (32 hexadecimal digits), `number` the one people say."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    uid = models.CharField(max_length=32, unique=True)
    number = models.PositiveIntegerField()
    group = models.ForeignKey("runs.RunGroup", on_delete=models.PROTECT, related_name="runs")
    task = models.ForeignKey("tasks.Task", on_delete=models.PROTECT, related_name="runs", null=True)
    linked_because = models.CharField(max_length=12, choices=LinkReason, blank=True)
    name = models.CharField(max_length=250)
    status = models.CharField(max_length=10, choices=RunStatus, default=RunStatus.RUNNING)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    user_name = models.CharField(max_length=250, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    # A rule (nobody's name) or a person asked its training to stop; `refusal`: why it takes no more points.
    stop_asked_at = models.DateTimeField(null=True)
    stop_asked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    stop_because = models.CharField(max_length=500, blank=True)
    refusal = models.CharField(max_length=500, blank=True)
    # Since when it has logged nothing, for so long that it was told (`runs.silence`); and when it was last resumed.
    silent_since = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)
    # Somebody put it aside in the inbox: it needs no task.
    ignored_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="run_number_once"),
            models.CheckConstraint(condition=Q(status__in=RunStatus.values), name="run_status_known"),
        ]
        indexes = [
            models.Index(fields=["group", "-started_at"], name="run_group_started"),
            models.Index(fields=["task", "-number"], name="run_task_number"),
            models.Index(fields=["status"], condition=Q(status="RUNNING"), name="run_running"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def title(self) -> str:
        """What it is called by people who do not know its number."""
        return self.name

    @property
    def subject(self) -> Subject:
        project_id = self.task.project_id if self.task else self.group.project_id
        return Subject("run", self.uid, self.workspace_id, project_id)

    @cached_property
    def living_models(self) -> list["LoggedModel"]:
        """The first models that the run logged, read once for all parts of its page."""
        return list(self.logged_models.alive().order_by("pk")[:MOST_MODELS])

    @property
    def is_over(self) -> bool:
        return self.status in {RunStatus.FINISHED, RunStatus.FAILED, RunStatus.KILLED}

    @property
    def is_silent(self) -> bool:
        """True if it never said that it ended and has logged nothing for long."""
        return self.status == RunStatus.RUNNING and self.silent_since is not None

    def duration(self, *, at: datetime) -> timedelta:
        return (self.ended_at or at) - self.started_at
