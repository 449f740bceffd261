"""The page of one deliverable."""

from dataclasses import dataclass, replace

from assay.accounts.models import Person
from assay.deliverables.models import Check, Comment, Deliverable, Reviewer, Signature, Signer
from assay.deliverables.models.reviewing import left_to_do
from assay.deliverables.models.signing import may_sign
from assay.deliverables.queries.attached import Attached, attached_to
from assay.documents.frames import frames_of


@dataclass(frozen=True)
class SignerLine:
    """Somebody who must sign, with the signature they gave last, if any. `is_current`: for what is attached now."""

    signer: Signer
    signature: Signature | None
    is_current: bool


@dataclass(frozen=True)
class Page:
    """Everything of a deliverable that its page shows."""

    attached: list[Attached]
    signers: list[SignerLine]
    others: list[Signature]
    comments: list[Comment]
    checks: list[Check]
    reviewers: dict[str, Reviewer]  # by seat
    missing: list[str]
    may_sign: bool
    has_signed: bool
    digest: str

    @property
    def done(self) -> int:
        return sum(check.is_done for check in self.checks)

    @property
    def waiting(self) -> list[Signer]:
        return [line.signer for line in self.signers if not line.is_current]

    @property
    def outside(self) -> str:
        """The names of those outside whose signature is waited for."""
        return ", ".join(one.name for one in self.waiting if one.stakeholder)

    @property
    def is_changed(self) -> bool:
        """Whether somebody's signature is for an earlier state of what is attached."""
        given = [line.signature for line in self.signers if line.signature and not line.is_current]
        return bool(given) or (not self.signers and self.is_older)

    @property
    def is_older(self) -> bool:
        """Whether there are signatures, and none of them is for what is attached now."""
        standing = [one.digest for one in self.others if one.is_standing]
        return bool(standing) and self.digest not in standing


def page_of(deliverable: Deliverable, reader: Person) -> Page:
    """Return the page in a fixed number of queries."""
    signatures = list(deliverable.signatures.in_order())
    signers = [_line(one, signatures, deliverable.digest) for one in deliverable.signers.in_order()]
    shown = {line.signature.pk for line in signers if line.signature}
    mine = [one for one in signatures if one.is_of(reader) and one.is_standing and one.digest == deliverable.digest]
    is_reviewed = bool(deliverable.review)
    reviewers = list(deliverable.reviewers.select_related("person")) if is_reviewed else []
    checks = list(deliverable.checks.in_order()) if is_reviewed else []
    return Page(
        attached=_with_frames(attached_to(deliverable, reader)),
        signers=signers,
        others=[one for one in signatures if one.pk not in shown],
        comments=list(deliverable.comments.present().in_order()),
        checks=checks,
        reviewers={one.seat: one for one in reviewers},
        missing=left_to_do(checks, reviewers, deliverable.digest) if is_reviewed else [],
        may_sign=may_sign(reader, [line.signer for line in signers]),
        has_signed=bool(mine),
        digest=deliverable.digest,
    )


def _with_frames(attached: list[Attached]) -> list[Attached]:
    """Show notebooks as they are drawn, with their outputs."""
    shown = {one.row.pk: int(one.row.subject_id) for one in attached if one.body and one.is_notebook}
    frames = frames_of(shown.values())
    return [replace(one, body=frames.get(shown.get(one.row.pk, 0), one.body)) for one in attached]


def _line(signer: Signer, signatures: list[Signature], digest: str) -> SignerLine:
    given = [one for one in signatures if one.is_of(signer.party) and one.is_standing]
    last = given[-1] if given else None
    return SignerLine(signer, last, is_current=last is not None and last.digest == digest)
