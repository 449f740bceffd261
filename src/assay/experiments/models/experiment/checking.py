"""The approach: steps that are ticked as they are done, before and after the start."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction

from assay.activity.recording import record
from assay.experiments.events import CheckTicked, CheckUnticked
from assay.experiments.models.check import CheckItem
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment


class Checking:
    """Verbs of the check list."""

    @transaction.atomic
    def tick(self, item: CheckItem, *, by: "Person", at: datetime | None = None) -> None:
        """Tick a step; one that is ticked already stays as it is."""
        item.refresh_from_db(from_queryset=CheckItem.objects.select_for_update())
        if item.done_at is not None:
            return
        item.done_at, item.done_by = at or now(), by
        item.save(update_fields=["done_at", "done_by"])
        record(CheckTicked(text=item.text), on=cast("Experiment", self), by=by, at=at)

    @transaction.atomic
    def untick(self, item: CheckItem, *, by: "Person", at: datetime | None = None) -> None:
        """Open a step again."""
        item.refresh_from_db(from_queryset=CheckItem.objects.select_for_update())
        if item.done_at is None:
            return
        item.done_at, item.done_by = None, None
        item.save(update_fields=["done_at", "done_by"])
        record(CheckUnticked(text=item.text), on=cast("Experiment", self), by=by, at=at)
