"""How an experiment ends: people decide the outcome and write down what they learned."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record, touch
from assay.experiments.events import ExperimentConcluded
from assay.experiments.evidence import evidence_of
from assay.experiments.judging import judge_experiment
from assay.experiments.models.closing import Closing
from assay.experiments.models.criterion import Criterion
from assay.experiments.models.experiment.outcomes import Kept, Outcome
from assay.experiments.models.experiment.writing import AlreadyLocked, locked
from assay.experiments.models.next_step import NextStep, Step
from assay.experiments.proposing import Proposal, proposal_for
from assay.experiments.result_line import closed_line
from assay.kit.clock import now
from assay.search.indexing import index_subject

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment

FIELDS = ("outcome", "outcome_because", "kept", "kept_because", "kept_things", "observations", "learnings")


@dataclass(frozen=True)
class Conclusion:
    """What people decide and what stays of it. `kept` says what happens to what was built."""

    outcome: str = ""
    outcome_because: str = ""
    kept: str = ""
    kept_because: str = ""
    kept_things: tuple[str, ...] = ()
    observations: str = ""
    learnings: str = ""
    steps: tuple[Step, ...] = ()


class ConclusionIncomplete(ValueError):
    """Something that must be said is missing; `fields` says what to write where."""

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
        index_subject(experiment)
        touch(experiment)

    @transaction.atomic
    def conclude(self, conclusion: Conclusion, *, by: "Person", at: datetime | None = None) -> None:
        """Close the question. The verdict of this moment stays; later runs no longer change it.

        Raises `ConclusionIncomplete` while something is unsaid, `AlreadyLocked` for the second time.
        """
        experiment = locked(cast("Experiment", self))
        _check_is_open(experiment)
        moment = at or now()
        if experiment.is_locked:
            judge_experiment(experiment, at=moment)
        lines = list(experiment.criteria.in_order().select_related("run", "fired_run"))
        proposal = proposal_for(experiment, lines)
        _check_is_complete(experiment, conclusion, proposal)
        experiment.proposed = proposal.outcome if proposal else ""
        experiment.concluded_at, experiment.concluded_by = moment, by
        _put(experiment, conclusion)
        _keep_evidence(experiment, lines, by=by, at=moment)
        happening = ExperimentConcluded(
            outcome=conclusion.outcome,
            kept=conclusion.kept,
            learnings=conclusion.learnings,
            proposed=experiment.proposed,
            because=conclusion.outcome_because,
        )
        record(happening, on=experiment, by=by, at=moment)
        experiment.task.show_result(closed_line(experiment.task.result, experiment))


def _keep_evidence(experiment: "Experiment", lines: list[Criterion], *, by: "Person", at: datetime) -> None:
    Closing.objects.create(
        experiment=experiment,
        at=at,
        by=by,
        outcome=experiment.outcome,
        kept=experiment.kept,
        learnings=experiment.learnings,
        evidence=evidence_of(experiment, lines),
    )


def _check_is_open(experiment: "Experiment") -> None:
    if experiment.is_concluded:
        raise AlreadyLocked(_("This experiment is concluded already."))


def _check_is_complete(experiment: "Experiment", conclusion: Conclusion, proposal: Proposal | None) -> None:
    wrong = _wrong_outcome(experiment, conclusion, proposal) | _wrong_kept(experiment, conclusion)
    if not conclusion.learnings.strip():
        wrong["learnings"] = _("Write what you learned; a failure teaches most.")
    if wrong:
        raise ConclusionIncomplete(wrong)


def _wrong_outcome(experiment: "Experiment", conclusion: Conclusion, proposal: Proposal | None) -> dict[str, str]:
    if conclusion.outcome not in Outcome.values:
        return {"outcome": _("Choose an outcome.")}
    if proposal is None:
        is_dropped = conclusion.outcome == Outcome.STOPPED
        return {} if is_dropped else {"outcome": _("It never started, so the only outcome is Stopped.")}
    if conclusion.outcome != proposal.outcome and not conclusion.outcome_because.strip():
        proposed = Outcome(proposal.outcome).label
        return {
            "outcome_because": _("The runs propose %(outcome)s. Say why you decide otherwise.") % {"outcome": proposed}
        }
    return {}


def _wrong_kept(experiment: "Experiment", conclusion: Conclusion) -> dict[str, str]:
    if not conclusion.kept and (not experiment.is_locked or conclusion.outcome == Outcome.STOPPED):
        return {}  # perhaps nothing was built
    if conclusion.kept not in Kept.values:
        return {"kept": _("Choose keep or discard.")}
    return {} if conclusion.kept_because.strip() else {"kept_because": _("Say in a line why.")}


def _put(experiment: "Experiment", conclusion: Conclusion) -> None:
    for name in FIELDS:
        value = getattr(conclusion, name)
        setattr(experiment, name, list(value) if isinstance(value, tuple) else value)
    experiment.version += 1
    experiment.save()
    experiment.steps.all().delete()
    NextStep.objects.bulk_create(
        NextStep(experiment=experiment, position=position, text=step.text, kind=step.kind)
        for position, step in enumerate(conclusion.steps)
    )
