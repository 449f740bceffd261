"""Judge one criterion by the runs of an experiment.

The value of a run is its last one. One run must satisfy the whole criterion; numbers of several runs are
never put together. Reaching a threshold says nothing of chance: one run has no spread, and the best of m
tries on one split looks better than it is (T. G. Dietterich, Approximate statistical tests for comparing
supervised classification learning algorithms, Neural Computation 10, 1998). Both are said in the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assay.pure.criteria import AllOf, Condition, format_metric, metrics_named
from assay.pure.reasons import Reason, ReasonCode, reason

from .facts import Baseline, RunFacts, names_of
from .judgement import Judgement, Part, State
from .readings import Reading, Readings, Thresholds, comparisons, deciding, read, thresholds


@dataclass(frozen=True, slots=True)
class _Answer:
    run: RunFacts
    readings: Readings
    decided_by: Reading

    @property
    def holds(self) -> bool | None:
        return self.decided_by.satisfied

    @property
    def is_measured(self) -> bool:
        return any(reading.value is not None for reading in self.readings.values())


def judge(condition: Condition, runs: Sequence[RunFacts], baseline: Baseline) -> Judgement:
    """Give the state of a criterion, the run it comes from and why; ValueError for a stop condition.

    Outdated runs count only if no other run measured anything; what they say is then `stale`.
    """
    limits = thresholds(condition, baseline)
    current = [run for run in runs if run.outdated_because is None]
    judgement = _judge(condition, current, limits)
    if judgement.state is not State.NOT_MEASURED or len(current) == len(runs):
        return judgement
    outdated = _judge(condition, [run for run in runs if run.outdated_because is not None], limits)
    if outdated.state is State.NOT_MEASURED:
        return judgement
    because = next(run.outdated_because for run in runs if run.ref == outdated.run)
    return replace(outdated, state=State.STALE, reason=reason(ReasonCode.OUTDATED, run=outdated.run, because=because))


def _judge(condition: Condition, runs: Sequence[RunFacts], limits: Thresholds) -> Judgement:
    counting = [_answer(condition, run, limits) for run in runs if not run.is_failed]
    answered = [answer for answer in counting if answer.holds is not None]
    state, group = _state(answered)
    if state is State.NOT_MEASURED:
        group = [answer for answer in counting if answer.is_measured]
    chosen = _best(group)
    why = _reason(condition, state, chosen, answered, runs, limits)
    return _judgement(condition, state, why, chosen, counting, limits)


def _answer(condition: Condition, run: RunFacts, limits: Thresholds) -> _Answer:
    readings = read(run, limits)
    return _Answer(run, readings, deciding(condition, readings))


def _state(answered: list[_Answer]) -> tuple[State, list[_Answer]]:
    """The state, and the runs that speak for it."""
    met = [answer for answer in answered if answer.holds]
    finished = [answer for answer in answered if answer.run.is_finished]
    if group := [answer for answer in met if answer.run.is_finished]:
        return State.MET, group
    if met:
        return State.NOT_PROVEN, met
    if finished:
        return State.NOT_MET, finished
    return (State.NOT_PROVEN, answered) if answered else (State.NOT_MEASURED, [])


def _best(group: list[_Answer]) -> _Answer | None:
    """The best in the criterion's direction; of equals the one that was first."""
    first_come = sorted(group, key=lambda answer: (answer.run.started_at, answer.run.ref))
    return max(first_come, key=lambda answer: answer.decided_by.score, default=None)


def _reason(
    condition: Condition,
    state: State,
    chosen: _Answer | None,
    answered: list[_Answer],
    runs: Sequence[RunFacts],
    limits: Thresholds,
) -> Reason:
    if chosen is None or state is State.NOT_MEASURED:
        return _why_not_measured(condition, runs, limits)
    if state is State.MET:
        return _caution(condition, chosen, len(answered))
    if state is State.NOT_PROVEN:
        code = ReasonCode.REACHED_WHILE_RUNNING if chosen.holds else ReasonCode.STILL_RUNNING
        return reason(code, run=chosen.run.ref)
    if isinstance(condition, AllOf) and all(_met_by_some(part, answered) for part in condition.parts):
        return reason(ReasonCode.NO_RUN_MEETS_ALL, n=len(answered))
    return _shortfall(chosen.decided_by, chosen.run)


