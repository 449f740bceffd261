"""Quantiles of the normal and of Student's t distribution.

scipy would bring them at the price of 1.9 s and 106 MB in every web process; see docs/decisions/0012.
"""

import math
from functools import lru_cache
from statistics import NormalDist

_TINY = 1e-300
_STANDARD = NormalDist()


def normal_quantile(p: float) -> float:
    """Return z such that a standard normal value lies below it with probability `p`."""
    return _STANDARD.inv_cdf(p)


@lru_cache(maxsize=512)
def t_quantile(p: float, df: float) -> float:
    """Return t such that Student's t with `df` degrees of freedom lies below it with probability `p`.

    The distribution function is inverted by bisection between powers of two: slow and never wrong.
    """
    if p == 0.5:
        return 0.0
    if p < 0.5:
        return -t_quantile(1 - p, df)
    high = 1.0
    while _t_tail(high, df) > 1 - p:
        high *= 2
    low = 0.0 if high == 1.0 else high / 2
    for _ in range(80):
        middle = (low + high) / 2
        if _t_tail(middle, df) > 1 - p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def chi_square_tail(x: float) -> float:
    """Return how likely a chi-square value with one degree of freedom is above `x`: it is a squared normal."""
    return math.erfc(math.sqrt(x / 2))


def _t_tail(t: float, df: float) -> float:
    """How likely t is exceeded, t >= 0 (Abramowitz and Stegun 1964, 26.7.1 with 26.5.27)."""
    return _incomplete_beta(df / (df + t * t), df / 2, 0.5) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b) (Press et al., Numerical Recipes, 3rd ed., 6.4)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    size = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(size + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _away_from_zero(x: float) -> float:
    return x if abs(x) > _TINY else _TINY
