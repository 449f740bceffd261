"""What a formula gives: an interval, or why there is none."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

CONFIDENCE = 0.95


class Refused(StrEnum):
    """Why there is no honest interval."""

    ONE_VALUE = "one_value"  # a single number has no spread
    NOT_FINITE = "not_finite"  # NaN or Infinity among the numbers
    NO_SPREAD = "no_spread"  # all numbers are the same, so repeating told nothing
    NOT_A_SHARE = "not_a_share"  # a proportion lies between 0 and 1
    NO_CASES = "no_cases"  # a proportion of nothing
    RATIO_UNKNOWN = "ratio_unknown"  # overlapping splits without the sizes of training and test data


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The formula has no honest answer, and why."""

    why: Refused


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies with this confidence; `estimate` is the best single number, `n` what it is made of."""

    estimate: float
    low: float
    high: float
    n: int
    confidence: float = CONFIDENCE

    def shifted(self, by: float) -> "Interval":
        return Interval(self.estimate + by, self.low + by, self.high + by, self.n, self.confidence)

    @property
    def mirrored(self) -> "Interval":
        """The interval of the negative value."""
        return Interval(-self.estimate, -self.high, -self.low, self.n, self.confidence)


Answer: TypeAlias = Interval | NoAnswer


def around(estimate: float, reach: float, n: int, confidence: float) -> Interval:
    return Interval(estimate, estimate - reach, estimate + reach, n, confidence)


def unfit(values: Sequence[float]) -> NoAnswer | None:
    """Say why these numbers have no spread to speak of; None when they do.

    Numbers that differ only by how binary fractions are rounded count as the same.
    """
    if not all(math.isfinite(value) for value in values):
        return NoAnswer(Refused.NOT_FINITE)
    if len(values) < 2:
        return NoAnswer(Refused.ONE_VALUE)
    low, high = min(values), max(values)
    if high - low <= 1e-12 * max(abs(low), abs(high)):
        return NoAnswer(Refused.NO_SPREAD)
    return None
