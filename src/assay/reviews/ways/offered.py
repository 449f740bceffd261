"""Which ways on there are for a thing, the one that is proposed first."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from assay.deliverables.models import State
from assay.pure.splitting import WEEK
from assay.reviews.awaiting import DUE
from assay.reviews.models import Stop, Way
from assay.reviews.things import Thing

# What ends something needs a reason of the lead's own.
NEED_WHY = frozenset({Way.STOP, Way.PIVOT, Way.NO_GO, Way.WAIVE})

# What is proposed of an experiment, by what is the matter with it; else its person is asked.
PROPOSED = {"over-timebox": Way.EXTEND, "stop-fired": Way.STOP}


@dataclass(frozen=True)
class Offer:
    """A way on as a button says it: what it is, and what it does."""

    way: Way
    title: str
    does: str

    @property
    def needs_why(self) -> bool:
        return self.way in NEED_WHY


def offered(stop: Stop, thing: Thing) -> list[Offer]:
    """Return what a lead can decide of the thing as it is now."""
    if thing.experiment is not None and not thing.experiment.is_concluded:
        return _of_experiment(stop, thing)
    if thing.task is not None:
        return _of_handoff(thing) if thing.handoff and thing.handoff.is_open else _of_task(thing)
    if thing.deliverable is not None:
        return _of_deliverable(thing)
    return _of_project(stop, thing)


def _of_experiment(stop: Stop, thing: Thing) -> list[Offer]:
    experiment = thing.experiment
    offers = [_stop(_("Closed; your words are what was learned"))]
    if experiment is not None and experiment.is_under_way:
        offers.insert(0, Offer(Way.EXTEND, _("Extend the timebox"), _("3 working days more")))
        offers.append(Offer(Way.PIVOT, _("Try another way"), _("Stops it, makes the next one")))
    proposed = next((PROPOSED[rule] for rule in stop.rules if rule in PROPOSED), Way.ASK)
    return sorted([*offers, _ask(thing), _snooze()], key=lambda one: one.way != proposed)


def _of_task(thing: Thing) -> list[Offer]:
    task = thing.task
    offers: list[Offer] = []
    if task is not None and not task.is_done:
        offers.append(Offer(Way.SPLIT, _("Split it"), _("Into parts; the rest queues")))
        if room_in(task.estimate_days):
            offers.append(Offer(Way.EXTEND, _("Give it time"), _("2 days more, five at most")))
        at = 0 if task.is_in_progress and task.assignee_id is None else len(offers)
        offers.insert(at, Offer(Way.HAND_OVER, _("Hand it over"), _("To who is free")))
    ends = [_stop(_("Into the archive"))]
    return [*offers, _ask(thing), *ends, _snooze()]


def _of_handoff(thing: Thing) -> list[Offer]:
    again = Offer(Way.HAND_OVER, _("Offer it to somebody else"), _("To who is free"))
    return [_ask(thing), again, _stop(_("Takes the offer back")), _snooze()]


def _of_deliverable(thing: Thing) -> list[Offer]:
    offers = [_ask(thing)]
    if thing.deliverable is not None and thing.deliverable.state != State.SIGNED:
        offers.append(Offer(Way.WAIVE, _("Do without it"), _("Marked as not needed")))
    return [*offers, _snooze()]


def _of_project(stop: Stop, thing: Thing) -> list[Offer]:
    offers = [
        Offer(Way.GO, _("Go"), _("It goes on as it is")),
        Offer(Way.EXTEND, _("Give it time"), _("Decided again in two weeks")),
        Offer(Way.PIVOT, _("Pivot"), _("The goal stays, the way changes")),
        Offer(Way.NO_GO, _("No-go"), _("It is not taken further")),
        _stop(_("The project ends here")),
        replace(_ask(thing), does=_("Told at once, by the decision")),
        _snooze(),
    ]
    return offers if DUE in stop.rules else sorted(offers, key=lambda one: one.way != Way.ASK)


def room_in(estimate: Decimal | None) -> Decimal:
    """Return how many days more the estimate of a task can take."""
    return WEEK - (estimate or Decimal(0))


def _stop(does: str) -> Offer:
    return Offer(Way.STOP, _("Stop it"), does)


def _ask(thing: Thing) -> Offer:
    person = thing.responsible
    title = _("Ask %(name)s") % {"name": person.name} if person else _("Ask")
    return Offer(Way.ASK, title, _("Told at once, by a comment"))


def _snooze() -> Offer:
    return Offer(Way.SNOOZE, _("Look again in a week"), _("Out of sight till then"))
