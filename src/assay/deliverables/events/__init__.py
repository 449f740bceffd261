"""What can happen to a deliverable."""

from assay.deliverables.events.owing import (
    DeliverableAdded,
    DeliverableAttached,
    DeliverableChanged,
    DeliverableDetached,
    DeliverableEdited,
    DeliverableMoved,
    DeliverableWaived,
    DeliverableWanted,
)
from assay.deliverables.events.reviewing import (
    DeliverableApproved,
    DeliverableCheckAdded,
    DeliverableChecked,
    DeliverableCheckRemoved,
    DeliverableReviewerNamed,
)
from assay.deliverables.events.signing import (
    DeliverableSignatureRevoked,
    DeliverableSigned,
    DeliverableSignerNamed,
    DeliverableSignerRemoved,
)
from assay.deliverables.events.talking import (
    DeliverableChangesAsked,
    DeliverableCommented,
    DeliverableCommentEdited,
    DeliverableCommentRemoved,
    DeliverableShared,
)

__all__ = [
    "DeliverableAdded",
    "DeliverableApproved",
    "DeliverableAttached",
    "DeliverableChanged",
    "DeliverableChangesAsked",
    "DeliverableCheckAdded",
    "DeliverableCheckRemoved",
    "DeliverableChecked",
    "DeliverableCommentEdited",
    "DeliverableCommentRemoved",
    "DeliverableCommented",
    "DeliverableDetached",
    "DeliverableEdited",
    "DeliverableMoved",
    "DeliverableReviewerNamed",
    "DeliverableShared",
    "DeliverableSignatureRevoked",
    "DeliverableSigned",
    "DeliverableSignerNamed",
    "DeliverableSignerRemoved",
    "DeliverableWaived",
    "DeliverableWanted",
]
