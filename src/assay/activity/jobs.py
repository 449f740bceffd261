"""Housekeeping of the history."""

from datetime import timedelta

from assay.activity.models import Touch
from assay.kit.clock import now
from assay.kit.jobs import job

KEPT = timedelta(minutes=10)


@job(every_minutes=5)
def sweep_touches() -> None:
    """Delete touches no open page can still ask for."""
    Touch.objects.filter(at__lt=now() - KEPT).delete()
