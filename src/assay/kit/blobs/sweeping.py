"""Housekeeping of blobs: bytes that no row needs any more, and uploads that were broken off."""

import logging
from datetime import timedelta

from assay.kit.blobs.naming import needed
from assay.kit.blobs.stores import places
from assay.kit.clock import now
from assay.kit.jobs import job

# An upload's bytes come before its row, so young blobs without one may still get it.
GRACE = timedelta(hours=24)
log = logging.getLogger(__name__)


@job(every_minutes=24 * 60)
def sweep_blobs() -> None:
    """Delete what has no row a day after it was stored."""
    swept = sum(place.sweep(now() - GRACE, needed) for place in places())
    if swept:
        log.info("%d files that nothing needs were deleted.", swept)
