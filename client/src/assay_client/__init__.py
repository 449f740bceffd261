"""For training machines: hear of a stop between two epochs, and log to the card of the git branch."""

from assay_client.stopping import going_on, should_stop, why

__all__ = ["going_on", "should_stop", "why"]
