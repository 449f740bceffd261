"""Who is named on a project."""

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.projects.events import ProjectMemberAdded, ProjectMemberRemoved

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.project import Project


class NotInWorkspace(ValueError):
    """The person is not, or no longer, in the project's workspace."""


class CannotLead(ValueError):
    """A guest only looks and comments."""


class ProjectMember(models.Model):
    """A person named on a project."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "person"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.person} on {self.project}"


class Naming:
    """Verbs of a project that name people on it."""

    @transaction.atomic
    def add_member(self, person: "Person", *, by: "Person") -> None:
        """Name somebody on the project: guests and private projects need it. Twice is once.

        Raises `NotInWorkspace`.
        """
        project = cast("Project", self)
        check_is_here(project.workspace_id, person)
        _row, is_new = ProjectMember.objects.get_or_create(project=project, person=person)
        if is_new:
            record(ProjectMemberAdded(name=person.name, person_id=person.pk), on=project, by=by)

    @transaction.atomic
    def remove_member(self, person: "Person", *, by: "Person") -> None:
        """Name somebody no longer; a guest then sees the project no more."""
        project = cast("Project", self)
        removed, _by_model = ProjectMember.objects.filter(project=project, person=person).delete()
        if removed:
            record(ProjectMemberRemoved(name=person.name), on=project, by=by)


def check_is_here(workspace_id: int, person: "Person") -> None:
    """Raises `NotInWorkspace` for people of other workspaces and for those who left."""
    if person.workspace_id != workspace_id or person.left_at is not None:
        raise NotInWorkspace(_("This person is not in the workspace."))


def check_can_lead(workspace_id: int, person: "Person") -> None:
    """Raises `NotInWorkspace` or `CannotLead`."""
    check_is_here(workspace_id, person)
    if not person.can_write:
        raise CannotLead(_("A guest cannot lead a project."))
