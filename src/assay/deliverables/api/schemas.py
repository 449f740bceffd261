"""What the API shows of deliverables and takes for them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from assay.deliverables.models import Attachment, Check, Comment, Deliverable, Kind, Review, Reviewer, Signature, Signer
from assay.deliverables.models.comment import MOST_TEXT
from assay.deliverables.models.deliverable import MOST_PURPOSE, MOST_REASON, MOST_TITLE
from assay.deliverables.models.review import MOST_ANSWER, MOST_CHECK
from assay.deliverables.models.signer import MOST_NOTE
from assay.rest.schemas import Body, Day, Moment

Number = Annotated[int, Field(ge=1, lt=2**63)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TITLE)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_REASON)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TEXT)]
Note = Annotated[str, Field(max_length=MOST_NOTE)]
CheckText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHECK)]


class DeliverableListed(Schema):
    """`state` is owed, drafted, shared, feedback or signed; `is_waived` when it is not needed."""

    key: str
    project: str
    phase: int
    phase_name: str
    position: int
    title: str
    purpose: str
    kind: str
    review: str
    state: str
    state_at: datetime
    is_waived: bool
    waived_because: str
    due_on: date | None
    responsible: int | None = Field(None, alias="responsible_id")
    digest: str
    shared_at: datetime | None
    version: int

    @staticmethod
    def resolve_project(one: Deliverable) -> str:
        return one.project.key

    @staticmethod
    def resolve_phase(one: Deliverable) -> int:
        return one.phase_id

    @staticmethod
    def resolve_phase_name(one: Deliverable) -> str:
        return one.phase.name


class DeliverableAttachmentShown(Schema):
    """`kind` is document, run, task, plan, file, url or commit; `thing` names it there: an id, a commit's sha."""

    id: int
    kind: str
    thing: str = Field(alias="subject_id")
    title: str
    url: str
    edition: str
    size: int
    merged_at: datetime | None
    attached_at: datetime
    attached_by: str

    @staticmethod
    def resolve_attached_by(row: Attachment) -> str:
        return row.attached_by.name if row.attached_by else ""


class SignerShown(Schema):
    """Somebody who must sign: a `person` of the workspace, or a `stakeholder`, by their numbers."""

    id: int
    name: str
    person: int | None = Field(None, alias="person_id")
    stakeholder: int | None = Field(None, alias="stakeholder_id")

    @staticmethod
    def resolve_name(row: Signer) -> str:
        return row.name


class SignatureShown(SignerShown):
    """`digest` and `attached` say for what it was given; with `revoked_at` it was taken back."""

    note: str
    digest: str
    attached: list[dict[str, str]]
    signed_at: datetime
    confirmed_at: datetime | None
    revoked_at: datetime | None
    revoked_because: str

    @staticmethod
    def resolve_name(row: Signature) -> str:  # type: ignore[override]  # its row has a name as well
        return row.name


class DeliverableCheckShown(Schema):
    id: int
    text: str
    answer: str
    is_done: bool
    done_at: datetime | None

    @staticmethod
    def resolve_is_done(row: Check) -> bool:
        return row.is_done


class ReviewerShown(Schema):
    """`seat` is scientist or engineer; `digest` says for what they approved."""

    seat: str
    person: int = Field(alias="person_id")
    name: str
    approved_at: datetime | None
    digest: str
    note: str

    @staticmethod
    def resolve_name(row: Reviewer) -> str:
        return row.person.name


class DeliverableCommentShown(Schema):
    id: int
    author: str
    is_outside: bool
    text: str
    asks_for_changes: bool
    created_at: datetime
    edited_at: datetime | None

    @staticmethod
    def resolve_author(row: Comment) -> str:
        return row.name

    @staticmethod
    def resolve_is_outside(row: Comment) -> bool:
        return row.stakeholder_id is not None


class DeliverableShown(DeliverableListed):
    """With all that is attached, who must sign and who did, and what is `missing` before anybody can."""

    attachments: list[DeliverableAttachmentShown]
    signers: list[SignerShown]
    signatures: list[SignatureShown]
    checks: list[DeliverableCheckShown]
    reviewers: list[ReviewerShown]
    missing: list[str]
    is_changed_since_signed: bool

    @staticmethod
    def resolve_attachments(one: Deliverable) -> list[Attachment]:
        return list(one.attachments.present().select_related("attached_by").order_by("pk"))

    @staticmethod
    def resolve_signers(one: Deliverable) -> list[Signer]:
        return list(one.signers.in_order())

    @staticmethod
    def resolve_signatures(one: Deliverable) -> list[Signature]:
        return list(one.signatures.in_order())

    @staticmethod
    def resolve_checks(one: Deliverable) -> list[Check]:
        return list(one.checks.in_order())

    @staticmethod
    def resolve_reviewers(one: Deliverable) -> list[Reviewer]:
        return list(one.reviewers.select_related("person").order_by("-seat"))

    @staticmethod
    def resolve_missing(one: Deliverable) -> list[str]:
        return one.missing()

    @staticmethod
    def resolve_is_changed_since_signed(one: Deliverable) -> bool:
        return one.is_changed_since_signed()


class DeliverableWanted(Body):
    """`phase` is the number of a phase of the project."""

    title: Title
    phase: Number
    purpose: Annotated[str, Field(max_length=MOST_PURPOSE)] = ""
    kind: Kind = Kind.DOCUMENT
    due_on: Day | None = None
    responsible: Number | None = None
    review: Review = Review.NONE


class DeliverableChange(Body):
    """What to change; what is left out stays. With `version`, only if nobody changed it since."""

    title: Title | None = None
    phase: Number | None = None
    position: Annotated[int, Field(ge=0, le=999)] | None = None
    purpose: Annotated[str, Field(max_length=MOST_PURPOSE)] | None = None
    kind: Kind | None = None
    due_on: Day | None = None
    responsible: Number | None = None
    review: Review | None = None
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


class ReasonWanted(Body):
    reason: Reason


class DeliverableAttachmentWanted(Body):
    """One of: `kind` with `thing` (its id); `repository` with `sha`; or `what`: a key, an id or an address."""

    what: Annotated[str, Field(max_length=1000)] = ""
    kind: Annotated[str, Field(max_length=40)] = ""
    thing: Annotated[str, Field(max_length=64)] = ""
    repository: Annotated[str, Field(max_length=1000)] = ""
    sha: Annotated[str, Field(max_length=64)] = ""
    title: Annotated[str, Field(max_length=MOST_TITLE)] = ""
    merged_at: Moment | None = None


class NoteWanted(Body):
    note: Note = ""


class SignatureWanted(Body):
    """With `digest`, only if what is attached is still that."""

    note: Note = ""
    digest: Annotated[str, Field(max_length=64)] = ""


class DeliverableCommentWanted(Body):
    """`asks_for_changes`: it cannot be signed off as it is."""

    text: Said
    asks_for_changes: bool = False


class DeliverableCommentChange(Body):
    text: Said


class SignerWanted(Body):
    """Either a `person` of the workspace or a `stakeholder` of the project, by number."""

    person: Number | None = None
    stakeholder: Number | None = None


class DeliverableCheckWanted(Body):
    text: CheckText


class DeliverableCheckChange(Body):
    is_done: bool
    answer: Annotated[str, Field(max_length=MOST_ANSWER)] | None = None


class ReviewerWanted(Body):
    person: Number
