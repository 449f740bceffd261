"""REST operations of weekly reviews: begin, read, decide, put off, finish."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from assay.accounts.doors import require
from assay.accounts.models import Person
from assay.kit.clock import now
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body, Day
from assay.reviews.actions import decide, pass_by
from assay.reviews.awaiting import awaiting, look_again
from assay.reviews.finding import own_review, review_of, stop_of
from assay.reviews.meanwhile import last_event
from assay.reviews.models import Review, Stop
from assay.reviews.queries.became import became_of
from assay.reviews.queries.gathering import gathering_for
from assay.reviews.queries.summary import summary_of
from assay.reviews.queries.walk import walk_of
from assay.reviews.things import thing_of
from assay.reviews.ways.offered import offered
from assay.reviews.ways.wanted import MOST_INSTEAD, MOST_WHY, NotAWay, Wanted
from assay.tasks.taking import may_take

router = Router(tags=["Weekly review"])
Number = Annotated[int, Field(ge=0, lt=2**63)]
WayName = Literal["extend", "stop", "pivot", "split", "hand-over", "ask", "snooze", "waive", "go", "no-go"]


class ReviewStopShown(Schema):
    """A stop: `kind` and `thing` name what it is about, `state` is open, put-off, decided or settled."""

    position: int
    project: str
    kind: str
    thing: str
    title: str
    says: str
    state: str
    way: str
    why: str
    decision: int | None
    decided_at: datetime | None


class StopAlone(ReviewStopShown):
    """`ways` are those that can be chosen now, the proposed one first; `seen` is the last event of the thing."""

    ways: list[str]
    seen: int


class ReviewShown(Schema):
    """A review: `week` is its Monday. Of another lead's review only what was decided."""

    id: int
    person: int
    week: date
    begun_at: datetime
    finished_at: datetime | None
    spent_seconds: int
    stops: list[ReviewStopShown]


class BecameShown(Schema):
    """An earlier decision and what is so now."""

    decision: int | None
    title: str
    says: str
    state: str


class GatheredShown(Schema):
    """What would be a stop today. `decided` is what this week's review decided of it; empty for nothing."""

    project: int
    kind: str
    thing: str
    title: str
    name: str
    says: str
    decided: str


class GatheringShown(Schema):
    """`more` counts what is beyond the twelve stops of one review; `review` is this week's."""

    review: int | None
    stops: list[GatheredShown]
    more: int


class Wish(Body):
    """What is decided; all but `way` has a default. People are ids; `days` is for a timebox or an estimate.

    With `seen` nothing is decided if something happened to the thing since.
    """

    way: WayName
    seen: Number | None = None
    why: Annotated[str, Field(max_length=MOST_WHY)] = ""
    days: Annotated[int, Field(ge=1, le=10)] | None = None
    person: Number | None = None
    to: Number | None = None
    instead: Annotated[str, Field(max_length=MOST_INSTEAD)] = ""
    until: Day | None = None
    next_due_on: Day | None = None


@router.post("/reviews", response={201: ReviewShown})
def begin_review(request: ApiRequest) -> Status[dict[str, Any]]:
    """Begin the review of this week, or take it up again with what is new; 403 for guests."""
    person = request.person
    require(person.can_write)
    today = timezone.localdate(now())
    review = Review.begin(person, awaiting(person, today=today), today=today)
    return Status(201, _shown(review, person))


@router.get("/reviews/gathering", response=GatheringShown)
def gathering(request: ApiRequest) -> GatheringShown:
    """What a review would be about that began now; of one that goes on, what is new. Nothing is begun."""
    found = gathering_for(request.person, today=timezone.localdate(now()))
    stops = [
        GatheredShown(
            project=one.matter.project_id,
            kind=one.matter.kind,
            thing=one.matter.thing,
            title=one.matter.title,
            name=one.matter.name,
            says=one.matter.says,
            decided=one.decided,
        )
        for one in found.found
    ]
    return GatheringShown(review=found.review.pk if found.review else None, stops=stops, more=found.more)


