"""How a timebox is extended: a day to decide may be put off, with a reason that stays on the card."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.experiments.events import TimeboxExtended
from assay.experiments.models.experiment.amending import NotStarted, ReasonMissing
from assay.experiments.models.experiment.writing import AlreadyLocked, locked
from assay.experiments.models.extension import Extension
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment

MOST_MORE_DAYS = 10
MOST_REASON = 300


class BadDays(ValueError):
    """An extension is of one to ten working days."""


class Extending:
    """The verb of the day to decide."""

    @transaction.atomic
    def extend(self, days: int, because: str, *, by: "Person", at: datetime | None = None) -> None:
        """Give the timebox this many working days more: after its end, or from today when it is over.

        Raises `NotStarted`, `AlreadyLocked` (concluded), `BadDays` or `ReasonMissing`.
        """
        experiment, moment, reason = locked(cast("Experiment", self)), at or now(), " ".join(because.split())
        _check(experiment, days, reason)
        calendar = experiment.task.calendar
        planned, passed = experiment.total_days, experiment.day_number(calendar, at=moment) - 1
        is_over = experiment.is_past_timebox(calendar, at=moment)
        experiment.extra_days += days + (max(passed - planned, 0) if is_over else 0)
        experiment.decide_on = calendar.end_of(experiment.started_at or moment, experiment.total_days)
        experiment.timebox_ended_at = None
        experiment.save(update_fields=["extra_days", "decide_on", "timebox_ended_at"])
        Extension.objects.create(experiment=experiment, days=days, because=reason, at=moment, by=by)
        happening = TimeboxExtended(days=days, decide_on=experiment.decide_on.isoformat(), because=reason)
        record(happening, on=experiment, by=by, at=moment)


def _check(experiment: "Experiment", days: int, reason: str) -> None:
    if experiment.is_concluded:
        raise AlreadyLocked(_("This experiment is concluded already."))
    if experiment.started_at is None:
        raise NotStarted(_("The experiment has not started: change its plan, no reason is needed."))
    if not 1 <= days <= MOST_MORE_DAYS:
        raise BadDays(_("Give it 1 to %(most)d working days more.") % {"most": MOST_MORE_DAYS})
    if not reason or len(reason) > MOST_REASON:
        raise ReasonMissing(_("Say in a line why it goes on; the reason stays on the card."))
