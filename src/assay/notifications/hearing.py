"""What is done with each event as it is written: quick, in its transaction. The telling itself is a job."""

from collections.abc import Sequence

from assay.activity.happenings import Happening
from assay.activity.models import Event
from assay.notifications.reasons import TAKING_PART
from assay.notifications.telling import tell
from assay.notifications.watching import begin_all


def hear(event: Event) -> None:
    """Let those watch who take part, and queue the job that tells people. Most events cost nothing here."""
    hear_all([event])


def hear_all(events: Sequence[Event]) -> None:
    """Do the same for several events at once."""
    begin_all((event.subject, person) for event in events for person in _parties(event))
    for event in events:
        if _may_concern_others(event.happening, event.happening.addressed(), event):
            tell.later(event.pk)


def _parties(event: Event) -> list[int]:
    """Return who takes part in it, and watches from then on."""
    author = [event.person_id] if event.happening.is_followed and event.person_id else []
    addressed = event.happening.addressed()
    return [*author, *(person for person, reason in addressed.items() if reason in TAKING_PART)]


def _may_concern_others(happening: Happening, addressed: dict[int, str], event: Event) -> bool:
    others = addressed.keys() - {event.person_id}
    return bool(happening.told_as() or others or "@" in happening.written()[1])