@router.get("/reviews/{number}", response=ReviewShown)
def review(request: ApiRequest, number: int) -> dict[str, Any]:
    """One review, of one's own or as far as one may see what it decided."""
    return _shown(review_of(request.person, number), request.person)


@router.get("/reviews/{number}/became", response=list[BecameShown])
def became(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    """What became of the decisions of a review: facts as they are now."""
    found = became_of(review_of(request.person, number), reader=request.person)
    return [
        {"decision": one.stop.decision_id, "title": one.stop.decided, "says": one.says, "state": one.state}
        for one in found
    ]


@router.get("/reviews/{number}/summary", response=dict[str, str])
def summary(request: ApiRequest, number: int) -> dict[str, str]:
    """The summary as Markdown, in `text`."""
    return {"text": summary_of(review_of(request.person, number), reader=request.person).text}


@router.get("/reviews/{number}/stops/{position}", response=StopAlone)
def stop(request: ApiRequest, number: int, position: int) -> dict[str, Any]:
    """One stop of one's own review, with the ways on."""
    found = stop_of(own_review(request.person, number), request.person, position)
    look_again(found, request.person)
    thing = thing_of(found, request.person)
    ways = [str(one.way) for one in offered(found, thing)] if thing and found.is_open else []
    return {**_stop(found), "ways": ways, "seen": last_event(thing.subject) if thing else 0}


@router.post("/reviews/{number}/stops/{position}/decision", response={201: ReviewShown})
def decide_stop(request: ApiRequest, number: int, position: int, wish: Wish) -> Status[dict[str, Any]]:
    """Decide at a stop: 409 `decided-already`, `changed-meanwhile`, `review-over`; 422 `why-needed`, `not-a-way`."""
    found = own_review(request.person, number)
    stop = stop_of(found, request.person, position)
    require(stop.project.can_be_edited_by(request.person))
    _decide(stop, wish, request.person)
    return Status(201, _shown(found, request.person))


@router.post("/reviews/{number}/stops/{position}/later", response=ReviewShown)
def put_off_stop(request: ApiRequest, number: int, position: int) -> dict[str, Any]:
    """Not now: the stop stays open, unless there is nothing to decide any more."""
    found = own_review(request.person, number)
    pass_by(stop_of(found, request.person, position), by=request.person)
    return _shown(found, request.person)


@router.post("/reviews/{number}/finish", response=ReviewShown)
def finish_review(request: ApiRequest, number: int) -> dict[str, Any]:
    """Finish it; what is undecided comes up again next week."""
    found = own_review(request.person, number)
    found.finish(by=request.person)
    return _shown(found, request.person)


@transaction.atomic
def _decide(stop: Stop, wish: Wish, by: Person) -> None:
    said = wish.model_dump(exclude={"person", "to", "seen"})
    wanted = Wanted(**said, person=_person(stop, wish.person), to=_person(stop, wish.to))
    decide(stop, wanted, by=by, seen=wish.seen)
    stop.review.count(None)


def _person(stop: Stop, number: int | None) -> Person | None:
    if number is None:
        return None
    found = may_take(stop.project).filter(pk=number).first()
    if found is None:
        raise NotAWay(_("Nobody of this project has that number."))
    return found


def _shown(review: Review, reader: Person) -> dict[str, Any]:
    is_own = review.person_id == reader.pk
    steps = [step for step in walk_of(review, reader=reader).steps if is_own or step.state == "decided"]
    if not is_own and not steps:
        raise Http404
    return {
        "id": review.pk,
        "person": review.person_id,
        "week": review.week,
        "begun_at": review.begun_at,
        "finished_at": review.finished_at,
        "spent_seconds": review.spent_seconds,
        "stops": [_stop(step.stop) for step in steps],
    }


def _stop(stop: Stop) -> dict[str, Any]:
    names = ("position", "kind", "thing", "title", "says", "way", "why", "decided_at", "state")
    return {
        **{name: getattr(stop, name) for name in names},
        "project": stop.project.key,
        "decision": stop.decision_id,
    }
