"""Comments on documents, of people of the workspace and of stakeholders."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.documents.events import DocumentCommentEdited, DocumentCommentRemoved
from assay.projects.models import Project
from assay.projects.parties import OfParty
from assay.projects.remarks import Remark

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document
    from assay.projects.parties import Party


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: "Person") -> "CommentQuerySet":
        return self.filter(document__project__in=Project.objects.visible_to(person))

    def present(self) -> "CommentQuerySet":
        return self.filter(removed_at=None)

    def oldest_first(self) -> "CommentQuerySet":
        return self.order_by("created_at", "pk")


class Comment(OfParty, Remark):
    """What a person or a stakeholder wrote of a document, in Markdown. `Document.comment` makes one."""

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="comments")

    objects = CommentQuerySet.as_manager()
    edited, removed = DocumentCommentEdited, DocumentCommentRemoved

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(stakeholder=None), name="document_comment_has_one_author"
            ),
        ]

    @property
    def about(self) -> "Document":
        return self.document

    def hold_as(self, party: "Party") -> None:
        """Hold the document first: nothing is changed of what is said of one in the trash. Raises `InTrash`."""
        document = self.document
        document.hold()
        super().hold_as(party)
        self.document = document
