"""The verdict: hold the runs of an experiment against its criteria, keep and tell what changed.

Called inside the transaction of whatever changed the runs, so that the verdict is there with the metric.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assay.activity.recording import record, touch
from assay.experiments.baselines import baseline_of
from assay.experiments.events import CriterionLost, CriterionMet, VerdictChanged
from assay.experiments.findings import finding_of, finite, threshold_data
from assay.experiments.models.criterion import lines_in_order
from assay.experiments.repeating import facts_with_marks
from assay.experiments.result_line import result_line
from assay.pure.criteria import MetricRef, metrics_named
from assay.pure.verdict import Judgement, RunFacts, State, Verdict, judge, overall
from assay.runs.reading import numbers_of

if TYPE_CHECKING:
    from assay.experiments.models import Criterion, Experiment

# What is told as a change of the verdict; between these a run on its way may waver as it likes.
SETTLED = {State.MET, State.NOT_MET, State.STALE}


@dataclass(frozen=True)
class Judged:
    """One success criterion with what was said of it."""

    line: "Criterion"
    judgement: Judgement


def judge_experiment(experiment: "Experiment", *, at: datetime) -> Verdict:
    """Judge all criteria by the runs of this moment and store what is new. The caller holds the lock."""
    lines = lines_in_order(experiment)
    runs = facts_with_marks(experiment.task_id, metrics=_named_by(lines))
    stops = [line for line in lines if line.is_stop]
    judged = _judgements(experiment, lines, runs)
    verdict = overall(
        [one.judgement for one in judged if one.line.is_locked_in],
        has_stop_fired=any(line.fired_at for line in stops),
    )
    numbers = _Numbers.of(experiment, runs)
    changed = [one for one in judged if _store(one, numbers, at=at)]
    _tell_of_criteria(experiment, changed, numbers, at=at)
    has_changed = _store_verdict(experiment, verdict, len(runs), has_changed=bool(changed), at=at)
    result = result_line(verdict, judged, stops, runs)
    if experiment.task.show_result(result) or has_changed:
        touch(experiment)
    return verdict


def _named_by(lines: Sequence["Criterion"]) -> set[MetricRef]:
    return {metric for line in lines if not line.is_stop for metric in metrics_named(line.condition)}


@dataclass(frozen=True)
class _Numbers:
    """Row and number of each run by its uid."""

    rows: Mapping[str, int]
    said: Mapping[str, int]

    @classmethod
    def of(cls, experiment: "Experiment", runs: Sequence[RunFacts]) -> "_Numbers":
        if not runs:
            return cls({}, {})
        found = numbers_of(experiment.task_id)
        return cls({uid: pk for uid, pk, _ in found}, {uid: number for uid, _, number in found})


def _judgements(experiment: "Experiment", lines: Sequence["Criterion"], runs: Sequence[RunFacts]) -> list[Judged]:
    """Locked criteria are judged for ever; amendments as long as nobody withdrew them."""
    baseline = baseline_of(experiment)
    return [
        Judged(line, judge(line.condition, runs, baseline))
        for line in lines
        if not line.is_stop and (line.is_locked_in or line.is_current)
    ]


def _store(one: Judged, numbers: _Numbers, *, at: datetime) -> bool:
    """Write the judgement into its row; False if it says what the row says already."""
    line, judgement = one.line, one.judgement
    after: dict[str, Any] = {
        "state": str(judgement.state),
        "value": finite(judgement.value),
        "threshold": threshold_data(judgement.threshold),
        "run_id": numbers.rows.get(judgement.run) if judgement.run else None,
        "finding": finding_of(judgement, numbers.said),
    }
    before = {name: getattr(line, name) for name in after}
    if before == after:
        return False
    line.was_met = before["state"] == State.MET
    for name, value in after.items():
        setattr(line, name, value)
    line.judged_at = at
    line.save(update_fields=[*(name.removesuffix("_id") for name in after), "judged_at"])
    return True


def _tell_of_criteria(experiment: "Experiment", changed: Sequence[Judged], numbers: _Numbers, *, at: datetime) -> None:
    for one in changed:
        line, is_met = one.line, one.judgement.state is State.MET
        why = line.finding["reason"]
        if is_met and not line.was_met:
            run = numbers.said.get(one.judgement.run or "") if len(one.judgement.repeats) == 1 else None
            record(CriterionMet(text=line.text, run=run, why=why), on=experiment, by=None, at=at)
        if line.was_met and not is_met:
            record(CriterionLost(text=line.text, why=why), on=experiment, by=None, at=at)


def _store_verdict(
    experiment: "Experiment", verdict: Verdict, run_count: int, *, has_changed: bool, at: datetime
) -> bool:
    """Keep the headline; True if anything that the page shows of it is new."""
    state = str(verdict.state)
    if not has_changed and (experiment.verdict, experiment.run_count) == (state, run_count):
        return False
    is_news = state != experiment.verdict_told and (verdict.state in SETTLED or experiment.verdict_told == State.MET)
    experiment.verdict, experiment.run_count, experiment.judged_at = state, run_count, at
    if is_news:
        experiment.verdict_told = state
        happening = VerdictChanged(state=state, n_met=verdict.n_met, n_criteria=verdict.n_criteria)
        record(happening, on=experiment, by=None, at=at)
    experiment.save(update_fields=["verdict", "run_count", "judged_at", "verdict_told"])
    return True
