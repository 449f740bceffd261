"""Who has to sign, signing, and taking a signature back."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.deliverables.events import (
    DeliverableSignatureRevoked,
    DeliverableSigned,
    DeliverableSignerNamed,
    DeliverableSignerRemoved,
)
from assay.deliverables.models.signer import Signature, Signer
from assay.deliverables.models.states import State, enter
from assay.deliverables.refusals import NotEntitled, NothingAttached, TooMany
from assay.kit.clock import now
from assay.projects.models import Stakeholder
from assay.projects.parties import actor, columns

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models.deliverable import Deliverable
    from assay.projects.parties import Party

MOST_SIGNERS = 30


class Signing:
    """Verbs of signers and signatures."""

    @transaction.atomic
    def name_signer(self, party: "Party", *, by: "Person") -> Signer:
        """Let `party` be one of those who must sign; twice is once. Raises `NotEntitled`, `TooMany`, `NotNeeded`."""
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        deliverable.check_may_speak(party)
        known = deliverable.signers.filter(**columns(party)).first()
        if known is not None:
            return known
        if deliverable.signers.count() >= MOST_SIGNERS:
            raise TooMany(_("At most %(most)d people sign one deliverable.") % {"most": MOST_SIGNERS})
        made = deliverable.signers.create(named_at=now(), named_by=by, **columns(party))
        told = DeliverableSignerNamed(name=party.name, person_id=made.person_id, is_shared=deliverable.is_to_be_read)
        record(told, on=deliverable, by=by)
        if deliverable.state == State.SIGNED and not deliverable.is_signed_by_all():
            enter(deliverable, State.SHARED)
        return made

    @transaction.atomic
    def remove_signer(self, signer: Signer, *, by: "Person") -> None:
        """Let their signature not be needed any more; one they gave stays. Twice is once."""
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        removed, _by_model = deliverable.signers.filter(pk=signer.pk).delete()
        if not removed:
            return
        record(DeliverableSignerRemoved(name=signer.name), on=deliverable, by=by)
        if deliverable.state in {State.SHARED, State.FEEDBACK} and deliverable.is_signed_by_all():
            enter(deliverable, State.SIGNED)

    @transaction.atomic
    def sign(
        self, *, by: "Party", note: str = "", seen: str | None = None, confirmed_at: datetime | None = None
    ) -> Signature:
        """Sign what is attached now, for good; the same thing twice is once. `seen` is the digest of what was read.

        Raises `NothingAttached`, `NotNeeded`, `NotEntitled`, `ReadAgain`, and `NotReady` before the check list and
        the reviews are through.
        """
        deliverable = cast("Deliverable", self)
        deliverable.hold_wanted()
        deliverable.check_may_sign(by)
        deliverable.check_seen(seen)
        if not deliverable.digest:
            raise NothingAttached(_("There is nothing attached that could be signed."))
        deliverable.check_reviewed()
        given = deliverable.signatures.standing().filter(digest=deliverable.digest, **columns(by)).first()
        if given is not None:
            return given
        made = deliverable.signatures.create(
            note=note,
            digest=deliverable.digest,
            attached=_attached(deliverable),
            signed_at=now(),
            confirmed_at=confirmed_at,
            **columns(by),
        )
        is_settled = deliverable.is_signed_by_all()
        told = DeliverableSigned(note=note, is_settled=is_settled, responsible_id=deliverable.responsible_id)
        record(told, on=deliverable, **actor(by))
        if is_settled:
            enter(deliverable, State.SIGNED)
        return made

    @transaction.atomic
    def revoke(self, signature: Signature, *, reason: str, by: "Party") -> None:
        """Take a signature back; it stays to be read, with the reason. Twice is once.

        Whoever gave it may, and for a stakeholder whoever edits the project. Raises `NotEntitled`.
        """
        deliverable = cast("Deliverable", self)
        deliverable.hold()
        signature.refresh_from_db()
        _check_may_revoke(deliverable, signature, by)
        if not signature.is_standing:
            return
        signature.revoked_at, signature.revoked_because = now(), reason
        signature.revoked_by = None if isinstance(by, Stakeholder) else by
        signature.save(update_fields=["revoked_at", "revoked_because", "revoked_by"])
        told = DeliverableSignatureRevoked(
            name=signature.name, reason=reason, responsible_id=deliverable.responsible_id
        )
        record(told, on=deliverable, **actor(by))
        if deliverable.state == State.SIGNED and not deliverable.is_signed_by_all(ever=True):
            enter(deliverable, State.SHARED)

    # What the verbs ask --------------------------------------------------------------------------

    @property
    def is_to_be_read(self) -> bool:
        return cast("Deliverable", self).state in {State.SHARED, State.FEEDBACK, State.SIGNED}

    def is_signed_by_all(self, *, ever: bool = False) -> bool:
        """Whether all who must sign signed what is attached now; or, `ever`, what was attached when they did.

        Where nobody is named, one signature of anybody entitled is enough.
        """
        deliverable = cast("Deliverable", self)
        standing = deliverable.signatures.standing()
        given = list(standing if ever else standing.filter(digest=deliverable.digest))
        signers = list(deliverable.signers.all())
        return bool(given) and all(any(_is_same(one, signer) for one in given) for signer in signers)

    def is_changed_since_signed(self) -> bool:
        """Whether what is attached now differs from what those who must sign signed."""
        deliverable = cast("Deliverable", self)
        return deliverable.state == State.SIGNED and not deliverable.is_signed_by_all()

    def waiting_for(self) -> list[Signer]:
        """Return those who must sign and did not sign what is attached now."""
        deliverable = cast("Deliverable", self)
        given = list(deliverable.signatures.standing().filter(digest=deliverable.digest))
        signers = deliverable.signers.in_order()
        return [signer for signer in signers if not any(_is_same(one, signer) for one in given)]

    def check_may_speak(self, party: "Party") -> None:
        """Raises `NotEntitled` for who is not, or no longer, of the project. That a person sees it was checked."""
        deliverable = cast("Deliverable", self)
        if isinstance(party, Stakeholder):
            is_here = party.project_id == deliverable.project_id and party.removed_at is None
        else:
            is_here = party.workspace_id == deliverable.project.workspace_id and party.left_at is None
        if not is_here:
            raise NotEntitled(_("%(name)s has no part in this project.") % {"name": party.name})

    def may_be_signed_by(self, party: "Party") -> bool:
        """Those who must sign; where nobody is named, stakeholders and everybody who writes in the workspace."""
        return may_sign(party, list(cast("Deliverable", self).signers.all()))

    def check_may_sign(self, party: "Party") -> None:
        """Raises `NotEntitled`."""
        self.check_may_speak(party)
        if not self.may_be_signed_by(party):
            raise NotEntitled(_("Others were named to sign this. Write a comment instead."))


def may_sign(party: "Party", signers: list[Signer]) -> bool:
    """Whether the party may sign what these were named for."""
    if signers:
        return any(signer.is_of(party) for signer in signers)
    return isinstance(party, Stakeholder) or party.can_write


def _is_same(signature: Signature, signer: Signer) -> bool:
    return (signature.person_id, signature.stakeholder_id) == (signer.person_id, signer.stakeholder_id)


def _attached(deliverable: "Deliverable") -> list[dict[str, str]]:
    present = deliverable.attachments.present().order_by("pk")
    return [{"kind": one.kind, "title": one.title, "edition": one.edition} for one in present]


def _check_may_revoke(deliverable: "Deliverable", signature: Signature, by: "Party") -> None:
    if signature.is_of(by):
        return
    may_for_outsiders = not isinstance(by, Stakeholder) and deliverable.project.can_be_edited_by(by)
    if signature.stakeholder_id is None or not may_for_outsiders:
        raise NotEntitled(_("A signature is taken back by whoever gave it."))
