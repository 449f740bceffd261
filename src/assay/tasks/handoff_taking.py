"""Who takes a task that was offered to them has accepted it, however they took it: by drag, by menu, by a program."""

from assay.activity.models import Event
from assay.tasks.events.tasks import TaskAssigned
from assay.tasks.models import Handoff


def accept_what_is_taken(event: Event) -> None:
    """Accept for whoever gave an offered task to themselves; runs within the verb, under its lock."""
    taken = event.happening
    if not isinstance(taken, TaskAssigned) or event.person is None or taken.person_id != event.person_id:
        return
    handoff = Handoff.objects.pending().with_task().filter(task_id=event.subject_id).first()
    if handoff is not None and handoff.may_be_answered_by(event.person):
        handoff.settle(by=event.person, at=event.at)
