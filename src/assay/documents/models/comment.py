"""Comments on documents, of people of the workspace and of stakeholders."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.documents.models.commenting import Rewriting
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: "Person") -> "CommentQuerySet":
        return self.filter(document__project__in=Project.objects.visible_to(person))

    def present(self) -> "CommentQuerySet":
        return self.filter(removed_at=None)

    def oldest_first(self) -> "CommentQuerySet":
        return self.order_by("created_at", "pk")


class Comment(Rewriting, models.Model):
    """What a person or a stakeholder wrote of a document, in Markdown. `Document.comment` makes one."""

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    stakeholder = models.ForeignKey("projects.Stakeholder", on_delete=models.RESTRICT, null=True, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(stakeholder=None), name="document_comment_has_one_author"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def author(self) -> str:
        """The name of who wrote it."""
        return str(self.stakeholder or (self.person and self.person.name))

    @property
    def version(self) -> str:
        """What says whether it was rewritten since somebody read it."""
        return self.edited_at.isoformat() if self.edited_at else ""
