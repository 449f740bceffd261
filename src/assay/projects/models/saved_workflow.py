"""A team's own workflow, saved from a project and chosen like one that comes with Assay."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.workflow_events import WorkflowEdited, WorkflowRemoved, WorkflowSaved
from assay.projects.workflows import Workflow, as_data, from_data

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.project import Project

PREFIX = "team-"


class WorkflowTaken(ValueError):
    """The workspace has a template of this name."""


class SavedWorkflowQuerySet(models.QuerySet["SavedWorkflow"]):
    def visible_to(self, person: "Person") -> "SavedWorkflowQuerySet":
        """Everybody of the workspace but guests, who begin no projects."""
        mine = self.filter(workspace_id=person.workspace_id)
        return mine if person.can_create_projects else mine.none()

    def with_slug(self, slug: str) -> "SavedWorkflowQuerySet":
        """The template that forms and the API name `team-3`; nothing for any other text."""
        number = slug.removeprefix(PREFIX)
        is_one = slug.startswith(PREFIX) and number.isascii() and number.isdigit() and len(number) < 19
        return self.filter(pk=int(number)) if is_one else self.none()

    def by_name(self) -> "SavedWorkflowQuerySet":
        return self.order_by("name", "pk")


class SavedWorkflow(models.Model):
    """One template of a workspace. Projects that began from it keep what they got when it changes or goes."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="workflows")
    name = models.CharField(max_length=60)
    summary = models.CharField(max_length=240, blank=True)
    definition = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = SavedWorkflowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="workflow_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        return f"{PREFIX}{self.pk}"

    @property
    def workflow(self) -> Workflow:
        return from_data(self.definition | {"name": self.name, "summary": self.summary}, slug=self.slug)

    @classmethod
    @transaction.atomic
    def save_from(
        cls, project: "Project", *, name: str, summary: str, workflow: Workflow, by: "Person"
    ) -> "SavedWorkflow":
        """Keep `workflow`, the way of working of `project`, for the workspace. Raises `WorkflowTaken`."""
        try:
            with transaction.atomic():
                saved = cls.objects.create(
                    workspace_id=project.workspace_id,
                    name=name,
                    summary=summary,
                    definition=as_data(workflow),
                    saved_at=now(),
                    saved_by=by,
                )
        except IntegrityError as error:
            raise WorkflowTaken(_("The team has a template of this name.")) from error
        record(WorkflowSaved(name=name), on=project, by=by)
        return saved

    @transaction.atomic
    def edit(self, *, name: str, summary: str, by: "Person") -> None:
        """Change how the template is called; nothing changed is no edit. Raises `WorkflowTaken`."""
        before = self.name
        if (before, self.summary) == (name, summary):
            return
        self.name, self.summary = name, summary
        try:
            with transaction.atomic():
                self.save(update_fields=["name", "summary"])
        except IntegrityError as error:
            raise WorkflowTaken(_("The team has a template of this name.")) from error
        record(WorkflowEdited(before=before, name=name), on=self.workspace, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Delete the template; projects that began from it stay as they are."""
        removed, _by_model = SavedWorkflow.objects.filter(pk=self.pk).delete()
        if removed:
            record(WorkflowRemoved(name=self.name), on=self.workspace, by=by)

    def can_be_changed_by(self, person: "Person") -> bool:
        """Owners and leads, and who saved it."""
        return person.can_create_projects and (person.leads_workspace or self.saved_by_id == person.pk)
