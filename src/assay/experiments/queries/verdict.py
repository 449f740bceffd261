"""The verdict block of an experiment: headline, one row per criterion, one per stop condition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.experiments import wording
from assay.experiments.baselines import baseline_of
from assay.experiments.models import Criterion, Experiment
from assay.experiments.queries.line_readings import target_of
from assay.experiments.queries.stops import StopRow, stop_row
from assay.experiments.result_line import dashed
from assay.pure.verdict import Baseline, RunFacts, State, configurations, judge

__all__ = ["Amendment", "CriterionRow", "StopRow", "VerdictBlock", "lines_of", "verdict_block"]


@dataclass(frozen=True)
class Amendment:
    """What was changed after the start, by whom, when and why."""

    words: str
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class CriterionRow:
    """One success criterion. `state` is dashed, as styles write it; `gauge` has value, threshold, baseline."""

    text: str
    state: str
    name: str
    why: str
    threshold: str
    gauge: Mapping[str, Any] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    parts: Sequence[str] = ()
    amendment: Amendment | None = None


@dataclass(frozen=True)
class VerdictBlock:
    state: str
    title: str
    line: str
    source: str
    updated_at: datetime | None
    rows: list[CriterionRow]
    amended: list[CriterionRow]
    stops: list[StopRow]

    @property
    def is_judged(self) -> bool:
        return self.state != "plain"


def lines_of(experiment: Experiment) -> list[Criterion]:
    """All lines of the experiment with what the block shows of them, in one query."""
    if not experiment.pk:
        return []
    lines = experiment.criteria.in_order()
    return list(lines.select_related("run", "fired_run", "added_by", "withdrawn_by", "amends"))


def verdict_block(
    experiment: Experiment, lines: Sequence[Criterion], runs: Sequence[RunFacts], *, at: datetime
) -> VerdictBlock:
    """Say what the stored judgements say; before the start what would be held against the runs."""
    criteria = [line for line in lines if not line.is_stop]
    baseline = baseline_of(experiment)
    locked = [line for line in criteria if line.is_locked_in]
    amended = [line for line in criteria if not line.is_locked_in]
    return VerdictBlock(
        **_head(experiment, locked, baseline, runs),
        updated_at=experiment.judged_at,
        rows=[_row(line, baseline) for line in locked],
        amended=[_row(line, baseline) for line in amended],
        stops=[stop_row(line, experiment, runs, at=at) for line in lines if line.is_stop],
    )


def _head(
    experiment: Experiment, locked: Sequence[Criterion], baseline: Baseline, runs: Sequence[RunFacts]
) -> dict[str, str]:
    if not experiment.verdict:
        return {
            "state": "plain",
            "title": _("Not started"),
            "line": _("The criteria lock when the experiment starts; runs earn the verdict from then on."),
            "source": "",
        }
    met, is_closed = sum(line.state == State.MET for line in locked), experiment.is_concluded
    is_open = experiment.verdict == State.NOT_PROVEN and not met
    told = [wording.not_settled(len(locked)) if is_open else wording.count_met(met, len(locked), is_closed=is_closed)]
    if met == len(locked):
        told.extend(_met_by(locked, baseline, runs))
    if not is_closed:
        is_training = any(run.is_under_way for run in runs)
        told.append(wording.next_step(experiment.verdict, is_training=is_training))
    count = experiment.run_count
    return {
        "state": dashed(experiment.verdict),
        "title": wording.headline(experiment.verdict, is_closed=is_closed),
        "line": " ".join(told),
        "source": ngettext("From %(count)d run", "From %(count)d runs", count) % {"count": count},
    }


def _met_by(locked: Sequence[Criterion], baseline: Baseline, runs: Sequence[RunFacts]) -> list[str]:
    """Say so where no single run stands behind all criteria; each setting is judged with its repeats only."""
    numbers = {line.run.uid: str(line.run.number) for line in locked if line.run}
    if len(numbers) < 2:
        return []
    settings = (one for one in configurations(runs) if one.is_finished)
    whole = next((one.newest for one in settings if _meets_all(one.runs, locked, baseline)), None)
    return [wording.met_by([*numbers.values()], numbers.get(whole.ref, whole.name) if whole else None)]


def _meets_all(runs: Sequence[RunFacts], locked: Sequence[Criterion], baseline: Baseline) -> bool:
    return all(judge(line.condition, runs, baseline).state is State.MET for line in locked)


def _row(line: Criterion, baseline: Baseline) -> CriterionRow:
    if not line.state:
        return CriterionRow(
            text=line.text, state="plain", name=_("Not started"), why="", threshold=target_of(line.condition, baseline)
        )
    finding = line.finding
    return CriterionRow(
        text=line.text,
        state=dashed(line.state),
        name=wording.state_name(line.state),
        why=wording.stored_sentence(finding.get("reason", {})),
        threshold=line.threshold.get("text", ""),
        gauge=finding.get("gauge", {}),
        low=finding.get("estimate", {}).get("low"),
        high=finding.get("estimate", {}).get("high"),
        parts=[wording.stored_sentence(part["reason"]) for part in finding.get("parts", [])],
        amendment=_amendment(line),
    )


def _amendment(line: Criterion) -> Amendment | None:
    if line.withdrawn_at and line.withdrawn_by:
        words = _("Withdrawn after the start, still judged as promised") if line.is_locked_in else _("Withdrawn")
        return Amendment(words, line.withdrawn_by.name, line.withdrawn_at, line.withdrawn_because)
    if line.amended_at is None:
        return None
    words = _("Instead of %(text)s") % {"text": line.amends.text} if line.amends else _("Added after the start")
    return Amendment(words, line.added_by.name, line.amended_at, line.reason)
