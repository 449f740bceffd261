"""How long work takes once somebody took it up, and how old is what is in progress."""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nlargest
from itertools import chain

from assay.insights.figures.counted import IS_DONE, NOT_BEGUN, Counted, Period, chosen, counted, together
from assay.pure.flow import (
    DONE,
    Ageing,
    Chart,
    Days,
    Finished,
    Item,
    LeftOut,
    NoChart,
    ageing,
    control_chart,
    finished_between,
    percentiles,
)

MOST_IN_CONTROL = 300


@dataclass(frozen=True)
class Ended:
    """The finished items of one project in the order of their ends, and why the others are not.

    Days stand in columns beside them: a look at all projects adds these up without touching thousands of items.
    """

    finished: tuple[Finished, ...]
    left_out: tuple[LeftOut, ...]

    @cached_property
    def ons(self) -> "array[int]":
        """The days of the ends, by number."""
        return array("i", [one.on.toordinal() for one in self.finished])

    @cached_property
    def days(self) -> "array[int]":
        return array("i", [one.days for one in self.finished])

    @cached_property
    def counted(self) -> Counted:
        return counted((one.item.key for one in self.finished), self.left_out)


@dataclass(frozen=True)
class CycleTimes:
    """The finished items of one project, or of several."""

    parts: tuple[Ended, ...]

    def __len__(self) -> int:
        return sum(len(part.ons) for part in self.parts)

    @cached_property
    def finished(self) -> tuple[Finished, ...]:
        """All of them, in the order of their ends."""
        return _in_order(one for part in self.parts for one in part.finished)

    @cached_property
    def counted(self) -> Counted:
        """By project, in the order of their ends."""
        return together(part.counted for part in self.parts)

    @cached_property
    def days(self) -> "array[int]":
        """How long each took, the quickest first."""
        return array("i", sorted(chain.from_iterable(part.days for part in self.parts)))

    @cached_property
    def at(self) -> Mapping[float, float]:
        """Days by the share of items that took no longer; empty for fewer than five."""
        return percentiles(self.days)

    @cached_property
    def by_day(self) -> Mapping[date, int]:
        """How many ended on each day."""
        ends = Counter(chain.from_iterable(part.ons for part in self.parts))
        return {date.fromordinal(day): count for day, count in ends.items()}

    @cached_property
    def latest(self) -> tuple[Finished, ...]:
        """What the control chart looks at: in thousands of tasks nobody sees what changed."""
        ends = nlargest(MOST_IN_CONTROL, chain.from_iterable(part.ons for part in self.parts))
        late = (part.finished[bisect_left(part.ons, ends[-1]) :] for part in self.parts if ends)
        return _in_order(chain.from_iterable(late))[-MOST_IN_CONTROL:]

    @cached_property
    def control(self) -> Chart | NoChart:
        return control_chart([one.days for one in self.latest])

    def over(self, limit: int) -> int:
        """Return how many took more days than that."""
        return len(self.days) - bisect_right(self.days, limit)


def _in_order(finished: Iterable[Finished]) -> tuple[Finished, ...]:
    return tuple(sorted(finished, key=lambda one: (one.on, one.item.key)))


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
    return CycleTimes((ended(items, period, days=days),))


def ended(items: Sequence[Item], period: Period, *, days: Days) -> Ended:
    """Return what of one project was finished in the time shown."""
    finished, left_out = finished_between(items, period.first, period.today, days=days)
    return Ended(tuple(finished), tuple(left_out))


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
