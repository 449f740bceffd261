"""What was asked of a comparison of runs; all of it stands in the address."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy

from assay.runs.columns import Column, Pick

MOST_RUNS = 100


class Over(StrEnum):
    """What curves are drawn over."""

    STEP = "step"
    RELATIVE = "relative"
    WALL = "wall"


OVER = {
    Over.STEP: gettext_lazy("step"),
    Over.RELATIVE: gettext_lazy("time since the run's first value"),
    Over.WALL: gettext_lazy("time since the first run began"),
}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """`metrics` are drawn as curves; empty, or None as an axis of the scatter, lets the page choose."""

    metrics: list[str] = field(default_factory=list)
    over: Over = Over.STEP
    smoothing: float = 0.6
    is_log: bool = False
    pick: Pick = Pick.LAST
    across: Column | None = None
    up: Column | None = None
    is_whole: bool = False
