"""What a condition needs to know before it can be evaluated."""

from .syntax import Comparison, Condition, Divergence, Elapsed, FromBaseline, MetricRef, atoms

POINTS_TO_DIVERGE = 3


def metrics_named(condition: Condition) -> frozenset[MetricRef]:
    """All metrics that the condition reads."""
    return frozenset(part.metric for part in atoms(condition) if not isinstance(part, Elapsed))


def needs_baseline(condition: Condition) -> bool:
    """True if a threshold is counted from the baseline."""
    return any(isinstance(part, Comparison) and isinstance(part.value, FromBaseline) for part in atoms(condition))


def mentions_elapsed(condition: Condition) -> bool:
    """True if the condition must also be looked at by a timer, not only when metrics arrive."""
    return any(isinstance(part, Elapsed) for part in atoms(condition))


def lookback(condition: Condition) -> int:
    """How many points of each series, earlier than the ones just logged, `first_firing` needs."""
    parts = list(atoms(condition))
    together = 1 if len(parts) > 1 else 0
    return max(together, *(_points(part) - 1 for part in parts), 0)


def _points(part: Comparison | Divergence | Elapsed) -> int:
    if isinstance(part, Comparison):
        return part.windows
    return POINTS_TO_DIVERGE if isinstance(part, Divergence) else 1
