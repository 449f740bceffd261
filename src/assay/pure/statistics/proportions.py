"""Shares of cases: the accuracy of one model on n cases, of two models on the same cases or on different ones."""

import math
from dataclasses import dataclass

from .answers import CONFIDENCE, Answer, Interval, NoAnswer, Refused
from .quantiles import chi_square_tail, normal_quantile

# Below so many cases on which the models differ the exact test is used; above, both give the same answer.
EXACT_UP_TO = 25


@dataclass(frozen=True, slots=True)
class McNemar:
    """How often only one of two models was right, and how likely so uneven a split is by chance."""

    ours: int
    theirs: int
    p_value: float
    is_exact: bool

    @property
    def n(self) -> int:
        return self.ours + self.theirs


def wilson(share: float, n: float, *, confidence: float = CONFIDENCE) -> Answer:
    """Give the score interval of a proportion measured on `n` cases; it never leaves 0 to 1.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22, 1927; recommended by L. D. Brown, T. T. Cai and A. DasGupta, Interval estimation
    for a binomial proportion, Statistical Science 16, 2001.
    """
    if not (math.isfinite(share) and math.isfinite(n)):
        return NoAnswer(Refused.NOT_FINITE)
    if n < 1:
        return NoAnswer(Refused.NO_CASES)
    if not 0 <= share <= 1:
        return NoAnswer(Refused.NOT_A_SHARE)
    z = normal_quantile((1 + confidence) / 2)
    shrink = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / shrink
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink
    # At 0 and 1 the formula meets the border; rounding must not cross the share itself.
    low, high = min(share, max(0.0, centre - reach)), max(share, min(1.0, centre + reach))
    return Interval(share, low, high, int(n), confidence)


def difference_of_proportions(
    ours: tuple[float, float], theirs: tuple[float, float], *, confidence: float = CONFIDENCE
) -> Answer:
    """Give the interval of the difference of two shares of different cases, each as (share, n).

    R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in
    Medicine 17, 1998, method 10: the two Wilson intervals put together.
    """
    one, other = (wilson(share, n, confidence=confidence) for share, n in (ours, theirs))
    if isinstance(one, NoAnswer):
        return one
    if isinstance(other, NoAnswer):
        return other
    gap = one.estimate - other.estimate
    down = math.hypot(one.estimate - one.low, other.high - other.estimate)
    up = math.hypot(one.high - one.estimate, other.estimate - other.low)
    return Interval(gap, gap - down, gap + up, one.n + other.n, confidence)


def mcnemar(ours: int, theirs: int) -> McNemar | NoAnswer:
    """Compare two models on the same cases by those that only one of them got right.

    Up to 25 such cases by the exact binomial test, above with the continuity-corrected chi-square
    (|b - c| - 1)² / (b + c). Q. McNemar, Psychometrika 12, 1947; T. G. Dietterich, Neural Computation 10, 1998,
    section 3.1, recommends it when a model can be trained only once.
    """
    if ours < 0 or theirs < 0 or ours + theirs == 0:
        return NoAnswer(Refused.NO_CASES)
    n, fewer = ours + theirs, min(ours, theirs)
    if n <= EXACT_UP_TO:
        tail = math.fsum(math.comb(n, k) for k in range(fewer + 1)) / 2**n
        return McNemar(ours, theirs, min(1.0, 2 * tail), is_exact=True)
    uneven = max(0, abs(ours - theirs) - 1)
    return McNemar(ours, theirs, chi_square_tail(uneven * uneven / n), is_exact=False)
