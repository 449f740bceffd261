"""Why a reading leads to its state: codes and facts, worded elsewhere."""

import math
from dataclasses import dataclass

from assay.pure.criteria import format_metric
from assay.pure.reasons import Param, Reason, ReasonCode, reason
from assay.pure.statistics import expected_maximum
from assay.pure.statistics.answers import Refused

from .estimates import Estimate
from .judgement import State
from .readings import Reading, Standing
from .repeats import Configuration

_INTERVAL = {
    State.MET: ReasonCode.INTERVAL_MEETS,
    State.NOT_MET: ReasonCode.INTERVAL_MISSES,
    State.NOT_PROVEN: ReasonCode.INTERVAL_STRADDLES,
}
_MCNEMAR = {
    State.MET: ReasonCode.MCNEMAR_MEETS,
    State.NOT_MET: ReasonCode.MCNEMAR_MISSES,
    State.NOT_PROVEN: ReasonCode.MCNEMAR_UNSURE,
}
_STATES = {Standing.HOLDS: State.MET, Standing.FAILS: State.NOT_MET, Standing.UNSURE: State.NOT_PROVEN}


@dataclass(frozen=True, slots=True)
class Spread:
    """How much repeats of any one setting spread, and how far one value may lie off by chance (95 %)."""

    size: float
    reach: float


def reason_of(
    state: State, reading: Reading, config: Configuration, *, tries: int, split: str | None, spread: Spread | None
) -> Reason:
    """Give the reason of a criterion that is met, not met or not proven by these runs."""
    if not config.is_finished:
        is_reached = reading.standing in {Standing.HOLDS, Standing.UNSURE}
        code = ReasonCode.REACHED_WHILE_RUNNING if is_reached else ReasonCode.STILL_RUNNING
        return reason(code, run=config.newest.ref)
    if special := _of_spread(state, reading, config, tries=tries, split=split, spread=spread):
        return special
    if state is State.NOT_MET:
        return _shortfall(reading, config)
    return _caution(config, tries=tries, split=split, luck=_luck(spread, tries, 1))


def part_reason(reading: Reading, config: Configuration | None) -> tuple[State, Reason]:
    """Give state and reason of one comparison."""
    metric = format_metric(reading.comparison.metric)
    if reading.threshold.problem:
        return State.NOT_MEASURED, reason(reading.threshold.problem, metric=metric)
    if config is None or reading.standing is Standing.UNKNOWN:
        return State.NOT_MEASURED, reason(
            ReasonCode.NOTHING_LOGGED, metrics=metric, n=len(config.runs) if config else 0
        )
    if not config.is_finished:
        return State.NOT_PROVEN, reason_of(State.NOT_PROVEN, reading, config, tries=1, split=None, spread=None)
    state = _STATES[reading.standing]
    if special := _of_spread(state, reading, config, tries=1, split=None, spread=None):
        return state, special
    if state is State.NOT_MET:
        return state, _shortfall(reading, config)
    return state, reason(ReasonCode.PART_MET, metric=metric, run=config.newest.ref, **_compared(reading))


def _of_spread(
    state: State, reading: Reading, config: Configuration, *, tries: int, split: str | None, spread: Spread | None
) -> Reason | None:
    """The reason where more than one number speaks, or where it is known that one is not enough."""
    found = reading.estimate
    if found is None:
        return None
    if found.interval is not None and math.isfinite(found.value):
        is_chosen = tries > 1 and state is not State.NOT_MET
        many = {"tries": tries, "split": split, "luck": _luck(spread, tries, found.repeats)} if is_chosen else {}
        facts = _compared(reading) | {"metric": format_metric(reading.comparison.metric)} | _interval(found) | many
        return reason(_INTERVAL[state], run=config.newest.ref, **facts)
    if found.test is not None:
        counts = {"ours": found.test.ours, "theirs": found.test.theirs, "p": found.test.p_value}
        return reason(_MCNEMAR[state], run=config.newest.ref, **_compared(reading), **counts)
    if state is State.NOT_MET or (found.repeats == 1 and not reading.is_luck):
        return None
    if reading.is_luck:
        luck = {"margin": reading.margin, "luck": reading.luck}
        return reason(ReasonCode.WITHIN_LUCK, run=config.newest.ref, **_compared(reading), **luck)
    code = ReasonCode.RATIO_UNKNOWN if found.refused is Refused.RATIO_UNKNOWN else ReasonCode.SAME_EACH_TIME
    return reason(code, value=found.value, n=found.repeats, kind=str(found.kind))


def _interval(found: Estimate) -> dict[str, Param | None]:
    interval = found.shown
    if interval is None:
        return {}
    return {
        "method": str(found.method),
        "kind": str(found.kind),
        "n": found.repeats if found.repeats > 1 else interval.n,
        "low": interval.low,
        "high": interval.high,
        "confidence": round(interval.confidence * 100),
        "cut": found.cut,
        "pairs": found.pairs or None,
        "waiting": found.waiting or None,
    }


def _compared(reading: Reading) -> dict[str, Param | None]:
    return {
        "operator": str(reading.comparison.operator),
        "value": reading.value,
        "threshold": reading.threshold.value,
    }


def _luck(spread: Spread | None, tries: int, repeats: int) -> float | None:
    """What the best of equal tries would be ahead by chance, where the spread is known."""
    if spread is None or tries < 2:
        return None
    return spread.size / math.sqrt(repeats) * expected_maximum(tries)


def _caution(config: Configuration, *, tries: int, split: str | None, luck: float | None) -> Reason:
    if tries == 1:
        return reason(ReasonCode.ONE_RUN, run=config.newest.ref)
    return reason(ReasonCode.BEST_OF_MANY, run=config.newest.ref, n=tries, split=split, luck=luck)


def _shortfall(reading: Reading, config: Configuration) -> Reason:
    metric = format_metric(reading.comparison.metric)
    if reading.margin is None:
        return reason(ReasonCode.VALUE_NOT_FINITE, metric=metric, run=config.newest.ref)
    distance = -reading.margin
    return reason(
        ReasonCode.BELOW_THRESHOLD, metric=metric, run=config.newest.ref, **_compared(reading), distance=distance
    )
