"""What experiments taught: the decisions of some days that still hold, failures beside successes."""

from collections.abc import Collection
from datetime import datetime

from assay.experiments.models import Closing


def learned_in(projects: Collection[int], *, since: datetime, until: datetime) -> list[Closing]:
    """Return the decisions about experiments of projects, the newest first. The caller checked who may see them."""
    found = Closing.objects.filter(experiment__task__project__in=projects, experiment__task__trashed_at=None)
    held = found.filter(reopened_at=None, at__gte=since, at__lt=until).newest_first()
    return list(held.select_related("experiment__task__project"))
