"""What is answered to a hand-off: accepted, asked back, answered, withdrawn, offered again; or nothing for too long."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models.person import Person
from assay.activity.recording import record
from assay.kit.clock import now
from assay.tasks.events.handoffs import (
    HandoffAccepted,
    HandoffAnswered,
    HandoffAsked,
    HandoffOffered,
    HandoffUnanswered,
    HandoffWithdrawn,
)
from assay.tasks.models.handoff.recipients import HandoffRefused, NotForYou, Recipient
from assay.tasks.models.handoff.states import HandoffState
from assay.tasks.models.task.locking import lock

if TYPE_CHECKING:
    from assay.tasks.models.handoff.model import Handoff

PATIENCE_DAYS = 2


class Answering:
    """Verbs of a hand-off. Each holds the task first, so that of two who answer at once one comes second."""

    @transaction.atomic
    def accept(self, *, by: Person, at: datetime | None = None) -> None:
        """Take the task: it is theirs from now on.

        Raises `HandoffRefused` when somebody was faster, `NotForYou`, and what `Task.assign` raises.
        """
        handoff = _held(self, by)
        _check_open(handoff)
        _check_recipient(handoff, by)
        handoff.settle(by=by, at=at or now())
        handoff.task.assign(by, by=by)

    @transaction.atomic
    def ask_back(self, question: str, *, by: Person, at: datetime | None = None) -> None:
        """Ask something first; who handed it over must answer. Raises `HandoffRefused`, `NotForYou`, `PutAway`."""
        handoff = _held(self, by)
        if handoff.state != HandoffState.OFFERED:
            raise HandoffRefused(_("It does not wait for you: %(state)s.") % {"state": handoff.get_state_display()})
        _check_recipient(handoff, by)
        handoff.asked_by, handoff.question = by, question
        _say(handoff, question, by=by, at=at)
        _put(handoff, HandoffState.ASKED, at=at)
        record(HandoffAsked(text=question, people=[handoff.offered_by_id]), on=handoff.task, by=by, at=at)

    @transaction.atomic
    def answer(self, text: str, *, by: Person, at: datetime | None = None) -> None:
        """Answer the question; it waits to be accepted again. Raises `HandoffRefused`, `PutAway`."""
        handoff = _held(self, by)
        if handoff.state != HandoffState.ASKED:
            raise HandoffRefused(_("Nobody asks anything now."))
        asked = [handoff.asked_by_id] if handoff.asked_by_id else []
        _say(handoff, text, by=by, at=at)
        _put(handoff, HandoffState.OFFERED, at=at)
        record(HandoffAnswered(text=text, people=asked), on=handoff.task, by=by, at=at)

    @transaction.atomic
    def withdraw(self, *, by: Person, at: datetime | None = None) -> None:
        """Take the offer back; the task stays as it is. Raises `HandoffRefused`, `NotForYou`."""
        handoff = _held(self, by)
        _check_open(handoff)
        if not handoff.may_be_withdrawn_by(by):
            raise NotForYou(_("Only who handed it over, or a lead, takes it back."))
        people = [pk for pk in (handoff.to_person_id, handoff.asked_by_id) if pk]
        _put(handoff, HandoffState.WITHDRAWN, at=at)
        record(HandoffWithdrawn(people=people), on=handoff.task, by=by, at=at)

    @transaction.atomic
    def offer_again(self, to: Recipient, *, by: Person, at: datetime | None = None) -> None:
        """Offer it to somebody else, or once more after it was withdrawn. Raises `HandoffRefused`, `NotForYou`."""
        handoff = _held(self, by)
        _check_not_accepted(handoff)
        if not handoff.may_be_withdrawn_by(by):
            raise NotForYou(_("Only who handed it over, or a lead, offers it to somebody else."))
        to.people(handoff.task.project)
        handoff.put_offer(to, by=by, at=at or now())

    @transaction.atomic
    def tell_unanswered(self, *, days: int, at: datetime) -> None:
        """Flag it, and tell both sides and the lead, once for each time of waiting."""
        handoff = _locked(self)
        if not handoff.is_open or handoff.told_at is not None or not handoff.task.is_at_hand:
            return
        handoff.told_at = at
        _put(handoff, handoff.state)
        is_asked = handoff.state == HandoffState.ASKED
        told = HandoffUnanswered(
            days=days,
            who=handoff.offered_by.name if is_asked else (handoff.to_person.name if handoff.to_person else ""),
            discipline="" if is_asked else handoff.to_discipline,
            people=_both_and_lead(handoff),
        )
        record(told, on=handoff.task, by=None, at=at)

    # Parts of the verbs ---------------------------------------------------------------------------

    def put_offer(self, to: Recipient, *, by: Person, at: datetime) -> None:
        """Write to whom it is offered, inside the caller's transaction and lock."""
        handoff = cast("Handoff", self)
        handoff.to_person, handoff.to_discipline = to.person, to.discipline
        handoff.question, handoff.asked_by = "", None
        _put(handoff, HandoffState.OFFERED, at=at)
        offered = HandoffOffered(
            to=to.person.name if to.person else "",
            to_id=to.person.pk if to.person else None,
            discipline=to.discipline,
            people=[person.pk for person in to.people(handoff.task.project)],
        )
        record(offered, on=handoff.task, by=by, at=at)

    def settle(self, *, by: Person, at: datetime) -> None:
        """Write that `by` has it now, inside the caller's transaction and lock."""
        handoff = cast("Handoff", self)
        handoff.accepted_by, handoff.accepted_at = by, at
        _put(handoff, HandoffState.ACCEPTED, at=at)
        record(HandoffAccepted(people=[handoff.offered_by_id]), on=handoff.task, by=by, at=at)