def _caution(condition: Condition, chosen: _Answer, tries: int) -> Reason:
    if tries == 1:
        return reason(ReasonCode.ONE_RUN, run=chosen.run.ref)
    splits = {metric.split for metric in metrics_named(condition)}
    split = splits.pop() if len(splits) == 1 else None
    return reason(ReasonCode.BEST_OF_MANY, run=chosen.run.ref, n=tries, split=split)


def _met_by_some(part: Condition, answered: list[_Answer]) -> bool:
    return any(answer.run.is_finished and deciding(part, answer.readings).satisfied for answer in answered)


def _why_not_measured(condition: Condition, runs: Sequence[RunFacts], limits: Thresholds) -> Reason:
    metrics = names_of(metrics_named(condition))
    for comparison, threshold in limits.items():
        if threshold.problem:
            return reason(threshold.problem, metric=format_metric(comparison.metric))
    if not runs:
        return reason(ReasonCode.NO_RUNS, metrics=metrics)
    if any(_answer(condition, run, limits).holds is not None for run in runs if run.is_failed):
        return reason(ReasonCode.ONLY_FAILED_RUNS, metrics=metrics, n=sum(run.is_failed for run in runs))
    alive = [run for run in runs if not run.is_failed]
    missing = {part.metric for part in limits if not any(run.answer(part.metric) for run in alive)}
    if not missing:
        return reason(ReasonCode.NO_RUN_MEASURED_ALL, metrics=metrics)
    return reason(ReasonCode.NOTHING_LOGGED, metrics=names_of(missing), n=len(runs))


def _judgement(
    condition: Condition,
    state: State,
    why: Reason,
    chosen: _Answer | None,
    counting: list[_Answer],
    limits: Thresholds,
) -> Judgement:
    unread = {part: Reading(part, threshold, None, None) for part, threshold in limits.items()}
    readings = chosen.readings if chosen else unread
    run = chosen.run if chosen else None
    parts = {part: _part(readings[part], run, counting) for part in comparisons(condition)}
    return Judgement(
        condition=condition,
        state=state,
        reason=why,
        run=run.ref if run else None,
        n_runs=sum(answer.holds is not None for answer in counting),
        parts=tuple(parts.values()),
        deciding=parts[deciding(condition, readings).comparison],
    )


def _part(reading: Reading, run: RunFacts | None, counting: list[_Answer]) -> Part:
    state, why = _part_state(reading, run)
    margin = reading.margin
    return Part(
        comparison=reading.comparison,
        state=state,
        reason=why,
        value=reading.value,
        threshold=reading.threshold,
        distance=None if margin is None else max(0.0, -margin),
        key=reading.key,
        run=run.ref if run and reading.key else None,
        n_runs=sum(answer.readings[reading.comparison].value is not None for answer in counting),
    )


def _part_state(reading: Reading, run: RunFacts | None) -> tuple[State, Reason]:
    metric = format_metric(reading.comparison.metric)
    if reading.threshold.problem:
        return State.NOT_MEASURED, reason(reading.threshold.problem, metric=metric)
    if run is None or reading.satisfied is None:
        return State.NOT_MEASURED, reason(ReasonCode.NOTHING_LOGGED, metrics=metric, n=1 if run else 0)
    if not run.is_finished:
        code = ReasonCode.REACHED_WHILE_RUNNING if reading.satisfied else ReasonCode.STILL_RUNNING
        return State.NOT_PROVEN, reason(code, run=run.ref)
    if not reading.satisfied:
        return State.NOT_MET, _shortfall(reading, run)
    return State.MET, reason(
        ReasonCode.PART_MET,
        metric=metric,
        run=run.ref,
        operator=str(reading.comparison.operator),
        value=reading.value,
        threshold=reading.threshold.value,
    )


def _shortfall(reading: Reading, run: RunFacts) -> Reason:
    metric = format_metric(reading.comparison.metric)
    if reading.margin is None:
        return reason(ReasonCode.VALUE_NOT_FINITE, metric=metric, run=run.ref)
    return reason(
        ReasonCode.BELOW_THRESHOLD,
        metric=metric,
        run=run.ref,
        operator=str(reading.comparison.operator),
        value=reading.value,
        threshold=reading.threshold.value,
        distance=-reading.margin,
    )
