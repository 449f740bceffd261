"""What comments say now: they are rewritten and removed after the history noted them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from assay.activity.feed import Said
from assay.activity.models import Event
from assay.tasks.events import TaskCommented
from assay.tasks.models import Comment


def said_now(events: Sequence[Event]) -> Mapping[int, Said]:
    """Return by the number of each event what its comment says; old events, which name none, are left out."""
    numbers = {event.pk: told.comment for event in events if isinstance(told := event.happening, TaskCommented)}
    comments = Comment.objects.in_bulk([number for number in numbers.values() if number])
    return {event: _said(comments[number]) for event, number in numbers.items() if number in comments}


def _said(comment: Comment) -> Said:
    if comment.removed_at is not None:
        return Said(number=comment.pk, text="", note=_("This comment was removed."))
    return Said(number=comment.pk, text=comment.text, note=_("rewritten") if comment.edited_at else "")
