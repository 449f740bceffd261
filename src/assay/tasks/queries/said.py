"""What comments say now: they are rewritten and removed after the history noted them."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from assay.activity.feed import Said
from assay.activity.models import Event
from assay.tasks.events.comments import CommentChange, CommentEdited, CommentRemoved
from assay.tasks.events.tasks import TaskCommented
from assay.tasks.models import Comment


def said_now(events: Sequence[Event], *, is_whole: bool) -> Mapping[int, Said]:
    """Return by the number of each event what its comment says; old events, which name none, are left out.

    `is_whole` when these are the latest events of one task, newest first: then all that happened to a
    comment since it was written is among them, and nothing is asked of the database.
    """
    numbers = {event.pk: told.comment for event in events if isinstance(told := event.happening, TaskCommented)}
    wanted = {number for number in numbers.values() if number}
    if not wanted:
        return {}
    said = _replayed(reversed(events)) if is_whole else _stored(wanted)
    return {event: said[number] for event, number in numbers.items() if number in said}


def _replayed(events: Iterable[Event]) -> dict[int, Said]:
    texts: dict[int, str] = {}
    rewritten: set[int] = set()
    removed: set[int] = set()
    for event in events:
        told = event.happening
        if isinstance(told, TaskCommented) and told.comment:
            texts[told.comment] = told.text
        elif isinstance(told, CommentEdited):
            texts[told.comment] = told.text
            rewritten.add(told.comment)
        elif isinstance(told, CommentChange):
            (removed.add if isinstance(told, CommentRemoved) else removed.discard)(told.comment)
    return {one: _said(one, text, one in rewritten, one in removed) for one, text in texts.items()}


def _stored(numbers: Iterable[int]) -> dict[int, Said]:
    comments = Comment.objects.in_bulk(list(numbers))
    return {
        number: _said(number, one.text, one.edited_at is not None, one.removed_at is not None)
        for number, one in comments.items()
    }


def _said(number: int, text: str, is_rewritten: bool, is_removed: bool) -> Said:  # noqa: FBT001  both are facts of one row
    if is_removed:
        return Said(number=number, text="", note=_("This comment was removed."))
    return Said(number=number, text=text, note=_("rewritten") if is_rewritten else "")
