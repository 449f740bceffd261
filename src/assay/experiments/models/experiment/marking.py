"""What people say of runs by hand: that they repeat one another or not, and where they were measured."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.experiments.events import RunsMarked
from assay.experiments.judging import judge_experiment
from assay.experiments.models.experiment.writing import locked
from assay.kit.clock import now
from assay.runs.marking import hold, mark, values_of
from assay.runs.marks import ALONE, ENVIRONMENT_TAG, REPEATS_TAG
from assay.runs.models import Run

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment

MOST_ENVIRONMENT = 40
REPEATS, AUTO = "repeats", "auto"


class CannotMark(ValueError):
    """What was asked of these runs makes no sense; the message says what to do."""


class MarkedSince(Exception):
    """Somebody marked one of these runs again since, so this is not taken back."""


class Marking:
    """Verbs that mark runs of the experiment."""

    @transaction.atomic
    def group_runs(self, runs: Sequence[Run], how: str, *, by: "Person", at: datetime | None = None) -> int:
        """Say that runs are `repeats` of one another, stand `alone`, or are grouped by what they say (`auto`).

        Returns the number of the event, to take it back. Raises `CannotMark`.
        """
        if how not in {REPEATS, ALONE, AUTO}:
            raise CannotMark(_("Runs are repeats, alone, or auto."))
        if how == REPEATS and len(runs) < 2:
            raise CannotMark(_("Choose at least two runs that repeat one another."))
        value = {REPEATS: f"by hand {secrets.token_hex(3)}", ALONE: ALONE}.get(how, "")
        return self._mark(runs, REPEATS_TAG, value, how, by=by, at=at)

    @transaction.atomic
    def place_runs(self, runs: Sequence[Run], environment: str, *, by: "Person", at: datetime | None = None) -> int:
        """Say in which environment runs were measured; empty for what they say themselves. Raises `CannotMark`."""
        name = " ".join(environment.split()).casefold()
        if len(name) > MOST_ENVIRONMENT:
            raise CannotMark(_("The name of an environment is short: production, staging."))
        return self._mark(runs, ENVIRONMENT_TAG, name, "environment", by=by, at=at)

    @transaction.atomic
    def unmark(self, happening: RunsMarked, *, by: "Person", at: datetime | None = None) -> None:
        """Take a marking back. Raises `MarkedSince` when a run was marked anew, or is no longer here."""
        experiment, moment = cast("Experiment", self), at or now()
        runs = list(Run.objects.of_task(experiment.task_id).filter(uid__in=happening.before))
        hold(runs)
        locked(experiment)
        current = values_of(runs, happening.tag)
        if len(runs) < len(happening.before) or any(value != happening.value for value in current.values()):
            raise MarkedSince(_("One of these runs was marked again since, or is gone. Mark them by hand."))
        mark(runs, happening.tag, happening.before)
        self._tell(runs, happening.tag, "", "undone", current, by=by, at=moment)

    def _mark(self, runs: Sequence[Run], tag: str, value: str, how: str, *, by: "Person", at: datetime | None) -> int:
        if not runs:
            raise CannotMark(_("Choose the runs."))
        hold(runs)
        if locked(cast("Experiment", self)).is_concluded:
            raise CannotMark(_("The experiment is closed; open it again to say something of its runs."))
        before = mark(runs, tag, {run.uid: value for run in runs})
        return self._tell(runs, tag, value, how, before, by=by, at=at or now())

    def _tell(
        self,
        runs: Sequence[Run],
        tag: str,
        value: str,
        how: str,
        before: Mapping[str, str],
        *,
        by: "Person",
        at: datetime,
    ) -> int:
        experiment = cast("Experiment", self)
        numbers = sorted(run.number for run in runs)
        happening = RunsMarked(how=how, tag=tag, value=value, runs=numbers, before=dict(before))
        event = record(happening, on=experiment, by=by, at=at)
        if experiment.is_under_way:
            judge_experiment(experiment, at=at)
        return event.pk
