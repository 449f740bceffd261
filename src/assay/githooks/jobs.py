"""Housekeeping: the log of what Git hosts sent is kept for ninety days."""

from datetime import timedelta

from assay.githooks.models import GitDelivery
from assay.kit.clock import now
from assay.kit.jobs import job

KEPT_FOR = timedelta(days=90)


@job(every_minutes=24 * 60)
def sweep_deliveries() -> None:
    """Delete what came more than ninety days ago."""
    GitDelivery.objects.filter(at__lt=now() - KEPT_FOR).delete()
