"""How comments are rewritten, removed and put back: by those who wrote them."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.tasks.events.comments import CommentEdited, CommentRemoved, CommentRestored

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.comment import Comment


class Rewriting:
    """Verbs of one comment. Each raises `PermissionDenied` for everybody but the author."""

    @transaction.atomic
    def rewrite(self, text: str, *, by: "Person", version: str | None = None) -> None:
        """Give the comment other words; the same ones are no change. Raises `EditedMeanwhile` for another `version`."""
        comment = _own(cast("Comment", self), by)
        if version is not None and version != comment.version:
            raise EditedMeanwhile(_("This comment was changed a moment ago. Your text is kept below."))
        if text == comment.text:
            return
        before, comment.text, comment.edited_at = comment.text, text, now()
        comment.save(update_fields=["text", "edited_at"])
        record(CommentEdited(comment=comment.pk, text=text, before=before), on=comment.task, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Take the comment away; its line stays in the history without its words. Removed already is no change."""
        comment = _own(cast("Comment", self), by)
        if comment.removed_at is None:
            comment.removed_at = now()
            comment.save(update_fields=["removed_at"])
            record(CommentRemoved(comment=comment.pk), on=comment.task, by=by)

    @transaction.atomic
    def put_back(self, *, by: "Person") -> None:
        """Show a removed comment again."""
        comment = _own(cast("Comment", self), by)
        if comment.removed_at is not None:
            comment.removed_at = None
            comment.save(update_fields=["removed_at"])
            record(CommentRestored(comment=comment.pk), on=comment.task, by=by)


def _own(comment: "Comment", by: "Person") -> "Comment":
    """Hold the comment and read it again."""
    comment.refresh_from_db(from_queryset=type(comment).objects.select_for_update(of=("self",)))
    if comment.person_id != by.pk:
        raise PermissionDenied(_("Only who wrote a comment may change it."))
    return comment
