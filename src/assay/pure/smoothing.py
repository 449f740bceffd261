"""Smoothing of a curve for the eye. Never for a verdict."""

from collections.abc import Sequence

Point = tuple[float, float]


def smoothed(points: Sequence[Point], weight: float) -> list[Point]:
    """Return the exponential moving average of the values, 0 <= weight < 1; the x stay.

    `m = weight * m + (1 - weight) * y`, divided by `1 - weight ** n` as the average starts from 0 and not from the
    first value (the bias correction of Kingma and Ba, "Adam", 2015, section 3). Points count alike however far apart
    they stand.
    """
    average, share, found = 0.0, 1.0, []
    for x, y in points:
        average = weight * average + (1 - weight) * y
        share *= weight
        found.append((x, average / (1 - share)))
    return found