def _held(unlocked: Answering, by: Person) -> "Handoff":
    """Lock task and hand-off for somebody's answer. Raises `PutAway`."""
    handoff = _locked(unlocked, by)
    handoff.task.check_at_hand()
    return handoff


def _locked(unlocked: Answering, *people: Person) -> "Handoff":
    """Lock the task as every move does, and read the hand-off again."""
    handoff = cast("Handoff", unlocked)
    task = handoff.task
    lock(task, *people)
    handoff.refresh_from_db(from_queryset=type(handoff).objects.select_for_update(of=("self",), no_key=True))
    handoff.task = task  # which was read a moment ago, under the lock
    return handoff


def _check_not_accepted(handoff: "Handoff") -> None:
    if handoff.state == HandoffState.ACCEPTED:
        raise HandoffRefused(_("%(person)s accepted it already.") % {"person": handoff.accepted_by})


def _check_open(handoff: "Handoff") -> None:
    _check_not_accepted(handoff)
    if not handoff.is_open:
        raise HandoffRefused(_("The hand-off was withdrawn. It can be offered again."))


def _check_recipient(handoff: "Handoff", person: Person) -> None:
    if not handoff.may_be_answered_by(person):
        raise NotForYou(_("It was handed to %(to)s; only they answer.") % {"to": handoff.to.name})


def _put(handoff: "Handoff", state: str, *, at: datetime | None = None) -> None:
    """Write the state; with a moment the waiting begins anew. The card says how it stands."""
    if at is not None or state != handoff.state:
        handoff.waits_since, handoff.told_at = at or now(), None
    handoff.state = state
    handoff.save()
    handoff.task.show_result(card_line(handoff))


def _say(handoff: "Handoff", text: str, *, by: Person, at: datetime | None) -> None:
    """Keep it as a comment too; the event of the hand-off tells of it."""
    handoff.task.comments.create(person=by, text=text, created_at=at or now())


def card_line(handoff: "Handoff") -> dict[str, str]:
    """Return what the card shows while somebody must answer."""
    if not handoff.is_open:
        return {}
    waits = _("waits for %(person)s") % {"person": handoff.waits_for}
    if handoff.is_overdue:
        return {"state": "not-met", "label": _("Unanswered"), "detail": waits}
    state = "not-proven" if handoff.state == HandoffState.ASKED else "plain"
    return {"state": state, "label": handoff.get_state_display(), "detail": waits}


def _both_and_lead(handoff: "Handoff") -> list[int]:
    try:
        found = {person.pk for person in handoff.to.people(handoff.task.project)}
    except HandoffRefused:  # all of them left
        found = set()
    lead = handoff.task.project.lead_id
    return sorted(found | {handoff.offered_by_id} | ({lead} if lead else set()))
