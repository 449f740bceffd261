"""A control chart that marks only real signals (XmR chart: Wheeler, Understanding Variation, chapter 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LEAST, RUN = 10, 8
# Scales the mean moving range of two to three sigma: 3 / 1.128.
_WIDTH = 2.66


@dataclass(frozen=True)
class NoChart:
    """Too little to tell signals from noise."""

    needs: int
    has: int


@dataclass(frozen=True)
class Limits:
    """The mean and the natural limits; the lower one is none where it would lie below zero."""

    mean: float
    low: float | None
    high: float


@dataclass(frozen=True)
class Signal:
    """Where something changed: `kind` is "above" or "below" the limits, or a "run" of eight on one side of the mean."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class Chart:
    limits: Limits
    signals: tuple[Signal, ...]


def control_chart(values: Sequence[float]) -> Chart | NoChart:
    """Return limits and signals of values in time; below ten values there are none.

    Values are taken as not negative, as durations and counts are. Limits come from the mean moving range, so a slow
    drift does not widen them.
    """
    if len(values) < LEAST:
        return NoChart(needs=LEAST, has=len(values))
    mean = sum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    width = _WIDTH * sum(ranges) / len(ranges)
    low = mean - width
    limits = Limits(mean=mean, low=low if low > 0 else None, high=mean + width)
    return Chart(limits, (*_outside(values, limits), *_runs(values, mean)))


def _outside(values: Sequence[float], limits: Limits) -> list[Signal]:
    found = []
    for at, value in enumerate(values):
        if value > limits.high:
            found.append(Signal("above", at, at))
        elif limits.low is not None and value < limits.low:
            found.append(Signal("below", at, at))
    return found


def _runs(values: Sequence[float], mean: float) -> list[Signal]:
    """Stretches of eight or more on one side; a value on the mean ends one."""
    found, start, side = [], 0, 0
    for at, value in enumerate([*values, mean]):
        now = (value > mean) - (value < mean)
        if now != side:
            if side and at - start >= RUN:
                found.append(Signal("run", start, at - 1))
            start, side = at, now
    return found
