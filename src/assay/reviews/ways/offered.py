"""Which ways on there are for a thing, the one that is proposed first."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from assay.deliverables.models import State
from assay.kit.clock import now
from assay.pure.splitting import WEEK
from assay.reviews.awaiting import DUE
from assay.reviews.models import Stop, Way
from assay.reviews.things import Thing
from assay.tasks.models import Task

# What ends something needs a reason of the lead's own.
NEED_WHY = frozenset({Way.STOP, Way.PIVOT, Way.NO_GO, Way.WAIVE})

# What is proposed of an experiment, by what is the matter with it; else whose it is is asked.
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
    """Return what a lead can decide of the thing as it is now. Nobody is led to ask themselves."""
    if thing.experiment is not None and not thing.experiment.is_concluded:
        return _of_experiment(stop, thing)
    if thing.task is not None:
        return _of_handoff(stop, thing) if thing.handoff and thing.handoff.is_open else _of_task(stop, thing)
    if thing.deliverable is not None:
        return _of_deliverable(stop, thing)
    return _of_project(stop, thing)


def _of_experiment(stop: Stop, thing: Thing) -> list[Offer]:
    experiment = thing.experiment
    offers = [_stop(_("Closed; your words are what was learned"))]
    if experiment is not None and experiment.is_under_way:
        offers.insert(0, Offer(Way.EXTEND, _("Extend the timebox"), _("3 working days more")))
        offers.append(Offer(Way.PIVOT, _("Try another way"), _("Stops it, makes the next one")))
    by_matter = [PROPOSED[rule] for rule in stop.rules if rule in PROPOSED]
    others = [Way.EXTEND, Way.SNOOZE] if _is_own(stop, thing) else [Way.ASK]
    return _proposing([*offers, _ask(stop, thing), _snooze()], [*by_matter, *others])


def _of_task(stop: Stop, thing: Thing) -> list[Offer]:
    task = thing.task
    offers: list[Offer] = []
    if task is not None and not task.is_done:
        offers.append(Offer(Way.SPLIT, _("Split it"), _("Into parts; the rest queues")))
        if room_in(task):
            offers.append(Offer(Way.EXTEND, _("Give it time"), _("2 days more, five at most")))
        at = 0 if task.is_in_progress and task.assignee_id is None else len(offers)
        offers.insert(at, Offer(Way.HAND_OVER, _("Hand it over"), _("To who is free")))
    ends = [_stop(_("Into the archive"))]
    return [*offers, _ask(stop, thing), *ends, _snooze()]


def _of_handoff(stop: Stop, thing: Thing) -> list[Offer]:
    again = Offer(Way.HAND_OVER, _("Offer it to somebody else"), _("To who is free"))
    offers = [_ask(stop, thing), again, _stop(_("Takes the offer back")), _snooze()]
    return _proposing(offers, [Way.HAND_OVER if _is_own(stop, thing) else Way.ASK])


def _of_deliverable(stop: Stop, thing: Thing) -> list[Offer]:
    offers = [_ask(stop, thing)]
    if thing.deliverable is not None and thing.deliverable.state != State.SIGNED:
        offers.append(Offer(Way.WAIVE, _("Do without it"), _("Marked as not needed")))
    return _proposing([*offers, _snooze()], [Way.SNOOZE if _is_own(stop, thing) else Way.ASK])


def _of_project(stop: Stop, thing: Thing) -> list[Offer]:
    offers = [
        Offer(Way.GO, _("Go"), _("It goes on as it is")),
        Offer(Way.EXTEND, _("Give it time"), _("Decided again in two weeks")),
        Offer(Way.PIVOT, _("Pivot"), _("The goal stays, the way changes")),
        Offer(Way.NO_GO, _("No-go"), _("It is not taken further")),
        _stop(_("The project ends here")),
        replace(_ask(stop, thing), does=_("Told at once, by the decision")),
        _snooze(),
    ]
    return _proposing(offers, [Way.GO if DUE in stop.rules or _is_own(stop, thing) else Way.ASK])


def _proposing(offers: list[Offer], ways: list[Way]) -> list[Offer]:
    """Put the first of these ways that is offered before all others."""
    proposed = next((way for way in ways if any(one.way == way for one in offers)), None)
    return sorted(offers, key=lambda one: one.way != proposed)


def _is_own(stop: Stop, thing: Thing) -> bool:
    """Whether it is the lead's own who walks: there is nobody to ask."""
    return thing.responsible is not None and thing.responsible.pk == stop.review.person_id


def days_taken(task: Task) -> Decimal:
    """Return its estimate, or the working days since it began where those are more: time is given from then on."""
    return max(task.estimate_days or Decimal(0), Decimal(task.day_number(task.calendar, at=now()) or 0))


def room_in(task: Task) -> Decimal:
    """Return how many days more a task can be given; none or less where it has the five it may have."""
    return WEEK - days_taken(task)


def _stop(does: str) -> Offer:
    return Offer(Way.STOP, _("Stop it"), does)


def _ask(stop: Stop, thing: Thing) -> Offer:
    person = None if _is_own(stop, thing) else thing.responsible
    title = _("Ask %(name)s") % {"name": person.name} if person else _("Ask somebody")
    return Offer(Way.ASK, title, _("Told at once, by a comment"))


def _snooze() -> Offer:
    return Offer(Way.SNOOZE, _("Look again in a week"), _("Out of sight till then"))
