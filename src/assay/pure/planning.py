"""A plan in weeks: how its phases follow each other, how long it takes, and how much of it is delivery.

A phase takes from `low` to `high` weeks. Without a high end it goes on for good: it ends no plan and counts in no sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

# Turning a model into something that runs is about half of the work; a plan below this share forgot most of it.
FAR_LESS_THAN_HALF = Decimal(1) / 3


@dataclass(frozen=True)
class Stretch:
    """What is planned for one phase. `starts` is in weeks after the plan's first day; None follows the one before."""

    low: Decimal | None
    high: Decimal | None
    is_delivery: bool = False
    starts: Decimal | None = None

    @property
    def is_planned(self) -> bool:
        return self.low is not None

    @property
    def is_endless(self) -> bool:
        return self.low is not None and self.high is None

    @property
    def usual(self) -> Decimal | None:
        """The middle of the range; None for what has none."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2


@dataclass(frozen=True)
class Placed:
    """Where a phase lies, in weeks after the first day; `latest` is None for what goes on for good."""

    start: Decimal
    earliest: Decimal
    latest: Decimal | None


@dataclass(frozen=True)
class Balance:
    """How the weeks of a plan part between exploration and delivery, in the middles of their ranges."""

    exploration: Decimal
    delivery: Decimal

    @property
    def share(self) -> Decimal:
        return self.delivery / (self.exploration + self.delivery)

    @property
    def is_thin(self) -> bool:
        """Whether delivery gets far less than half."""
        return self.share < FAR_LESS_THAN_HALF


def laid_out(stretches: Iterable[Stretch]) -> list[Placed | None]:
    """Place the phases one after the other, each where the one before ends at the latest; None for what has no weeks.

    A phase that goes on for good keeps nobody waiting longer than its low end.
    """
    at, placed = Decimal(0), list[Placed | None]()
    for one in stretches:
        if one.low is None:
            placed.append(None)
            continue
        start = at if one.starts is None else one.starts
        latest = None if one.high is None else start + one.high
        placed.append(Placed(start, start + one.low, latest))
        at = start + one.low if latest is None else latest
    return placed


def length(stretches: Sequence[Stretch]) -> tuple[Decimal, Decimal] | None:
    """Return how many weeks the plan takes from its first day, at best and at the latest; None without any weeks."""
    bounded = [one for one in stretches if one.usual is not None]
    if not bounded:
        return None
    best = [Stretch(one.low, one.low, starts=one.starts) for one in bounded]
    return _end(best), _end(bounded)


def balance(stretches: Iterable[Stretch]) -> Balance | None:
    """Return how exploration and delivery share the weeks; None for a plan without weeks."""
    sums = {False: Decimal(0), True: Decimal(0)}
    for one in stretches:
        sums[one.is_delivery] += one.usual or 0
    return Balance(exploration=sums[False], delivery=sums[True]) if any(sums.values()) else None


def _end(bounded: Iterable[Stretch]) -> Decimal:
    return max(one.latest for one in laid_out(bounded) if one is not None and one.latest is not None)
