from assay.signals.models.setting import BadThresholds, Setting
from assay.signals.models.snooze import BadSnooze, Snooze

__all__ = ["BadSnooze", "BadThresholds", "Setting", "Snooze"]
