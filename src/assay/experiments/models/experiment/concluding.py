"""How an experiment ends: people decide the outcome and write down what they learned."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record, touch
from assay.experiments.events import ExperimentConcluded
from assay.experiments.judging import judge_experiment
from assay.experiments.models.experiment.outcomes import Kept, Outcome
from assay.experiments.models.experiment.writing import AlreadyLocked, locked
from assay.experiments.result_line import closed_line
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment

FIELDS = ("outcome", "kept", "observations", "learnings", "next_steps")


@dataclass(frozen=True)
class Conclusion:
    """What people decide and what stays of it."""

    outcome: str = ""
    kept: str = ""
    observations: str = ""
    learnings: str = ""
    next_steps: str = ""


class ConclusionIncomplete(ValueError):
    """Outcome or learnings are missing; `fields` says what to write where."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


class Concluding:
    """Verbs of the end."""

    @transaction.atomic
    def note_conclusion(self, conclusion: Conclusion, *, by: "Person") -> None:
        """Keep what is written so far without closing anything. Raises `AlreadyLocked` when concluded."""
        experiment = locked(cast("Experiment", self))
        _check_is_open(experiment)
        _put(experiment, conclusion)
        touch(experiment)

    @transaction.atomic
    def conclude(self, conclusion: Conclusion, *, by: "Person", at: datetime | None = None) -> None:
        """Close the question. The verdict of this moment stays; later runs no longer change it.

        Raises `ConclusionIncomplete` without outcome or learnings, `AlreadyLocked` for the second time.
        """
        experiment = locked(cast("Experiment", self))
        _check_is_open(experiment)
        _check_is_complete(experiment, conclusion)
        moment = at or now()
        if experiment.is_locked:
            judge_experiment(experiment, at=moment)
        experiment.concluded_at, experiment.concluded_by = moment, by
        _put(experiment, conclusion)
        happening = ExperimentConcluded(
            outcome=conclusion.outcome, kept=conclusion.kept, learnings=conclusion.learnings
        )
        record(happening, on=experiment, by=by, at=moment)
        experiment.task.show_result(closed_line(experiment.task.result, experiment))


def _check_is_open(experiment: "Experiment") -> None:
    if experiment.is_concluded:
        raise AlreadyLocked(_("This experiment is concluded already."))


def _check_is_complete(experiment: "Experiment", conclusion: Conclusion) -> None:
    wrong: dict[str, str] = {}
    if conclusion.outcome not in Outcome.values:
        wrong["outcome"] = _("Choose an outcome.")
    elif not experiment.is_locked and conclusion.outcome != Outcome.STOPPED:
        wrong["outcome"] = _("It never started, so the only outcome is Stopped.")
    if conclusion.kept not in ("", *Kept.values):
        wrong["kept"] = _("Choose keep or discard.")
    if not conclusion.learnings.strip():
        wrong["learnings"] = _("Write what you learned; a failure teaches most.")
    if wrong:
        raise ConclusionIncomplete(wrong)


def _put(experiment: "Experiment", conclusion: Conclusion) -> None:
    for name in FIELDS:
        setattr(experiment, name, getattr(conclusion, name))
    experiment.version += 1
    experiment.save()
