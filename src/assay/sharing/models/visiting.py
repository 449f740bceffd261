"""That somebody looks: how often, since when. Neither address nor browser is kept."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.db.models import F

from assay.activity.recording import record
from assay.kit.clock import now
from assay.sharing.events import ShareLinkOpened
from assay.sharing.things import titles_of

if TYPE_CHECKING:
    from assay.sharing.models.link import ShareLink

# Pages opened one after the other are one visit.
ONE_VISIT = timedelta(minutes=30)


class Visiting:
    """Verbs of a share link that count visits."""

    def visit(self, *, at: datetime | None = None) -> None:
        """Count a visit, unless the one before is not over. The first is told in the project's history."""
        link, at = cast("ShareLink", self), at or now()
        if link.last_visit_at is not None and at - link.last_visit_at < ONE_VISIT:
            return
        with transaction.atomic():
            mine = type(link).objects.filter(pk=link.pk, last_visit_at=link.last_visit_at)
            if not mine.update(visits=F("visits") + 1, last_visit_at=at, first_visit_at=link.first_visit_at or at):
                return  # the same moment, in another window
            if link.first_visit_at is None:
                opened = ShareLinkOpened(link=link.pk, what=", ".join(titles_of(link)))
                record(opened, on=link.project, by=None, outsider=link.stakeholder.name, at=at)
