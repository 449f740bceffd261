"""Why a judgement is what it is: a stable code with its facts, to be worded by whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ReasonCode(StrEnum):
    """Stable names; the params of each stand beside it. A metric is written as in the language."""

    # met
    ONE_RUN = "one_run"  # run: spread unknown
    BEST_OF_MANY = "best_of_many"  # run, n; split if the criterion names one; luck where a spread is known
    SAME_EACH_TIME = "same_each_time"  # value, n, kind: repeats without any spread are one run
    # met, not met, not proven: several runs, or one on a known number of cases. All of them: value, operator,
    # threshold, method, kind, n, low, high, confidence; pairs, tries, split, luck, waiting where they apply
    INTERVAL_MEETS = "interval_meets"
    INTERVAL_MISSES = "interval_misses"
    INTERVAL_STRADDLES = "interval_straddles"
    MCNEMAR_MEETS = "mcnemar_meets"  # ours, theirs, p, run
    MCNEMAR_MISSES = "mcnemar_misses"
    MCNEMAR_UNSURE = "mcnemar_unsure"
    # not met
    BELOW_THRESHOLD = "below_threshold"  # metric, run, operator, value, threshold, distance
    VALUE_NOT_FINITE = "value_not_finite"  # metric, run
    NO_RUN_MEETS_ALL = "no_run_meets_all"  # n: each part is met by some run, all by none
    # not proven
    REACHED_WHILE_RUNNING = "reached_while_running"  # run
    STILL_RUNNING = "still_running"  # run: not reached so far
    WITHIN_LUCK = "within_luck"  # run, value, threshold, operator, margin, luck: repeats of other settings spread so
    RATIO_UNKNOWN = "ratio_unknown"  # value, n: random splits overlap by an unknown share
    # not measured
    NO_RUNS = "no_runs"  # metrics
    NOTHING_LOGGED = "nothing_logged"  # metrics, n: runs without them
    NO_RUN_MEASURED_ALL = "no_run_measured_all"  # metrics: each was logged, never all by one run
    ONLY_FAILED_RUNS = "only_failed_runs"  # metrics, n
    BASELINE_UNKNOWN = "baseline_unknown"  # metric
    BASELINE_ZERO = "baseline_zero"  # metric: a percentage of 0 says nothing
    NO_CRITERIA = "no_criteria"
    # stale
    OUTDATED = "outdated"  # run, because
    SILENT = "silent"  # run: it never said that it ended and logs nothing any more
    # one part of a criterion
    PART_MET = "part_met"  # metric, run, operator, value, threshold
    # a stop condition fired
    FIRED_VALUE = "fired_value"  # metric, operator, value, threshold, step, epoch, windows
    FIRED_NOT_FINITE = "fired_not_finite"  # metric, value (a text: "NaN" or "∞" with its sign), step, epoch
    FIRED_GROWTH = "fired_growth"  # metric, value, lowest, first, step, epoch
    FIRED_ELAPSED = "fired_elapsed"  # hours, limit_hours


Param = str | int | float


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and the facts that its sentence needs; numbers are raw, not formatted."""

    code: ReasonCode
    params: Mapping[str, Param] = field(default_factory=dict)


def reason(code: ReasonCode, **params: Param | None) -> Reason:
    """Make a Reason; a param that is None is left out."""
    return Reason(code, {name: value for name, value in params.items() if value is not None})
