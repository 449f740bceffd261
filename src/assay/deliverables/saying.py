"""What comments on deliverables say now: they are rewritten and removed after the history noted them."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from assay.activity.feed import Said
from assay.activity.models import Event
from assay.deliverables.events import (
    DeliverableChangesAsked,
    DeliverableCommented,
    DeliverableCommentEdited,
    DeliverableCommentRemoved,
)
from assay.deliverables.models import Comment

_TOLD = (DeliverableCommented, DeliverableChangesAsked)


def said_now(events: Sequence[Event], *, is_whole: bool) -> Mapping[int, Said]:
    """Return by the number of each event what its comment says.

    `is_whole` when these are the latest events of one deliverable, newest first: then nothing is asked of the database.
    """
    numbers = {event.pk: told.comment for event in events if isinstance(told := event.happening, _TOLD)}
    if not numbers:
        return {}
    said = _replayed(reversed(events)) if is_whole else _stored(set(numbers.values()))
    return {event: said[number] for event, number in numbers.items() if number in said}


def _replayed(events: Iterable[Event]) -> dict[int, Said]:
    found: dict[int, Said] = {}
    for event in events:
        told = event.happening
        if isinstance(told, _TOLD):
            found[told.comment] = _said(told.comment, told.text)
        elif isinstance(told, DeliverableCommentEdited):
            found[told.comment] = _said(told.comment, told.text, is_rewritten=True)
        elif isinstance(told, DeliverableCommentRemoved):
            found[told.comment] = _said(told.comment, "")
    return found


def _stored(numbers: Iterable[int]) -> dict[int, Said]:
    comments = Comment.objects.in_bulk(list(numbers))
    return {
        number: _said(number, "" if one.removed_at else one.text, is_rewritten=one.edited_at is not None)
        for number, one in comments.items()
    }


def _said(number: int, text: str, *, is_rewritten: bool = False) -> Said:
    """A comment without words is one that was removed."""
    if not text:
        return Said(number=number, text="", note=_("This comment was removed."))
    return Said(number=number, text=text, note=_("rewritten") if is_rewritten else "")
