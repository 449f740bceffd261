from assay.experiments.models.check import CheckItem
from assay.experiments.models.criterion import Criterion, Role
from assay.experiments.models.experiment.amending import NothingAmended, NotStarted, ReasonMissing
from assay.experiments.models.experiment.concluding import Conclusion, ConclusionIncomplete
from assay.experiments.models.experiment.model import Experiment, NotAnExperiment
from assay.experiments.models.experiment.outcomes import Kept, Outcome
from assay.experiments.models.experiment.writing import AlreadyLocked, Draft
from assay.experiments.models.next_step import MOST_STEPS, NextStep, Step

__all__ = [
    "MOST_STEPS",
    "AlreadyLocked",
    "CheckItem",
    "Conclusion",
    "ConclusionIncomplete",
    "Criterion",
    "Draft",
    "Experiment",
    "Kept",
    "NextStep",
    "NotAnExperiment",
    "NotStarted",
    "NothingAmended",
    "Outcome",
    "ReasonMissing",
    "Role",
    "Step",
]
