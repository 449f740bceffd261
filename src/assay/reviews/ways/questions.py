"""What a lead is asked at a stop, in one sentence."""

from django.utils.translation import gettext as _

from assay.reviews.models import Stop
from assay.reviews.things import Thing


def question_of(stop: Stop, thing: Thing | None) -> str:
    """Return the question; where the thing is gone, how it was called."""
    if thing is None:
        return stop.title
    if thing.deliverable is not None:
        return _("Who hands over “%(title)s”, and when?") % {"title": thing.deliverable.title}
    if thing.task is None:
        return _("How does %(name)s go on?") % {"name": thing.project.name}
    return _of_task(thing) % {"title": thing.task.title}


def _of_task(thing: Thing) -> str:
    if thing.experiment is not None and not thing.experiment.is_concluded:
        return _("Go on with “%(title)s”, or stop?") if thing.experiment.is_locked else _("Does “%(title)s” begin?")
    handed = thing.handoff is not None and thing.handoff.is_open
    return _("Who takes “%(title)s”?") if handed else _("What helps “%(title)s” along?")
