"""The pace of a team: how likely it finishes how much in a week, as its own history says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

# Under six whole weeks the history says too little.
LEAST_WEEKS, LEAST_FINISHED = 6, 5


@dataclass(frozen=True)
class NoForecast:
    """Why there is no honest answer yet: `needs` of what the reason names, and how much there is."""

    TOO_FEW_WEEKS: ClassVar[str] = "weeks"
    TOO_FEW_FINISHED: ClassVar[str] = "finished"
    TOO_FEW_RESULTS: ClassVar[str] = "results"
    NO_END: ClassVar[str] = "no end"

    reason: str
    needs: int = 0
    has: int = 0


@dataclass(frozen=True)
class Pace:
    """The chance of each count in one week; the chances sum to 1."""

    chances: Mapping[int, float]

    @property
    def mean(self) -> float:
        return sum(count * chance for count, chance in self.chances.items())

    def plus(self, other: "Pace") -> "Pace":
        """Return the pace of two that work side by side and do not slow each other."""
        return Pace(convolved(self.chances, other.chances))


def pace_of(weekly: Sequence[int]) -> Pace | NoForecast:
    """Return the pace that whole weeks show, each as likely as any other; weeks with nothing belong to it.

    Assumes that the weeks ahead are like those behind and do not depend on each other. `drift` says whether they
    changed. Source: Vacanti, Actionable Agile Metrics, chapter 14, with the draws counted out instead of drawn.
    """
    if len(weekly) < LEAST_WEEKS:
        return NoForecast(NoForecast.TOO_FEW_WEEKS, LEAST_WEEKS, len(weekly))
    if sum(weekly) < LEAST_FINISHED:
        return NoForecast(NoForecast.TOO_FEW_FINISHED, LEAST_FINISHED, sum(weekly))
    return empirical(weekly)


def empirical(weekly: Sequence[int]) -> Pace:
    """Return each count with its share, however few there are. Raises ValueError for none."""
    if not weekly:
        raise ValueError("no week, no pace")
    return Pace({count: times / len(weekly) for count, times in sorted(Counter(weekly).items())})


def convolved(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    """Return the chances of the sum of two counts that do not depend on each other."""
    found: dict[int, float] = {}
    for first, its in one.items():
        for second, chance in other.items():
            found[first + second] = found.get(first + second, 0.0) + its * chance
    return dict(sorted(found.items()))
