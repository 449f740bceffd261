"""Groups of runs: what an MLflow client calls an experiment. A group may stand for a task."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q

from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models import Task

DEFAULT_NAME = "Default"


class RunGroupQuerySet(models.QuerySet["RunGroup"]):
    def visible_to(self, person: "Person") -> "RunGroupQuerySet":
        """Groups of the workspace, without those of tasks in projects the person may not see."""
        mine = self.filter(workspace_id=person.workspace_id)
        free = Q(task=None, project=None) if person.can_write else Q(pk__in=[])
        seen = Project.objects.visible_to(person)
        return mine.filter(free | Q(task__project__in=seen) | Q(task=None, project__in=seen))


class RunGroup(models.Model):
    """A named group of runs in a workspace. A deleted name stays taken, as in MLflow."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=500)
    task = models.OneToOneField("tasks.Task", on_delete=models.PROTECT, related_name="run_group", null=True)
    # A group that belongs to a project without being a task: only who sees the project sees its runs.
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+", null=True)
    # The task that runs sent here belong to, also when the group is not the task's own.
    heir = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, related_name="+", null=True)
    tags = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    objects = RunGroupQuerySet.as_manager()

    class Meta:
        # Groups of tasks are found by the task, and share no namespace with the others: a name that is taken
        # would tell that a task exists to people who may not see it.
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], condition=Q(task=None), name="run_group_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_default(self) -> bool:
        """The group of runs that name none; MLflow clients know it as experiment 0."""
        return self.task_id is None and self.name == DEFAULT_NAME

    @property
    def subject(self) -> Subject:
        return Subject("run-group", str(self.pk), self.workspace_id)

    @property
    def owner(self) -> "Task | None":
        """The task that its runs belong to."""
        return self.task if self.task_id is not None else self.heir

    @transaction.atomic
    def pass_to(self, task: "Task") -> None:
        """Let runs that are sent here belong to `task` from now on."""
        self._read_locked()
        self.heir = task
        self._save("heir")

    @transaction.atomic
    def set_tags(self, tags: Mapping[str, str]) -> None:
        self._read_locked()
        self.tags = self.tags | dict(tags)
        self._save("tags")

    @transaction.atomic
    def delete_tag(self, key: str) -> bool:
        """Take the tag off; False when there was none."""
        self._read_locked()
        found = key in self.tags
        self.tags = {name: value for name, value in self.tags.items() if name != key}
        self._save("tags")
        return found

    @transaction.atomic
    def rename(self, name: str) -> None:
        self._read_locked()
        self.name = name
        self._save("name")

    @transaction.atomic
    def discard(self, *, at: datetime) -> None:
        """Mark the group deleted; its name stays taken."""
        self._read_locked()
        self.deleted_at = self.deleted_at or at
        self._save("deleted_at")

    @transaction.atomic
    def restore(self) -> None:
        self._read_locked()
        self.deleted_at = None
        self._save("deleted_at")

    def _read_locked(self) -> None:
        self.refresh_from_db(from_queryset=RunGroup.objects.select_for_update())

    def _save(self, field: str) -> None:
        self.updated_at = now()
        self.save(update_fields=[field, "updated_at"])
