"""The interval of a mean of independent numbers."""

import math
from collections.abc import Sequence

from .answers import CONFIDENCE, Answer, NoAnswer, Refused, around, unfit
from .quantiles import t_quantile


def mean_interval(values: Sequence[float], *, confidence: float = CONFIDENCE) -> Answer:
    """Give the t interval of the mean: mean ± t · s / √k with k - 1 degrees of freedom.

    For repeats that differ by their seed only. Student (W. S. Gosset), The probable error of a mean,
    Biometrika 6, 1908; any textbook, as NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2.
    """
    return interval_of_mean(values, 1 / len(values) if values else 0.0, confidence)


def interval_of_mean(values: Sequence[float], share: float, confidence: float) -> Answer:
    """The t interval with standard error s · √share; NoAnswer where the values have no spread."""
    if refused := unfit(values):
        return refused
    reach = two_sided(confidence, len(values) - 1) * math.sqrt(variance(values) * share)
    if not math.isfinite(reach):
        return NoAnswer(Refused.NOT_FINITE)
    return around(mean(values), reach, len(values), confidence)


def mean(values: Sequence[float]) -> float:
    """The mean, summed without loss and without running over the largest float."""
    return math.fsum(value / len(values) for value in values)


def variance(values: Sequence[float]) -> float:
    """The unbiased variance, by k - 1."""
    centre = mean(values)
    return math.fsum((value - centre) * (value - centre) for value in values) / (len(values) - 1)


def two_sided(confidence: float, df: float) -> float:
    return t_quantile((1 + confidence) / 2, df)
