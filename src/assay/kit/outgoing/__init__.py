"""The one way out: every request to a server that a person may name goes through a `Session` from here.

The server on the other side is not to be trusted and must not be one of the inner network. `guard` says which may be
reached; `session` connects to the very address that was checked, follows no redirect, and ends in time.
"""

from assay.kit.outgoing.faults import NotAllowed, NotReached, OutgoingFault, TooLarge
from assay.kit.outgoing.guard import Target, target_of
from assay.kit.outgoing.session import Answer, Session

__all__ = ["Answer", "NotAllowed", "NotReached", "OutgoingFault", "Session", "Target", "TooLarge", "target_of"]
