"""Judge one criterion by the runs of an experiment.

The value of a run is its last one; the value of runs that repeat one another is their mean, with an interval. One
configuration must satisfy the whole criterion; numbers of different settings are never put together. A criterion is
met only when the whole interval satisfies it. A single number says nothing of chance, and the best of m tries on
one split looks better than it is (T. G. Dietterich, Approximate statistical tests for comparing supervised
classification learning algorithms, Neural Computation 10, 1998). Both are said in the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assay.pure.criteria import AllOf, Comparison, Condition, format_metric, metrics_named
from assay.pure.reasons import Reason, ReasonCode, reason
from assay.pure.statistics import t_quantile

from .estimates import Method, pooled_spread, values_of
from .facts import Baseline, RunFacts, names_of
from .judgement import Judgement, Part, State
from .readings import Reading, Readings, Standing, Thresholds, comparisons, deciding, read, thresholds
from .repeats import Configuration, Kind, configurations
from .why import Spread, part_reason, reason_of

Spreads = Mapping[Comparison, Spread]


@dataclass(frozen=True, slots=True)
class _Answer:
    config: Configuration
    readings: Readings
    decided_by: Reading

    @property
    def standing(self) -> Standing:
        return self.decided_by.standing

    @property
    def is_known(self) -> bool:
        return self.standing is not Standing.UNKNOWN

    @property
    def is_measured(self) -> bool:
        return any(reading.value is not None for reading in self.readings.values())


@dataclass(frozen=True, slots=True)
class _Case:
    """What a criterion is judged by."""

    condition: Condition
    limits: Thresholds
    baseline: Baseline


def judge(condition: Condition, runs: Sequence[RunFacts], baseline: Baseline) -> Judgement:
    """Give the state of a criterion, the runs it comes from and why; ValueError for a stop condition.

    Runs of production and other environments answer lines that name theirs; other lines only if no run of
    development does. Outdated runs count only if no other run measured anything; what they say is then `stale`,
    and so is what waits for runs that have all fallen silent.
    """
    case = _Case(condition, thresholds(condition, baseline), baseline)
    current = [run for run in runs if run.outdated_because is None]
    judgement = _judge_at_home(case, current)
    if judgement.state is not State.NOT_MEASURED or len(current) == len(runs):
        return _unless_silent(judgement, current)
    outdated = _judge(case, [run for run in runs if run.outdated_because is not None])
    if outdated.state is State.NOT_MEASURED:
        return judgement
    because = next(run.outdated_because for run in runs if run.ref == outdated.run)
    return replace(outdated, state=State.STALE, reason=reason(ReasonCode.OUTDATED, run=outdated.run, because=because))


def _unless_silent(judgement: Judgement, runs: Sequence[RunFacts]) -> Judgement:
    """Call it stale if it waits for runs of which none logs any more."""
    awaited = [run for run in runs if run.ref in judgement.repeats and run.is_under_way]
    if judgement.state is not State.NOT_PROVEN or not awaited or not all(run.is_silent for run in awaited):
        return judgement
    return replace(judgement, state=State.STALE, reason=reason(ReasonCode.SILENT, run=awaited[-1].ref))


def _judge_at_home(case: _Case, runs: Sequence[RunFacts]) -> Judgement:
    named = [metric.split for metric in metrics_named(case.condition) if metric.split]
    home = [run for run in runs if run.marks.is_development or any(run.marks.is_of(split) for split in named)]
    judgement = _judge(case, home)
    if judgement.state is State.NOT_MEASURED and len(home) < len(runs):
        return _judge(case, runs)
    return judgement


def _judge(case: _Case, runs: Sequence[RunFacts]) -> Judgement:
    counting = _with_luck([_answer(case, config) for config in configurations(runs)], case)
    answered = [answer for answer in counting if answer.is_known]
    state, group = _state(answered)
    if state is State.NOT_MEASURED:
        group = [answer for answer in counting if answer.is_measured]
    chosen = _best(group)
    why = _reason(case, state, chosen, answered, runs)
    return _judgement(case, state, why, chosen, counting)


def _answer(case: _Case, config: Configuration) -> _Answer:
    readings = read(config, case.limits, case.baseline)
    return _Answer(config, readings, deciding(case.condition, readings))


def _with_luck(answers: list[_Answer], case: _Case) -> list[_Answer]:
    """Say of each single number how far chance alone may have carried it, where repeats of other settings show that."""
    spreads = _spreads(answers, case)
    return [_doubted(answer, spreads, case) if answer.config.kind is Kind.SINGLE else answer for answer in answers]


def _doubted(answer: _Answer, spreads: Spreads, case: _Case) -> _Answer:
    readings = {
        part: replace(reading, luck=spreads[part].reach)
        if part in spreads and reading.estimate and reading.estimate.method is Method.POINT
        else reading
        for part, reading in answer.readings.items()
    }
    return _Answer(answer.config, readings, deciding(case.condition, readings))


def _spreads(answers: Sequence[_Answer], case: _Case) -> Spreads:
    """By comparison, what independent repeats show of chance; folds are left out, as their spread is that of data."""
    repeated = [one.config for one in answers if one.config.kind in {Kind.SEEDS, Kind.RUNS}]
    found = {part: pooled_spread([list(values_of(one, part).values()) for one in repeated]) for part in case.limits}
    return {
        part: Spread(spread[0], spread[0] * t_quantile(0.975, spread[1])) for part, spread in found.items() if spread
    }


def _state(answered: list[_Answer]) -> tuple[State, list[_Answer]]:
    """The state, and the configurations that speak for it."""
    finished = [answer for answer in answered if answer.config.is_finished]
    if group := [answer for answer in finished if answer.standing is Standing.HOLDS]:
        return State.MET, group
    if group := [answer for answer in finished if answer.standing is Standing.UNSURE]:
        return State.NOT_PROVEN, group
    if group := [answer for answer in answered if answer.standing in {Standing.HOLDS, Standing.UNSURE}]:
        return State.NOT_PROVEN, group
    if finished:
        return State.NOT_MET, finished
    return (State.NOT_PROVEN, answered) if answered else (State.NOT_MEASURED, [])


def _best(group: list[_Answer]) -> _Answer | None:
    """The best in the criterion's direction, what is proven before what stands alone; of equals the first."""
    first_come = sorted(group, key=lambda answer: (answer.config.newest.started_at, answer.config.newest.ref))
    return max(first_come, key=_weight, default=None)


