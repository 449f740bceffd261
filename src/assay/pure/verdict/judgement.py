"""What a verdict says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assay.pure.criteria import Comparison, Condition, Operator, Threshold
from assay.pure.reasons import Reason

from .estimates import Estimate


class State(StrEnum):
    """What the runs say of a criterion."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_PROVEN = "not_proven"
    NOT_MEASURED = "not_measured"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Gauge:
    """Three numbers to draw on one axis, each None if unknown."""

    value: float | None
    threshold: float | None
    baseline: float | None
    operator: Operator


@dataclass(frozen=True, slots=True)
class Part:
    """One comparison as the chosen runs answer it; `distance` is what is missing to the threshold.

    `value` is the mean where several runs repeat one another; `estimate` says how sure it is.
    """

    comparison: Comparison
    state: State
    reason: Reason
    value: float | None
    threshold: Threshold
    distance: float | None
    key: str | None
    run: str | None
    n_runs: int
    estimate: Estimate | None = None

    @property
    def gauge(self) -> Gauge:
        """The numbers of this comparison, to draw."""
        return Gauge(self.value, self.threshold.value, self.threshold.baseline, self.comparison.operator)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of one criterion. `run` is the chosen run's ref; `n_runs` measured the whole criterion.

    All parts of one judgement come from the same run, or from the same repeats: `repeats` are their refs, and `run`
    is the newest of them. `tries` are the different settings that measured it. `deciding` is the part that decided:
    the worst of an `and`, the best of an `or`.
    """

    condition: Condition
    state: State
    reason: Reason
    run: str | None
    n_runs: int
    parts: tuple[Part, ...]
    deciding: Part
    repeats: tuple[str, ...] = ()
    tries: int = 0

    @property
    def value(self) -> float | None:
        """The deciding part's value."""
        return self.deciding.value

    @property
    def threshold(self) -> Threshold:
        """The deciding part's threshold."""
        return self.deciding.threshold


@dataclass(frozen=True, slots=True)
class Verdict:
    """All criteria of an experiment together: the weakest state is the headline, with its reason."""

    state: State
    reason: Reason
    counts: Mapping[State, int]
    n_criteria: int
    has_stop_fired: bool

    @property
    def n_met(self) -> int:
        """For "1 of 3 met"."""
        return self.counts[State.MET]
