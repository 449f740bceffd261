"""What was said of a deliverable."""

from typing import TYPE_CHECKING

from django.db import models

from assay.deliverables.models.commenting import Rewriting
from assay.projects.models import Project
from assay.projects.parties import OfParty

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_TEXT = 20_000


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: "Person") -> "CommentQuerySet":
        return self.filter(deliverable__project__in=Project.objects.visible_to(person))

    def present(self) -> "CommentQuerySet":
        return self.filter(removed_at=None)

    def in_order(self) -> "CommentQuerySet":
        return self.select_related("person", "stakeholder").order_by("pk")


class Comment(Rewriting, OfParty):
    """Markdown by a person or a stakeholder. `asks_for_changes` when it asked to change what was shared."""

    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()
    asks_for_changes = models.BooleanField(default=False)
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
