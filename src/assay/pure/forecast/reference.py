"""What estimates of phases were worth: the ratios of what phases took to what they were estimated at.

Reference class forecasting (Kahneman and Tversky, 1979; Flyvbjerg, 2006): the past of alike things corrects a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.pure.flow.times import percentile

LEAST = 5
MIDDLE, CAREFUL = 50, 80


@dataclass(frozen=True)
class Correction:
    """What to multiply an estimate by: even odds, and four in five. `is_own` when phases of the kind itself say so."""

    middle: float
    careful: float
    n: int
    is_own: bool


def correction(own: Sequence[float], everybodys: Sequence[float]) -> Correction | None:
    """Return the correction from at least five finished phases of the kind, else of all kinds; None below that.

    Below five of its own the kind is judged as all others: its few ratios are part of them.
    """
    ratios, is_own = (own, True) if len(own) >= LEAST else (everybodys, False)
    if len(ratios) < LEAST:
        return None
    return Correction(percentile(ratios, MIDDLE), percentile(ratios, CAREFUL), len(ratios), is_own)
