"""How often forecasts would have been right: each is made again from what was known then."""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.pure.forecast.finishing import count_within
from assay.pure.forecast.pace import LEAST_WEEKS, NoForecast, pace_of


@dataclass(frozen=True)
class Backtest:
    """`hits` of `tries` forecasts at `chance` came true, each over `weeks` weeks.

    The windows overlap, so the tries are not independent of each other: few of them say little.
    """

    chance: float
    weeks: int
    hits: int
    tries: int


def backtest(weekly: Sequence[int], *, weeks: int, chance: float = 0.85) -> Backtest:
    """Promise at each past week what would be done `weeks` later, from the weeks before alone, and look what was.

    A promise is kept when at least as much was done. `tries` is 0 when the history is too short.
    """
    hits = tries = 0
    for at in range(LEAST_WEEKS, len(weekly) - weeks + 1):
        pace = pace_of(weekly[:at])
        if isinstance(pace, NoForecast):
            continue
        tries += 1
        hits += sum(weekly[at : at + weeks]) >= count_within(weeks, pace).at_least(chance)
    return Backtest(chance=chance, weeks=weeks, hits=hits, tries=tries)
