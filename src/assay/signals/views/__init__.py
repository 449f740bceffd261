"""Pages and fragments of signals."""

from assay.signals.views.fragments import marks, of_project, of_task
from assay.signals.views.listing import listing, of_rule
from assay.signals.views.snoozing import recall, snooze
from assay.signals.views.thresholds import thresholds

__all__ = ["listing", "marks", "of_project", "of_rule", "of_task", "recall", "snooze", "thresholds"]
