from assay.experiments.forms.closing import ConclusionForm, ExtensionForm, ReopeningForm
from assay.experiments.forms.fields import PointingForm
from assay.experiments.forms.plan import AmendForm, PlanForm
from assay.experiments.forms.scratch import LearnedForm, ScratchForm

__all__ = [
    "AmendForm",
    "ConclusionForm",
    "ExtensionForm",
    "LearnedForm",
    "PlanForm",
    "PointingForm",
    "ReopeningForm",
    "ScratchForm",
]
