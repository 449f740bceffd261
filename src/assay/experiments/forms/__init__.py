from assay.experiments.forms.closing import ConclusionForm, ExtensionForm, ReopeningForm
from assay.experiments.forms.fields import PointingForm
from assay.experiments.forms.plan import AmendForm, PlanForm

__all__ = ["AmendForm", "ConclusionForm", "ExtensionForm", "PlanForm", "PointingForm", "ReopeningForm"]
