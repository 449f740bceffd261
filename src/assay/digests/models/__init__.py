from assay.digests.models.letter import Letter
from assay.digests.models.subscription import Covers, Subscription

__all__ = ["Covers", "Letter", "Subscription"]
