"""How a decision is taken back: the experiment goes on, and what was decided stays to be read."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.experiments.events import ExperimentReopened
from assay.experiments.judging import judge_experiment
from assay.experiments.models.experiment.amending import ReasonMissing
from assay.experiments.models.experiment.writing import locked
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment

MOST_REASON = 300


class NotConcluded(Exception):
    """Only what is closed can be opened again."""


class Reopening:
    """The verb that takes a conclusion back."""

    @transaction.atomic
    def reopen(self, because: str, *, by: "Person", at: datetime | None = None) -> None:
        """Open the question again; the texts of the conclusion become its draft, runs count from now on.

        Raises `NotConcluded` or `ReasonMissing`. The task is moved by `actions.reopen`.
        """
        experiment, moment, reason = locked(cast("Experiment", self)), at or now(), " ".join(because.split())
        if not experiment.is_concluded:
            raise NotConcluded(_("This experiment is open."))
        if not reason or len(reason) > MOST_REASON:
            raise ReasonMissing(_("Say in a line why it is opened again; the reason stays beside the old decision."))
        closing = experiment.closings.newest_first().first()
        if closing is not None:
            closing.reopened_at, closing.reopened_by, closing.reopened_because = moment, by, reason
            closing.save(update_fields=["reopened_at", "reopened_by", "reopened_because"])
        experiment.concluded_at = experiment.concluded_by = None
        experiment.version += 1
        experiment.save()
        record(ExperimentReopened(outcome=experiment.outcome, because=reason), on=experiment, by=by, at=moment)
        if experiment.is_locked:
            judge_experiment(experiment, at=moment)
