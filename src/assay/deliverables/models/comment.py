"""What was said of a deliverable."""

from typing import TYPE_CHECKING

from django.db import models

from assay.deliverables.events import DeliverableCommentEdited, DeliverableCommentRemoved
from assay.projects.models import Project
from assay.projects.parties import OfParty
from assay.projects.remarks import Remark

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models.deliverable import Deliverable

MOST_TEXT = 20_000


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: "Person") -> "CommentQuerySet":
        return self.filter(deliverable__project__in=Project.objects.visible_to(person))

    def present(self) -> "CommentQuerySet":
        return self.filter(removed_at=None)

    def in_order(self) -> "CommentQuerySet":
        return self.select_related("person", "stakeholder").order_by("pk")


class Comment(OfParty, Remark):
    """Markdown by a person or a stakeholder. `asks_for_changes` when it asked to change what was shared."""

    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="comments")
    asks_for_changes = models.BooleanField(default=False)

    objects = CommentQuerySet.as_manager()
    edited, removed = DeliverableCommentEdited, DeliverableCommentRemoved

    @property
    def about(self) -> "Deliverable":
        return self.deliverable
