"""What the page of one stop shows."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.reviews.awaiting import look_again
from assay.reviews.forms import StopForm
from assay.reviews.meanwhile import last_event
from assay.reviews.models import Review, Stop, Way
from assay.reviews.places import next_place
from assay.reviews.queries.facts import Facts, facts_of, list_that_answers, lists_at
from assay.reviews.queries.walk import Step, Walk, walk_of
from assay.reviews.things import Thing, thing_of
from assay.reviews.ways.anything import A_WEEK
from assay.reviews.ways.offered import Offer, offered
from assay.reviews.ways.questions import question_of
from assay.reviews.ways.tasks import first_free

# Which field of the form changes which way.
_FIELDS = {
    Way.EXTEND: "days", Way.ASK: "person", Way.HAND_OVER: "to", Way.PIVOT: "instead", Way.SNOOZE: "until",
}  # fmt: skip


@dataclass(frozen=True)
class StopPage:
    """`thing` is None when it is gone; without `offers` there is nothing to decide."""

    walk: Walk
    step: Step
    thing: Thing | None
    facts: Facts
    offers: list[Offer]
    form: StopForm
    seen: int
    shown_at: datetime

    @property
    def stop(self) -> Stop:
        return self.step.stop

    @property
    def proposed(self) -> Way | None:
        """The way that one press takes: what was refused before, else the first; none where a list answers."""
        pressed = self.form.data.get("way")
        first = self.offers[0].way if self.offers and not self.leads_to else None
        return next((one.way for one in self.offers if one.way == pressed), first)

    @property
    def leads_to(self) -> str:
        """The address of the list that answers what is asked; empty where a way on does."""
        return list_that_answers(self.stop)

    @property
    def is_passed_by(self) -> bool:
        """Whether going on is a step of the walk, which counts its time."""
        return not self.walk.review.is_finished and self.stop.decided_at is None and self.thing is not None

    @property
    def question(self) -> str:
        """What the lead is asked."""
        return question_of(self.stop, self.thing)

    @property
    def onward(self) -> str:
        """Where the walk goes on from a stop with nothing to decide."""
        return next_place(self.walk.review, after=self.stop.position)

    @property
    def before(self) -> Stop | None:
        return self.walk.before(self.stop.position)

    @property
    def fields(self) -> list[Any]:
        """The fields that change what the ways do."""
        ways = {offer.way for offer in self.offers}
        names = [name for way, name in _FIELDS.items() if way in ways]
        if ways & {Way.GO, Way.NO_GO}:
            names = ["next_due_on" if name == "days" else name for name in names]
        return [self.form[name] for name in names]


def stop_page(review: Review, position: int, *, reader: Person, form: StopForm | None = None) -> StopPage | None:
    """Return the page of a stop, if the reader sees it; `form` holds what was typed when it was refused."""
    moment, walk = now(), walk_of(review, reader=reader)
    step = walk.step(position)
    if step is None:
        return None
    stop, thing = step.stop, thing_of(step.stop, reader)
    stop.review = review
    if thing is not None and list_that_answers(stop):
        look_again(stop, reader)  # the list changes all of it at once; other stops are looked at again on going on
    may_decide = thing is not None and stop.is_open and not review.is_finished
    return StopPage(
        walk=walk,
        step=step,
        thing=thing,
        facts=_facts(stop, thing, reader, moment) if thing else Facts(),
        offers=_offers(stop, thing, reader) if thing and may_decide else [],
        form=form or _form(stop, thing),
        seen=last_event(thing.subject) if thing else 0,
        shown_at=moment,
    )


def _facts(stop: Stop, thing: Thing, reader: Person, moment: datetime) -> Facts:
    """Return the facts, before them the lists of what is told of many at once; or the list alone that answers."""
    if list_that_answers(stop):
        return Facts(lines=lists_at(stop))
    found = facts_of(thing, reader, at=moment)
    return replace(found, lines=[*lists_at(stop), *found.lines])


def _offers(stop: Stop, thing: Thing, reader: Person) -> list[Offer]:
    """Return the ways on; that which hands a task over names who gets it unless the lead says otherwise."""
    return [_named(one, thing, reader) if one.way == Way.HAND_OVER else one for one in offered(stop, thing)]


def _named(offer: Offer, thing: Thing, reader: Person) -> Offer:
    to = first_free(thing, reader)
    return replace(offer, does=_("To %(name)s, or whom you say") % {"name": to.name}) if to else offer


def _form(stop: Stop, thing: Thing | None) -> StopForm:
    """Return the form with what each way does unless the lead says otherwise."""
    responsible = thing.responsible if thing else None
    asked = responsible.pk if responsible and responsible.pk != stop.review.person_id else None
    initial = {"person": asked, "until": timezone.localdate(now()) + A_WEEK}
    return StopForm(project=stop.project, initial=initial)
