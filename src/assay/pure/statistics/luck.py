"""What choosing the best of many tries adds by luck alone."""

import math
from functools import lru_cache
from statistics import NormalDist

_STANDARD = NormalDist()
_REACH, _STEPS = 9.0, 720


@lru_cache(maxsize=256)
def expected_maximum(tries: int) -> float:
    """Return how far, in standard deviations, the best of `tries` equal normal draws lies above their mean.

    Were all tries equally good and differed by noise of spread s only, the best would still look better by
    s times this. H. A. David and H. N. Nagaraja, Order Statistics, 3rd ed., 2003, section 3.1: the integral of
    m · x · φ(x) · Φ(x)^(m - 1), here by Simpson's rule. Zero for one try.
    """
    if tries < 2:
        return 0.0
    width = 2 * _REACH / _STEPS
    heights = [_density(-_REACH + number * width, tries) for number in range(_STEPS + 1)]
    inner = 4 * math.fsum(heights[1:-1:2]) + 2 * math.fsum(heights[2:-1:2])
    return (heights[0] + inner + heights[-1]) * width / 3


def _density(x: float, tries: int) -> float:
    return tries * x * _STANDARD.pdf(x) * _STANDARD.cdf(x) ** (tries - 1)
