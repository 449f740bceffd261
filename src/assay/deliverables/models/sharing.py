"""How a deliverable is shared and talked about."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.deliverables.events import DeliverableChangesAsked, DeliverableCommented, DeliverableShared
from assay.deliverables.models.comment import Comment
from assay.deliverables.models.states import State, enter
from assay.deliverables.refusals import AlreadySigned, NothingAttached
from assay.kit.clock import now
from assay.projects.parties import actor, columns

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models.deliverable import Deliverable
    from assay.projects.parties import Party


class Sharing:
    """Verbs that ask people to read, and verbs of those who read."""

    @transaction.atomic
    def share(self, *, by: "Person", note: str = "") -> None:
        """Ask those who must sign, and everybody who watches, to read what is attached now.

        After a change of what was signed it asks for new signatures. Raises `NothingAttached`, `NotNeeded`, and
        `AlreadySigned` when it is signed as it stands.
        """
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        _check_attached(deliverable)
        if deliverable.state == State.SIGNED and not deliverable.is_changed_since_signed():
            raise AlreadySigned(_("It is signed off as it stands."))
        deliverable.shared_at = now()
        deliverable.save(update_fields=["shared_at"])
        waiting = [one.person_id for one in deliverable.waiting_for() if one.person_id]
        told = DeliverableShared(note=note, signers=[one for one in waiting if one != by.pk])
        record(told, on=deliverable, by=by)
        enter(deliverable, State.SHARED)

    @transaction.atomic
    def comment(self, text: str, *, by: "Party") -> Comment:
        """Say something of it, in Markdown. Raises `NotEntitled` for a stakeholder of another project."""
        deliverable = cast("Deliverable", self)
        deliverable.hold()
        deliverable.check_may_speak(by)
        made = _say(deliverable, text, by=by)
        told = DeliverableCommented(comment=made.pk, text=text, responsible_id=deliverable.responsible_id)
        record(told, on=deliverable, **actor(by))
        return made

    @transaction.atomic
    def ask_for_changes(self, text: str, *, by: "Party") -> Comment:
        """Say what must be changed before it can be signed; a reviewer's approval is gone with it.

        Raises `NothingAttached`, `NotNeeded`, `NotEntitled`, and `AlreadySigned`: revoke the signature first.
        """
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        deliverable.check_may_speak(by)
        _check_attached(deliverable)
        if deliverable.state == State.SIGNED:
            raise AlreadySigned(_("It is signed off. Revoke a signature first, or write a comment."))
        made = _say(deliverable, text, by=by, asks_for_changes=True)
        deliverable.withdraw_approval(by)
        told = DeliverableChangesAsked(comment=made.pk, text=text, responsible_id=deliverable.responsible_id)
        record(told, on=deliverable, **actor(by))
        enter(deliverable, State.FEEDBACK)
        return made


def _say(deliverable: "Deliverable", text: str, *, by: "Party", asks_for_changes: bool = False) -> Comment:
    return deliverable.comments.create(text=text, asks_for_changes=asks_for_changes, created_at=now(), **columns(by))


def _check_attached(deliverable: "Deliverable") -> None:
    if not deliverable.digest:
        raise NothingAttached(_("Attach what is to be read first."))
