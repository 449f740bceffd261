"""How long things take: percentiles of cycle time, the age of what is in progress, where the time went."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from assay.pure.flow.items import ACTIVE, DONE, QUEUE, WAITING, Days, Item

SHOWN = (50, 70, 85, 95)
# Fewer finished items say nothing about the tail.
LEAST = 5
_BLOCKED = "blocked"


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that at least `percent` of the values do not exceed (nearest rank).

    It is always one of the values: "85 % took 7 days or less" names a time that occurred. Raises ValueError without
    values. Source: Hyndman and Fan (1996), definition 1.
    """
    if not values or not 0 < percent <= 100:
        raise ValueError("a percentile needs values and a share above 0 and up to 100")
    ordered = sorted(values)
    # The product of two exact numbers: 0.07 * 100 would be 7.000000000000001, and one rank too high.
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1]


def percentiles(values: Sequence[float], percents: Iterable[float] = SHOWN) -> dict[float, float]:
    """Return the percentiles by share; nothing for fewer than five values."""
    return {percent: percentile(values, percent) for percent in percents} if len(values) >= LEAST else {}


@dataclass(frozen=True)
class Ageing:
    """An item in progress: its days since it was taken up, and the share of finished ones that took no longer."""

    item: Item
    days: int
    share_done_by_now: float | None


def ageing(items: Iterable[Item], finished_days: Sequence[int], *, today: date, days: Days) -> list[Ageing]:
    """Return what is in progress with its age, the oldest first; without enough finished items there is no share."""
    ordered = sorted(finished_days)
    found = [
        Ageing(item, age, _share_up_to(ordered, age))
        for item in items
        if item.is_in_progress and item.started_at is not None
        for age in [max(days(item.started_at.date(), today), 1)]
    ]
    return sorted(found, key=lambda one: (-one.days, one.item.key))


def _share_up_to(ordered: Sequence[int], age: int) -> float | None:
    return bisect_right(ordered, age) / len(ordered) if len(ordered) >= LEAST else None


@dataclass(frozen=True)
class Spent:
    """Where the time of items went, from the first start to the last end, in hours of the clock."""

    active: float = 0.0
    waiting: float = 0.0
    blocked: float = 0.0
    queued: float = 0.0

    @property
    def total(self) -> float:
        return self.active + self.waiting + self.blocked + self.queued

    @property
    def efficiency(self) -> float | None:
        """The share of the time in which somebody worked (Vacanti, chapter 9); None when no time passed."""
        return self.active / self.total if self.total else None

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.active + other.active,
            self.waiting + other.waiting,
            self.blocked + other.blocked,
            self.queued + other.queued,
        )


def spent(item: Item, *, until: datetime) -> Spent:
    """Return where the time of an item went; one in progress counts until now. Nothing was spent before its start.

    Time in the queue after the start is work that was put back. Time between two ends, when it was reopened later,
    is nobody's and is left out. An hour that clocks turn back or forward is counted as it passed.
    """
    begun = item.started_at
    hours = {ACTIVE: 0.0, WAITING: 0.0, QUEUE: 0.0, _BLOCKED: 0.0}
    for stay in item.stays:
        if begun is not None and stay.start >= begun and stay.state != DONE:
            place = _BLOCKED if stay.is_blocked else stay.state
            # The difference of two moments of one zone is that of its clocks.
            hours[place] += ((stay.end or until).timestamp() - stay.start.timestamp()) / 3600
    return Spent(hours[ACTIVE], hours[WAITING], hours[_BLOCKED], hours[QUEUE])
