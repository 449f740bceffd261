"""How far a deliverable is for the one who reads it by a link, in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.deliverables.models import Deliverable, Signature, State
from assay.projects.models import Stakeholder
from assay.sharing.models import ShareLink
from assay.sharing.reach import READABLE
from assay.web.markdown import plain
from assay.web.when import day

MOST_PURPOSE = 300


@dataclass(frozen=True)
class Standing:
    """`text` in words with a `state` that colours it; `is_waiting` when the reader is asked to decide.

    `is_changing`: it was shared, and the team has replaced what was attached and not asked again; the reader will be.
    """

    deliverable: Deliverable
    text: str
    state: str
    icon: str
    can_read: bool
    is_waiting: bool
    is_changing: bool

    @property
    def purpose(self) -> str:
        """What it is for, in one line."""
        return plain(self.deliverable.purpose, most=MOST_PURPOSE)


def standing_of(deliverable: Deliverable, link: ShareLink) -> Standing:
    """Say it from what is loaded: signers, signatures and comments of the deliverable."""
    text, state, icon = _words(deliverable, link.stakeholder)
    can_read = deliverable.state in READABLE
    is_waiting = can_read and link.can_sign and _is_asked(deliverable, link.stakeholder)
    is_changing = is_taken_back(deliverable) and link.can_sign and _may_decide(deliverable, link.stakeholder)
    if is_waiting and state == "plain":
        text, state, icon = _("Waits for you"), "info", "bell"
    return Standing(deliverable, text, state, icon, can_read, is_waiting, is_changing)


def is_taken_back(deliverable: Deliverable) -> bool:
    """Whether it was shared once and is being made anew."""
    return deliverable.shared_at is not None and deliverable.state not in READABLE


def signature_of(deliverable: Deliverable, reader: Stakeholder) -> Signature | None:
    """Return the reader's latest signature that was not taken back."""
    given = [one for one in deliverable.signatures.all() if one.is_of(reader) and one.is_standing]
    return max(given, key=lambda one: one.pk, default=None)


def _is_asked(deliverable: Deliverable, reader: Stakeholder) -> bool:
    """Named to sign, or nobody is; and not signed as it stands, nor answered since it was shared."""
    if not _may_decide(deliverable, reader):
        return False
    mine = signature_of(deliverable, reader)
    is_settled = deliverable.state == State.SIGNED and not deliverable.signers.all()
    return not (is_settled or (mine and mine.digest == deliverable.digest) or _asked_for_changes(deliverable, reader))


def _may_decide(deliverable: Deliverable, reader: Stakeholder) -> bool:
    signers = deliverable.signers.all()
    return not signers or any(one.is_of(reader) for one in signers)


def _asked_for_changes(deliverable: Deliverable, reader: Stakeholder) -> bool:
    shared = deliverable.shared_at
    mine = [one for one in deliverable.comments.all() if one.is_of(reader) and one.asks_for_changes]
    return any(one.removed_at is None and (shared is None or one.created_at > shared) for one in mine)


def _words(deliverable: Deliverable, reader: Stakeholder) -> tuple[str, str, str]:
    mine = signature_of(deliverable, reader)
    if mine and mine.digest == deliverable.digest:
        return _("Approved by you, %(day)s") % {"day": day(mine.signed_at)}, "met", "met"
    if _asked_for_changes(deliverable, reader):
        return _("You asked for changes"), "not-proven", "edit"
    if mine:
        return _("Changed since you approved it, %(day)s") % {"day": day(mine.signed_at)}, "stale", "stale"
    return _words_of_state(deliverable)


def _words_of_state(deliverable: Deliverable) -> tuple[str, str, str]:
    if deliverable.state == State.SIGNED:
        return _("Approved"), "met", "met"
    if deliverable.state in READABLE:
        return _("To read"), "plain", "eye"
    if is_taken_back(deliverable):
        return _("The team is changing it"), "plain", "edit"
    return _("Draft"), "plain", "clock"
