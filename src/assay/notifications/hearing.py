"""What is done with each event as it is written: quick, in its transaction. The telling itself is a job."""

from assay.activity.happenings import Happening
from assay.activity.models import Event
from assay.notifications.reasons import TAKING_PART
from assay.notifications.telling import tell
from assay.notifications.watching import begin


def hear(event: Event) -> None:
    """Let those watch who take part, and queue the job that tells people. Most events cost nothing here."""
    happening = event.happening
    addressed = happening.addressed()
    author = [event.person_id] if happening.is_followed and event.person_id else []
    parties = [person for person, reason in addressed.items() if reason in TAKING_PART]
    if author or parties:
        begin(event.subject, [*author, *parties])
    if _may_concern_others(happening, addressed, event):
        tell.later(event.pk)


def _may_concern_others(happening: Happening, addressed: dict[int, str], event: Event) -> bool:
    others = addressed.keys() - {event.person_id}
    return bool(happening.told_as() or others or "@" in happening.written()[1])
