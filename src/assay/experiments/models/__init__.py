from assay.experiments.models.closing import Closing
from assay.experiments.models.criterion import Criterion, Role
from assay.experiments.models.experiment.amending import NothingAmended, NotStarted, ReasonMissing
from assay.experiments.models.experiment.concluding import Conclusion, ConclusionIncomplete
from assay.experiments.models.experiment.extending import BadDays
from assay.experiments.models.experiment.marking import CannotMark, MarkedSince
from assay.experiments.models.experiment.model import Experiment, NotAnExperiment
from assay.experiments.models.experiment.outcomes import Kept, Outcome
from assay.experiments.models.experiment.reopening import NotConcluded
from assay.experiments.models.experiment.writing import AlreadyLocked, Draft
from assay.experiments.models.extension import Extension
from assay.experiments.models.next_step import MOST_STEPS, NextStep, Step
from assay.experiments.models.scratch import Scratch, ScratchSettled

__all__ = [
    "MOST_STEPS",
    "AlreadyLocked",
    "BadDays",
    "CannotMark",
    "Closing",
    "Conclusion",
    "ConclusionIncomplete",
    "Criterion",
    "Draft",
    "Experiment",
    "Extension",
    "Kept",
    "MarkedSince",
    "NextStep",
    "NotAnExperiment",
    "NotConcluded",
    "NotStarted",
    "NothingAmended",
    "Outcome",
    "ReasonMissing",
    "Role",
    "Scratch",
    "ScratchSettled",
    "Step",
]
