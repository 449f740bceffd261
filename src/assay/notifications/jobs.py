"""Housekeeping of notices."""

from datetime import timedelta

from assay.kit.clock import now
from assay.kit.jobs import job
from assay.notifications.models import Notice

KEPT = timedelta(days=90)


@job(every_minutes=24 * 60)
def sweep_notices() -> None:
    """Delete notices that were read long ago; what is unread stays."""
    Notice.objects.filter(read_at__lt=now() - KEPT).delete()
