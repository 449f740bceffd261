"""What one run says of one condition."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from assay.pure.criteria import AllOf, AnyOf, Comparison, Condition, Threshold, atoms, resolve_threshold

from .facts import Baseline, RunFacts

Thresholds: TypeAlias = Mapping[Comparison, Threshold]
Readings: TypeAlias = Mapping[Comparison, "Reading"]

_KLEENE = (False, None, True)


@dataclass(frozen=True, slots=True)
class Reading:
    """The last value of the series that answers a comparison; `key` and `value` are None if none does."""

    comparison: Comparison
    threshold: Threshold
    key: str | None
    value: float | None

    @property
    def satisfied(self) -> bool | None:
        """True or False, or None where value or threshold are unknown. NaN and Infinity give False."""
        if self.value is None or self.threshold.value is None:
            return None
        return self.comparison.operator.holds(self.value, self.threshold.value)

    @property
    def margin(self) -> float | None:
        """How far on the good side, in the metric's unit; negative is the distance still to go."""
        if self.value is None or self.threshold.value is None or not math.isfinite(self.value):
            return None
        return self.comparison.operator.margin(self.value, self.threshold.value)

    @property
    def score(self) -> float:
        """The margin in thresholds, to compare unlike metrics; minus infinity without a finite value."""
        if self.value is None or not math.isfinite(self.value):
            return -math.inf
        if self.margin is None or self.threshold.value is None:
            return self.comparison.operator.margin(self.value, 0.0)
        return self.margin / (abs(self.threshold.value) or 1.0)


def comparisons(condition: Condition) -> list[Comparison]:
    """The comparisons of a criterion, each once; ValueError for what only a stop condition may say."""
    parts: dict[Comparison, None] = {}
    for part in atoms(condition):
        if not isinstance(part, Comparison) or part.after or part.windows > 1:
            raise ValueError("a criterion holds plain comparisons only; first_firing evaluates stop conditions")
        parts[part] = None
    return list(parts)


def thresholds(condition: Condition, baseline: Baseline) -> Thresholds:
    """Resolve every threshold once; they are the same for all runs."""
    return {part: resolve_threshold(part, baseline.value_of(part.metric)) for part in comparisons(condition)}


def read(run: RunFacts, limits: Thresholds) -> Readings:
    """Look up what `run` logged for each comparison."""
    return {part: _reading(run, part, threshold) for part, threshold in limits.items()}


def deciding(condition: Condition, readings: Readings) -> Reading:
    """The reading that decides: the worst part of an `and`, the best part of an `or`.

    Its `satisfied` is the answer of the whole condition in Kleene's three-valued logic: None where what
    is not measured could still change the answer.
    """
    if isinstance(condition, AllOf):
        return min((deciding(part, readings) for part in condition.parts), key=_rank)
    if isinstance(condition, AnyOf):
        return max((deciding(part, readings) for part in condition.parts), key=_rank)
    if isinstance(condition, Comparison):
        return readings[condition]
    raise ValueError("not a criterion")


def _rank(reading: Reading) -> tuple[int, float]:
    return _KLEENE.index(reading.satisfied), reading.score


def _reading(run: RunFacts, part: Comparison, threshold: Threshold) -> Reading:
    series = run.answer(part.metric)
    return Reading(part, threshold, series.key if series else None, series.last if series else None)
