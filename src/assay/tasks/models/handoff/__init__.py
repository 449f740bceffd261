from assay.tasks.models.handoff.model import Handoff, Offer
from assay.tasks.models.handoff.recipients import HandoffRefused, NotForYou, Recipient
from assay.tasks.models.handoff.states import HandoffState

__all__ = ["Handoff", "HandoffRefused", "HandoffState", "NotForYou", "Offer", "Recipient"]
