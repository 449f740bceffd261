"""Which changes can still be taken back: those nobody has changed again since."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.activity.models import Event
from assay.tasks.changes import UNDO_FOR, Change

if TYPE_CHECKING:
    from assay.accounts.models import Person


class TooLate(ValueError):
    """The event is older than thirty days, or of a kind that is not taken back."""


class Overtaken(ValueError):
    """Somebody changed the same thing since; `person` is empty when Assay did."""

    def __init__(self, person: "Person | None") -> None:
        name = person.name if person else "Assay"
        super().__init__(
            _("%(person)s changed this since. Look at the history, then change it by hand.") % {"person": name}
        )
        self.person = person


def checked(event: Event, *, at: datetime) -> Change:
    """Return the change that the event is. Raises `TooLate` and `Overtaken`; the task is held meanwhile."""
    change = event.happening
    if not isinstance(change, Change) or not change.is_reversible:
        raise TooLate(_("This cannot be taken back. Change the task by hand."))
    if event.at < at - UNDO_FOR:
        raise TooLate(_("Changes can be taken back for 30 days. Change the task by hand."))
    later = Event.objects.about(event.subject).filter(pk__gt=event.pk).select_related("person").order_by("pk")
    for one in later:
        if isinstance(one.happening, Change) and one.happening.touches() & change.touches():
            raise Overtaken(one.person)
    return change


def undoable(events: Iterable[Event], *, at: datetime) -> set[int]:
    """Return the numbers of those events that can be taken back; they are a task's latest ones, newest first."""
    touched: set[str] = set()
    found: set[int] = set()
    for event in events:
        change = event.happening
        if not isinstance(change, Change):
            continue
        is_young = event.at >= at - UNDO_FOR
        if change.is_reversible and is_young and not change.touches() & touched:
            found.add(event.pk)
        touched |= change.touches()
    return found
