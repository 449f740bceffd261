"""How long work of one kind takes, and how far estimates of it were right: median and range, or that it is too early.

A ratio is what it took divided by the middle of what was estimated: 1.5 is half as much again. The median is the
middle value, or the mean of the two in the middle; the range is from the least to the most, as a few cases have no
honest quantiles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

# Two cases are an anecdote.
FEWEST = 3


@dataclass(frozen=True)
class Took:
    """One finished piece of work, in weeks; `low` and `high` are what was estimated, None where nobody did."""

    weeks: float
    low: float | None = None
    high: float | None = None

    @property
    def ratio(self) -> float | None:
        """What it took against the middle of its estimate; None without one, or for one of no time at all."""
        if self.low is None or self.high is None or self.low + self.high <= 0:
            return None
        return self.weeks / ((self.low + self.high) / 2)

    @property
    def is_within(self) -> bool:
        """Whether it took no less and no more than was estimated."""
        return self.low is not None and self.high is not None and self.low <= self.weeks <= self.high


@dataclass(frozen=True)
class TooEarly:
    """There is nothing honest to say yet: so many more are needed."""

    has: int
    missing: int


@dataclass(frozen=True)
class Summary:
    """Of `count` values the median, and from the least to the most."""

    count: int
    median: float
    least: float
    most: float


def summed_up(values: Sequence[float]) -> Summary | TooEarly:
    """Return the median and the range of the values, or how many are missing."""
    if len(values) < FEWEST:
        return TooEarly(len(values), FEWEST - len(values))
    return Summary(len(values), median(values), min(values), max(values))


def ratios(took: Iterable[Took]) -> list[float]:
    return [one.ratio for one in took if one.ratio is not None]
