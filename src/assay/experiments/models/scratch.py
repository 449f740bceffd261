"""The scratch list of a project: loose exploration, a line each, with no gate and no limit."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.experiments.models.experiment.amending import ReasonMissing
from assay.experiments.scratch_events import ScratchAdded, ScratchBecame, ScratchLetGo
from assay.kit.clock import now
from assay.projects.models import Project
from assay.runs.groups import GroupExists, group_of_project
from assay.runs.models import RunGroup
from assay.search.indexing import index_subject

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models import Task

MOST_TEXT = 300


class ScratchSettled(Exception):
    """The line became an experiment, or was let go."""


class ScratchQuerySet(models.QuerySet["Scratch"]):
    def visible_to(self, person: "Person") -> "ScratchQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def of_project(self, project: Project) -> "ScratchQuerySet":
        return self.filter(project=project).select_related("group", "added_by", "settled_by", "task__project")

    def open(self) -> "ScratchQuerySet":
        return self.filter(settled_at=None)


class Scratch(models.Model):
    """A line of the list. Runs are sent to the group of its name; it ends as an experiment or with what was learned.

    Verbs: `add`, `become`, `let_go`.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="scratches")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=MOST_TEXT)
    group = models.OneToOneField("runs.RunGroup", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    task = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, related_name="+", null=True)
    learned = models.CharField(max_length=MOST_TEXT, blank=True)

    objects = ScratchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="scratch_number_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="scratch_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> Subject:
        return Subject("scratch", str(self.pk), self.project.workspace_id, self.project_id)

    @property
    def name(self) -> str:
        """What `MLFLOW_EXPERIMENT_NAME` is set to, so that runs come here."""
        return self.group.name

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @classmethod
    @transaction.atomic
    def add(cls, project: Project, text: str, *, by: "Person", at: datetime | None = None) -> "Scratch":
        """Write a line, with a name of its own that runs can be sent to."""
        Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        number = (cls.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0) + 1
        number, group = _free_group(project, number)
        made = cls.objects.create(
            project=project, number=number, text=text, group=group, added_at=at or now(), added_by=by
        )
        record(ScratchAdded(scratch=number, text=text), on=project, by=by, at=at)
        index_subject(made)
        return made

    @transaction.atomic
    def become(self, task: "Task", *, by: "Person", at: datetime | None = None) -> None:
        """End as this experiment, to which runs of the line's name belong from now on. Raises `ScratchSettled`."""
        self._settle(by=by, at=at)
        self.task = task
        self.save(update_fields=["task", "settled_at", "settled_by"])
        self.group.pass_to(task)
        record(ScratchBecame(scratch=self.number, text=self.text, task=task.pk), on=self.project, by=by, at=at)

    @transaction.atomic
    def let_go(self, learned: str, *, by: "Person", at: datetime | None = None) -> None:
        """End with one sentence of what was learned. Raises `ScratchSettled` or `ReasonMissing`."""
        sentence = " ".join(learned.split())
        if not sentence or len(sentence) > MOST_TEXT:
            raise ReasonMissing(_("Say in a sentence what you learned; also that it leads nowhere is worth knowing."))
        self._settle(by=by, at=at)
        self.learned = sentence
        self.save(update_fields=["learned", "settled_at", "settled_by"])
        record(ScratchLetGo(scratch=self.number, text=self.text, learned=sentence), on=self.project, by=by, at=at)
        index_subject(self)

    def _settle(self, *, by: "Person", at: datetime | None) -> None:
        project, group = self.project, self.group
        self.refresh_from_db(from_queryset=Scratch.objects.select_for_update(no_key=True))
        self.project, self.group = project, group
        if not self.is_open:
            raise ScratchSettled(_("This line is settled already."))
        self.settled_at, self.settled_by = at or now(), by


def _free_group(project: Project, number: int) -> tuple[int, RunGroup]:
    """Return the first number whose name nobody uses, and its group."""
    while True:
        try:
            return number, group_of_project(project, f"{project.key}-SCRATCH-{number}")
        except GroupExists:
            number += 1
