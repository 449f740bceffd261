"""Runs side by side."""

from assay.runs.queries.comparison.asking import MOST_RUNS, OVER, Compared, Over
from assay.runs.queries.comparison.page import Comparison, comparison_of

__all__ = ["MOST_RUNS", "OVER", "Compared", "Comparison", "Over", "comparison_of"]
