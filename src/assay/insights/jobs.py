"""Stays that must be derived anew: after an upgrade, for what happened before anybody kept them."""

from assay.insights.keeping import rebuild
from assay.insights.models import Keeping
from assay.kit.jobs import job


@job(every_minutes=1)
def rebuild_due() -> None:
    """Derive the stays of every project that waits for it."""
    for project_id in list(Keeping.objects.filter(is_due=True).order_by("pk").values_list("pk", flat=True)):
        rebuild(project_id)
