"""Forecasts from a team's own history: exact where that is cheap, with a reason where there is no honest answer."""

from .backtest import Backtest, backtest
from .drift import Drift, drift
from .finishing import Count, Finish, count_within, finish
from .pace import NoForecast, Pace, empirical, pace_of
from .reference import Correction, correction
from .target import Chance, chance_to_reach

__all__ = [
    "Backtest",
    "Chance",
    "Correction",
    "Count",
    "Drift",
    "Finish",
    "NoForecast",
    "Pace",
    "backtest",
    "chance_to_reach",
    "correction",
    "count_within",
    "drift",
    "empirical",
    "finish",
    "pace_of",
]
