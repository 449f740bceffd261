from assay.tasks.models.handoff.model import Handoff, HandoffState, Offer
from assay.tasks.models.handoff.recipients import HandoffRefused, NotForYou, Recipient

__all__ = ["Handoff", "HandoffRefused", "HandoffState", "NotForYou", "Offer", "Recipient"]
