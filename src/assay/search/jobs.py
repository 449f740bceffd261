"""What the worker does for the index."""

from assay.kit.jobs import job
from assay.search import stale


@job(every_minutes=1)
def freshen() -> None:
    """Index what was noted; what is left after two minutes waits for the next beat."""
    stale.freshen()
