"""Comments on tasks."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project, Stakeholder
from assay.projects.remarks import Remark
from assay.tasks.events.comments import CommentEdited, CommentRemoved
from assay.tasks.models.commenting import PuttingBack

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.parties import Party
    from assay.tasks.models import Task


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: "Person") -> "CommentQuerySet":
        return self.filter(task__project__in=Project.objects.visible_to(person))

    def present(self) -> "CommentQuerySet":
        return self.filter(removed_at=None)


class Comment(PuttingBack, Remark):
    """What somebody wrote of a task, in Markdown. Verbs: `rewrite`, `remove`, `put_back`; `Task.comment` makes one."""

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = CommentQuerySet.as_manager()
    edited, removed = CommentEdited, CommentRemoved

    @property
    def about(self) -> "Task":
        return self.task

    def is_of(self, party: "Party | None") -> bool:
        return party is not None and not isinstance(party, Stakeholder) and party.pk == self.person_id
