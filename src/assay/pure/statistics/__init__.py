"""Intervals and tests behind a verdict, in plain Python: nothing to import at the start of a web process."""

from .answers import Interval, NoAnswer, Refused
from .differences import paired_differences, welch
from .folds import fold_ratio, overlapping_mean
from .luck import expected_maximum
from .means import mean_interval
from .proportions import McNemar, difference_of_proportions, mcnemar, wilson
from .quantiles import normal_quantile, t_quantile

__all__ = [
    "Interval",
    "McNemar",
    "NoAnswer",
    "Refused",
    "difference_of_proportions",
    "expected_maximum",
    "fold_ratio",
    "mcnemar",
    "mean_interval",
    "normal_quantile",
    "overlapping_mean",
    "paired_differences",
    "t_quantile",
    "welch",
    "wilson",
]
