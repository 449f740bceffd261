from assay.activity.models.event import Event
from assay.activity.models.touch import Touch

__all__ = ["Event", "Touch"]
