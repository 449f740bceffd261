"""What the runs of one configuration say of one condition."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from assay.pure.criteria import AllOf, AnyOf, Comparison, Condition, Threshold, atoms, resolve_threshold
from assay.pure.statistics.answers import Refused

from .estimates import SURE, Estimate, estimate
from .facts import Baseline
from .repeats import Configuration

Thresholds: TypeAlias = Mapping[Comparison, Threshold]
Readings: TypeAlias = Mapping[Comparison, "Reading"]


class Standing(IntEnum):
    """The answer to a comparison, from worst to best. `UNKNOWN` is not measured, `UNSURE` lies across the threshold."""

    FAILS = 0
    UNKNOWN = 1
    UNSURE = 2
    HOLDS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What answers a comparison; `key` and `estimate` are None if nothing does.

    `luck` is what a value that stands alone may owe to chance, by the spread that repeats of other settings show.
    """

    comparison: Comparison
    threshold: Threshold
    key: str | None = None
    estimate: Estimate | None = None
    luck: float | None = None

    @property
    def value(self) -> float | None:
        return self.estimate.value if self.estimate else None

    @property
    def standing(self) -> Standing:
        """Hold the whole interval against the threshold; a single number by itself. NaN and Infinity fail."""
        found, threshold = self.estimate, self.threshold.value
        if found is None or threshold is None:
            return Standing.UNKNOWN
        if found.interval is not None and found.against is not None and math.isfinite(found.value):
            return _of_interval(self.comparison, found, found.against)
        if found.test is not None:
            return _of_test(self.comparison, found, threshold)
        if not self.comparison.operator.holds(found.value, threshold):
            return Standing.FAILS
        # Splits that overlap by an unknown share: the mean reaches it, and nobody can say how surely.
        return Standing.UNSURE if found.refused is Refused.RATIO_UNKNOWN or self.is_luck else Standing.HOLDS

    @property
    def is_luck(self) -> bool:
        """True if a value that stands alone is above its threshold by less than repeats of other settings spread."""
        return self.luck is not None and self.margin is not None and 0 <= self.margin < self.luck

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


def read(config: Configuration, limits: Thresholds, baseline: Baseline) -> Readings:
    """Look up what the runs of `config` logged for each comparison."""
    return {part: _reading(config, part, threshold, baseline) for part, threshold in limits.items()}


def deciding(condition: Condition, readings: Readings) -> Reading:
    """The reading that decides: the worst part of an `and`, the best part of an `or`.

    Its `standing` is the answer of the whole condition in Kleene's logic, with one value more: what is not measured,
    or not sure, could still change the answer.
    """
    if isinstance(condition, AllOf):
        return min((deciding(part, readings) for part in condition.parts), key=_rank)
    if isinstance(condition, AnyOf):
        return max((deciding(part, readings) for part in condition.parts), key=_rank)
    if isinstance(condition, Comparison):
        return readings[condition]
    raise ValueError("not a criterion")


def _rank(reading: Reading) -> tuple[int, float]:
    return reading.standing, reading.score


def _reading(config: Configuration, part: Comparison, threshold: Threshold, baseline: Baseline) -> Reading:
    series = next((one for run in config.runs if (one := run.answer(part.metric))), None)
    found = estimate(config, part, baseline, threshold.value)
    return Reading(part, threshold, series.key if series else None, found)


def _of_interval(part: Comparison, found: Estimate, against: float) -> Standing:
    if found.interval is None:
        return Standing.UNKNOWN
    low, high = found.interval.low, found.interval.high
    ends = [part.operator.holds(low, against), part.operator.holds(high, against)]
    if all(ends):
        return Standing.HOLDS
    return Standing.UNSURE if any(ends) or low <= against <= high else Standing.FAILS


def _of_test(part: Comparison, found: Estimate, threshold: float) -> Standing:
    """McNemar's test says whether two models differ; the value says which is the better one."""
    if found.test is None or found.test.p_value >= SURE:
        return Standing.UNSURE
    is_better = part.operator.holds(found.value, threshold)
    return Standing.HOLDS if is_better else Standing.FAILS
