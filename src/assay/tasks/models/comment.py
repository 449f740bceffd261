"""Comments on tasks."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project
from assay.tasks.models.commenting import Rewriting

if TYPE_CHECKING:
    from assay.accounts.models import Person


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: "Person") -> "CommentQuerySet":
        return self.filter(task__project__in=Project.objects.visible_to(person))

    def present(self) -> "CommentQuerySet":
        return self.filter(removed_at=None)


class Comment(Rewriting, models.Model):
    """What somebody wrote of a task, in Markdown. Verbs: `rewrite`, `remove`, `put_back`; `Task.comment` makes one."""

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def version(self) -> str:
        """What says whether it was rewritten since somebody read it."""
        return self.edited_at.isoformat() if self.edited_at else ""
