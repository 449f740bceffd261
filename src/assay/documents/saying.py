"""What comments on documents say now: they are rewritten and removed after the history noted them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from assay.activity.feed import Said
from assay.activity.models import Event
from assay.documents.events import DocumentCommented
from assay.documents.models import Comment


def said_now(events: Sequence[Event], *, is_whole: bool) -> Mapping[int, Said]:
    """Return by the number of each event what its comment says."""
    numbers = {event.pk: told.comment for event in events if isinstance(told := event.happening, DocumentCommented)}
    comments = Comment.objects.in_bulk(list(set(numbers.values()))) if numbers else {}
    return {event: _said(comments[number]) for event, number in numbers.items() if number in comments}


def _said(comment: Comment) -> Said:
    if comment.removed_at:
        return Said(number=comment.pk, text="", note=_("This comment was removed."))
    return Said(number=comment.pk, text=comment.text, note=_("rewritten") if comment.edited_at else "")
