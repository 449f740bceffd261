from assay.notifications.models.notice import Notice
from assay.notifications.models.silence import Silence
from assay.notifications.models.watch import Watch

__all__ = ["Notice", "Silence", "Watch"]
