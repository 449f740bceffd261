"""Housekeeping of notices."""

from datetime import timedelta

from assay.kit.clock import now
from assay.kit.jobs import job
from assay.notifications.models import Notice

KEPT = timedelta(days=90)
# Who has not looked for so long will not ask what it was.
KEPT_UNREAD = timedelta(days=365)


@job(every_minutes=24 * 60)
def sweep_notices() -> None:
    """Delete notices that were read long ago, and those of which nobody wanted to know for a year."""
    moment = now()
    Notice.objects.filter(read_at__lt=moment - KEPT).delete()
    Notice.objects.filter(read_at=None, event__at__lt=moment - KEPT_UNREAD).delete()
