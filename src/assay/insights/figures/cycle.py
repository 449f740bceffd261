"""How long work takes once somebody took it up, and how old is what is in progress."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assay.insights.figures.counted import IS_DONE, NOT_BEGUN, Counted, Period, chosen, counted, together
from assay.pure.flow import (
    DONE,
    Ageing,
    Chart,
    Days,
    Finished,
    Item,
    NoChart,
    ageing,
    control_chart,
    finished_between,
    percentiles,
)

MOST_IN_CONTROL = 300


@dataclass(frozen=True)
class CycleTimes:
    """The finished items in the order of their ends."""

    finished: tuple[Finished, ...]
    counted: Counted

    @cached_property
    def days(self) -> tuple[int, ...]:
        return tuple(one.days for one in self.finished)

    @cached_property
    def at(self) -> Mapping[float, float]:
        """Days by the share of items that took no longer; empty for fewer than five."""
        return percentiles(self.days)

    @property
    def latest(self) -> tuple[Finished, ...]:
        """What the control chart looks at: in thousands of tasks nobody sees what changed."""
        return self.finished[-MOST_IN_CONTROL:]

    @cached_property
    def control(self) -> Chart | NoChart:
        return control_chart([one.days for one in self.latest])

    def over(self, limit: int) -> int:
        """Return how many took more days than that."""
        return sum(days > limit for days in self.days)


@dataclass(frozen=True)
class AgeingWork:
    """What is in progress, the oldest first, beside the times of what was finished in the time shown."""

    items: tuple[Ageing, ...]
    at: Mapping[float, float]
    counted: Counted

    @property
    def older_than_most(self) -> tuple[Ageing, ...]:
        """Return what is older than 85 % of the finished ever were; nothing while too few are finished."""
        return tuple(one for one in self.items if one.share_done_by_now is not None and one.share_done_by_now >= 0.85)


def cycle_times(items: Sequence[Item], period: Period, *, days: Days) -> CycleTimes:
    finished, left_out = finished_between(items, period.first, period.today, days=days)
    return CycleTimes(tuple(finished), counted((one.item.key for one in finished), left_out))


def cycle_times_of_all(parts: Sequence[CycleTimes]) -> CycleTimes:
    """Return the cycle times of several projects as those of one."""
    finished = tuple(sorted((one for part in parts for one in part.finished), key=lambda one: (one.on, one.item.key)))
    left_out = together(part.counted for part in parts).left_out
    return CycleTimes(finished, counted((one.item.key for one in finished), left_out))


def begun(items: Iterable[Item]) -> tuple[list[Item], Counted]:
    """Return what is in progress, and what is not with the reason."""
    return chosen(items, _why_not_ageing)


def ageing_work(items: Sequence[Item], finished: CycleTimes, *, today: date, days: Days) -> AgeingWork:
    those, found = begun(items)
    return age_of(those, found, finished, today=today, days=days)


def age_of(those: Iterable[Item], found: Counted, finished: CycleTimes, *, today: date, days: Days) -> AgeingWork:
    """Return the age of those that are in progress, as `begun` found them."""
    return AgeingWork(tuple(ageing(those, finished.days, today=today, days=days)), finished.at, found)


def _why_not_ageing(item: Item) -> str:
    if item.state == DONE:
        return IS_DONE
    return "" if item.is_in_progress else NOT_BEGUN
