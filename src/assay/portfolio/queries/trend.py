"""How far a project came with its primary metric in the last weeks, for a line of a few pixels."""

from bisect import bisect_right
from datetime import timedelta

from assay.experiments.queries.best_so_far import BestSoFar

WEEKS = 16


def trend_of(best: BestSoFar) -> list[float]:
    """Return the best value at the end of each of the last sixteen weeks; those before the first try are left out."""
    ends = [best.at - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    counts = [bisect_right(best.tries, end, key=lambda one: one.at) for end in ends]
    return [best.course[count - 1] for count in counts if count]