def _weight(answer: _Answer) -> tuple[bool, float]:
    found = answer.decided_by.estimate
    is_proven = answer.standing >= Standing.UNSURE and found is not None and found.is_proven
    return is_proven, answer.decided_by.score


def _reason(
    case: _Case, state: State, chosen: _Answer | None, answered: list[_Answer], runs: Sequence[RunFacts]
) -> Reason:
    if chosen is None or state is State.NOT_MEASURED:
        return _why_not_measured(case, runs)
    finished = [answer for answer in answered if answer.config.is_finished]
    parts = case.condition.parts if isinstance(case.condition, AllOf) else ()
    if state is State.NOT_MET and parts and all(_met_by_some(part, finished) for part in parts):
        return reason(ReasonCode.NO_RUN_MEETS_ALL, n=sum(len(answer.config.runs) for answer in answered))
    splits = {metric.split for metric in metrics_named(case.condition)}
    return reason_of(
        state,
        chosen.decided_by,
        chosen.config,
        tries=len(answered),
        split=splits.pop() if len(splits) == 1 else None,
        spread=_spreads(answered, case).get(chosen.decided_by.comparison),
    )


def _met_by_some(part: Condition, finished: Sequence[_Answer]) -> bool:
    return any(deciding(part, answer.readings).standing is Standing.HOLDS for answer in finished)


def _why_not_measured(case: _Case, runs: Sequence[RunFacts]) -> Reason:
    metrics = names_of(metrics_named(case.condition))
    for comparison, threshold in case.limits.items():
        if threshold.problem:
            return reason(threshold.problem, metric=format_metric(comparison.metric))
    if not runs:
        return reason(ReasonCode.NO_RUNS, metrics=metrics)
    failed = [run for run in runs if run.is_failed]
    if any(_answer(case, Configuration((run,))).is_known for run in failed):
        return reason(ReasonCode.ONLY_FAILED_RUNS, metrics=metrics, n=len(failed))
    alive = [run for run in runs if not run.is_failed]
    missing = {part.metric for part in case.limits if not any(run.answer(part.metric) for run in alive)}
    if not missing:
        return reason(ReasonCode.NO_RUN_MEASURED_ALL, metrics=metrics)
    return reason(ReasonCode.NOTHING_LOGGED, metrics=names_of(missing), n=len(runs))


def _judgement(case: _Case, state: State, why: Reason, chosen: _Answer | None, counting: list[_Answer]) -> Judgement:
    unread = {part: Reading(part, threshold) for part, threshold in case.limits.items()}
    readings = chosen.readings if chosen else unread
    config = chosen.config if chosen else None
    parts = {part: _part(readings[part], config, counting) for part in comparisons(case.condition)}
    known = [answer for answer in counting if answer.is_known]
    return Judgement(
        condition=case.condition,
        state=state,
        reason=why,
        run=config.newest.ref if config else None,
        n_runs=sum(len(answer.config.runs) for answer in known),
        parts=tuple(parts.values()),
        deciding=parts[deciding(case.condition, readings).comparison],
        repeats=tuple(run.ref for run in config.runs) if config else (),
        tries=len(known),
    )


def _part(reading: Reading, config: Configuration | None, counting: list[_Answer]) -> Part:
    state, why = part_reason(reading, config)
    margin = reading.margin
    measured = [answer.config for answer in counting if answer.readings[reading.comparison].value is not None]
    return Part(
        comparison=reading.comparison,
        state=state,
        reason=why,
        value=reading.value,
        threshold=reading.threshold,
        distance=None if margin is None else max(0.0, -margin),
        key=reading.key,
        run=config.newest.ref if config and reading.key else None,
        n_runs=sum(len(config.runs) for config in measured),
        estimate=reading.estimate,
    )
