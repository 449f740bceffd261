"""How comments are rewritten and removed: by those who wrote them."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.deliverables.events import DeliverableCommentEdited, DeliverableCommentRemoved
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.parties import actor

if TYPE_CHECKING:
    from assay.deliverables.models.comment import Comment
    from assay.projects.parties import Party


class Rewriting:
    """Verbs of one comment. Each raises `PermissionDenied` for everybody but the author."""

    @transaction.atomic
    def rewrite(self, text: str, *, by: "Party", version: str | None = None) -> None:
        """Give the comment other words; the same ones are no change. Raises `EditedMeanwhile` for another `version`."""
        comment = _own(cast("Comment", self), by)
        if version is not None and version != comment.version:
            raise EditedMeanwhile(_("This comment was changed a moment ago. Your text is kept below."))
        if text == comment.text:
            return
        before, comment.text, comment.edited_at = comment.text, text, now()
        comment.save(update_fields=["text", "edited_at"])
        told = DeliverableCommentEdited(comment=comment.pk, text=text, before=before)
        record(told, on=comment.deliverable, **actor(by))

    @transaction.atomic
    def remove(self, *, by: "Party") -> None:
        """Take the comment away; its line stays in the history without its words. Twice is once."""
        comment = _own(cast("Comment", self), by)
        if comment.removed_at is None:
            comment.removed_at = now()
            comment.save(update_fields=["removed_at"])
            record(DeliverableCommentRemoved(comment=comment.pk), on=comment.deliverable, **actor(by))


def _own(comment: "Comment", by: "Party") -> "Comment":
    comment.refresh_from_db(from_queryset=type(comment).objects.select_for_update(of=("self",)))
    if not comment.is_of(by):
        raise PermissionDenied(_("Only who wrote a comment may change it."))
    return comment
