"""What was decided and on what evidence, as it stood on that day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.experiments import wording
from assay.experiments.models import Closing, Experiment
from assay.experiments.result_line import dashed
from assay.pure.numbers import short_number
from assay.pure.verdict import RunFacts


@dataclass(frozen=True)
class EvidenceRow:
    """A locked criterion on the day of the decision; `run` is a number or empty."""

    text: str
    state: str
    value: str
    run: str
    why: str


@dataclass(frozen=True)
class Decision:
    """One decision. `later_runs` counts runs that came after it and so changed nothing."""

    closing: Closing
    rows: list[EvidenceRow]
    run_count: int
    later_runs: int

    @property
    def is_taken_back(self) -> bool:
        return self.closing.reopened_at is not None


def decisions_of(experiment: Experiment, facts: Sequence[RunFacts]) -> list[Decision]:
    """Return every decision, the newest first."""
    if not experiment.pk or not getattr(experiment, "has_closings", True):
        return []
    closings = experiment.closings.newest_first().select_related("by", "reopened_by")
    return [_decision(closing, facts) for closing in closings]


def counted_runs(experiment: Experiment, decisions: Sequence[Decision], facts: Sequence[RunFacts]) -> list[RunFacts]:
    """Return the runs that the verdict rests on: of a closed experiment those of the day it was decided."""
    if not experiment.is_concluded or not decisions:
        return list(facts)
    return [one for one in facts if one.ref in decisions[0].closing.run_uids]


def _decision(closing: Closing, facts: Sequence[RunFacts]) -> Decision:
    counted = closing.run_uids
    return Decision(
        closing=closing,
        rows=[_row(line) for line in closing.lines if line.get("is_locked_in")],
        run_count=len(counted),
        later_runs=sum(one.ref not in counted for one in facts),
    )


def _row(line: Mapping[str, Any]) -> EvidenceRow:
    value, run = line.get("value"), line.get("run")
    return EvidenceRow(
        text=str(line.get("text", "")),
        state=dashed(str(line.get("state", ""))),
        value="" if value is None else short_number(float(value)),
        run="" if run is None else str(run),
        why=wording.stored_sentence(line.get("finding", {}).get("reason", {})),
    )
