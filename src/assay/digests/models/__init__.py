from assay.digests.models.letter import Letter
from assay.digests.models.subscription import Covers, Subscription
from assay.digests.models.trial import TrialLetter

__all__ = ["Covers", "Letter", "Subscription", "TrialLetter"]
