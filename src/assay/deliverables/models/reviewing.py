"""Productization's check list: what is ticked, and the two who review from different disciplines."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models.person import Discipline
from assay.activity.recording import record
from assay.deliverables.checklist import PRODUCTIZATION
from assay.deliverables.events import (
    DeliverableApproved,
    DeliverableCheckAdded,
    DeliverableChecked,
    DeliverableCheckRemoved,
    DeliverableReviewerNamed,
)
from assay.deliverables.models.review import Check, Reviewer, Seat
from assay.deliverables.refusals import NotEntitled, NothingAttached, NotReady, TooMany, WrongDiscipline
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models.deliverable import Deliverable
    from assay.projects.parties import Party

MOST_CHECKS = 40


class Reviewing:
    """Verbs of the check list and of the reviewers."""

    def list_checks(self) -> None:
        """Give a deliverable that must be reviewed its check list, unless it has one."""
        deliverable = cast("Deliverable", self)
        if deliverable.review and not deliverable.checks.exists():
            Check.objects.bulk_create(standard_checks(deliverable))

    @transaction.atomic
    def add_check(self, text: str, *, by: "Person") -> Check:
        """Add a line to the check list. Raises `TooMany`, `NotNeeded`."""
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        count = deliverable.checks.count()
        if count >= MOST_CHECKS:
            raise TooMany(_("A check list has at most %(most)d lines.") % {"most": MOST_CHECKS})
        made = deliverable.checks.create(text=text, position=count)
        record(DeliverableCheckAdded(text=text), on=deliverable, by=by)
        return made

    @transaction.atomic
    def remove_check(self, check: Check, *, by: "Person") -> None:
        """Take a line off the check list. Twice is once."""
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        removed, _by_model = deliverable.checks.filter(pk=check.pk).delete()
        if removed:
            record(DeliverableCheckRemoved(text=check.text), on=deliverable, by=by)

    @transaction.atomic
    def tick(self, check: Check, *, by: "Person", answer: str = "") -> None:
        """Say that a line of the check list is met, and how. With the same answer twice is once."""
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        check.refresh_from_db()
        if check.is_done and check.answer == answer:
            return
        check.done_at, check.done_by, check.answer = now(), by, answer
        check.save(update_fields=["done_at", "done_by", "answer"])
        record(DeliverableChecked(text=check.text, is_done=True, answer=answer), on=deliverable, by=by)

    @transaction.atomic
    def untick(self, check: Check, *, by: "Person") -> None:
        """Say that a line is not met after all; its answer stays. Twice is once."""
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        check.refresh_from_db()
        if not check.is_done:
            return
        check.done_at = check.done_by = None
        check.save(update_fields=["done_at", "done_by"])
        record(DeliverableChecked(text=check.text, is_done=False), on=deliverable, by=by)

    @transaction.atomic
    def name_reviewer(self, seat: str, person: "Person", *, by: "Person") -> Reviewer:
        """Let `person` review as the data scientist or as the engineer; whoever had the seat has it no more.

        Raises `WrongDiscipline`, `NotEntitled`, `NotNeeded`.
        """
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        deliverable.check_may_speak(person)
        _check_discipline(deliverable, seat, person)
        known = deliverable.reviewers.filter(seat=seat).first()
        if known is not None and known.person_id == person.pk:
            return known
        facts = {"person": person, "approved_at": None, "digest": "", "note": ""}
        made, _is_new = deliverable.reviewers.update_or_create(seat=seat, defaults=facts)
        told = DeliverableReviewerNamed(seat=seat, name=person.name, person_id=person.pk)
        record(told, on=deliverable, by=by)
        return made

    @transaction.atomic
    def approve(self, *, by: "Person", note: str = "", seen: str | None = None) -> None:
        """Approve what is attached now, as one of the two reviewers. The same thing twice is once.

        `seen` is the digest of what was read. Raises `NotEntitled`, `NothingAttached`, `NotNeeded`, `ReadAgain`, and
        `WrongDiscipline` for who changed theirs since.
        """
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        reviewer = deliverable.reviewers.filter(person=by).first()
        if reviewer is None:
            raise NotEntitled(_("Only the two reviewers approve."))
        deliverable.check_seen(seen)
        if not deliverable.digest:
            raise NothingAttached(_("There is nothing attached that could be reviewed."))
        _check_discipline(deliverable, reviewer.seat, by)
        if reviewer.approved_at is not None and reviewer.digest == deliverable.digest:
            return
        reviewer.approved_at, reviewer.digest, reviewer.note = now(), deliverable.digest, note
        reviewer.save(update_fields=["approved_at", "digest", "note"])
        told = DeliverableApproved(seat=reviewer.seat, note=note, responsible_id=deliverable.responsible_id)
        record(told, on=deliverable, by=by)

    def withdraw_approval(self, party: "Party") -> None:
        """Forget that this reviewer approved, inside the verb by which they ask for changes."""
        mine = [one for one in cast("Deliverable", self).reviewers.all() if one.person == party]
        Reviewer.objects.filter(pk__in=[one.pk for one in mine]).update(approved_at=None, digest="")

    def missing(self) -> list[str]:
        """Return what is left to do before anybody can sign; nothing for a deliverable without review."""
        deliverable = cast("Deliverable", self)
        if not deliverable.review:
            return []
        reviewers = list(deliverable.reviewers.select_related("person"))
        return left_to_do(list(deliverable.checks.in_order()), reviewers, deliverable.digest)

    def check_reviewed(self) -> None:
        """Raises `NotReady`."""
        missing = self.missing()
        if missing:
            listed = "; ".join(missing)
            raise NotReady(_("Before it can be signed, this is missing: %(listed)s.") % {"listed": listed}, missing)


def standard_checks(deliverable: "Deliverable") -> list[Check]:
    """Return the check list of productization for this deliverable, not yet saved."""
    texts = enumerate(PRODUCTIZATION)
    return [Check(deliverable=deliverable, text=str(text)[:300], position=number) for number, text in texts]


def left_to_do(checks: list[Check], reviewers: list[Reviewer], digest: str) -> list[str]:
    """Return what is missing of a check list and of the reviews of what `digest` names."""
    seats = {one.seat: one for one in reviewers}
    left = [check.text for check in checks if not check.is_done]
    return left + [said for seat in Seat if (said := _missing(seat, seats.get(seat), digest))]


def _missing(seat: Seat, reviewer: Reviewer | None, digest: str) -> str:
    if reviewer is None:
        is_scientist = seat == Seat.SCIENTIST
        return _("name the data scientist who reviews") if is_scientist else _("name the engineer who reviews")
    if not _has_discipline(seat, reviewer.person):
        return _("%(name)s has another discipline now: name somebody else") % {"name": reviewer.person.name}
    if reviewer.approved_at is None:
        return _("the approval of %(name)s") % {"name": reviewer.person.name}
    if reviewer.digest != digest:
        return _("the approval of %(name)s, who approved an earlier state") % {"name": reviewer.person.name}
    return ""


def _has_discipline(seat: str, person: "Person") -> bool:
    is_scientist = person.discipline == Discipline.DATA_SCIENCE
    return is_scientist if seat == Seat.SCIENTIST else bool(person.discipline) and not is_scientist


def _check_discipline(deliverable: "Deliverable", seat: str, person: "Person") -> None:
    if not person.can_write or not _has_discipline(seat, person):
        wanted = _("a data scientist") if seat == Seat.SCIENTIST else _("an engineer")
        raise WrongDiscipline(
            _("This seat is for %(wanted)s. %(name)s has another discipline, or none: see People.")
            % {"wanted": wanted, "name": person.name}
        )
    if deliverable.reviewers.exclude(seat=seat).filter(person=person).exists():
        raise WrongDiscipline(_("%(name)s reviews already from the other seat.") % {"name": person.name})
