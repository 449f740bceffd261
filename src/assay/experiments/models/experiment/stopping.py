"""What stopping means for the runs of an experiment: a word to the training, or its end as well."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.experiments.events import HardStopSet
from assay.experiments.models.experiment.writing import AlreadyLocked, locked

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment


class Stopping:
    """Verbs of the hard stop. It is no part of what was promised, so it may change after the start."""

    @transaction.atomic
    def stop_hard(self, *, by: "Person", at: datetime | None = None) -> None:
        """From now on refuse metrics of runs that are asked to stop; those asked before are left as they are."""
        _set(cast("Experiment", self), is_hard=True, by=by, at=at)

    @transaction.atomic
    def stop_softly(self, *, by: "Person", at: datetime | None = None) -> None:
        """From now on only ask; runs that were stopped stay so until somebody lets them go on."""
        _set(cast("Experiment", self), is_hard=False, by=by, at=at)


def _set(experiment: "Experiment", *, is_hard: bool, by: "Person", at: datetime | None) -> None:
    experiment = locked(experiment)
    if experiment.is_concluded:
        raise AlreadyLocked(_("The experiment is concluded; nothing runs any more."))
    if experiment.stops_hard == is_hard:
        return
    experiment.stops_hard = is_hard
    experiment.save(update_fields=["stops_hard"])
    record(HardStopSet(is_on=is_hard), on=experiment, by=by, at=at)
