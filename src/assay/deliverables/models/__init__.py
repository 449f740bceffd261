from assay.deliverables.models.attachment import Attachment
from assay.deliverables.models.comment import Comment
from assay.deliverables.models.deliverable import Deliverable, DeliverableFacts, Kind, Review
from assay.deliverables.models.review import Check, Reviewer, Seat
from assay.deliverables.models.signer import Signature, Signer
from assay.deliverables.models.states import State

__all__ = [
    "Attachment",
    "Check",
    "Comment",
    "Deliverable",
    "DeliverableFacts",
    "Kind",
    "Review",
    "Reviewer",
    "Seat",
    "Signature",
    "Signer",
    "State",
]
