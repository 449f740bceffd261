"""Pages of deliverables."""

from assay.deliverables.views.attaching import attachment_removal, attachments, file
from assay.deliverables.views.listing import listing, new
from assay.deliverables.views.owing import facts, position, waiver, waiver_removal
from assay.deliverables.views.page import deliverable
from assay.deliverables.views.reviewing import approval, check, check_removal, checks, reviewers
from assay.deliverables.views.signing import revocation, sharing, signatures, signer_removal, signers
from assay.deliverables.views.talking import comment, comment_removal, comments

__all__ = [
    "approval",
    "attachment_removal",
    "attachments",
    "check",
    "check_removal",
    "checks",
    "comment",
    "comment_removal",
    "comments",
    "deliverable",
    "facts",
    "file",
    "listing",
    "new",
    "position",
    "reviewers",
    "revocation",
    "sharing",
    "signatures",
    "signer_removal",
    "signers",
    "waiver",
    "waiver_removal",
]
