"""How much is finished each week, and how much lies where: throughput and cumulative flow."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from sys import byteorder

from assay.insights.figures.counted import Counted, Period, counted, together
from assay.insights.figures.cycle import CycleTimes
from assay.pure.flow import STATES, Item, Level, Week, counts_of_days, levels, percentile, weeks, whole

_LEAST_WEEKS = 5
_LOW, _HIGH = 10, 90


@dataclass(frozen=True)
class Usual:
    """The range in which most weeks lie: `weeks` of them from `low` to `high`, the rarest tenth at each end apart."""

    low: int
    high: int
    weeks: int


@dataclass(frozen=True)
class Throughput:
    """How many items were finished in each week; the running week is shown and never counted."""

    weeks: tuple[Week, ...]
    counted: Counted

    @cached_property
    def whole(self) -> tuple[int, ...]:
        return tuple(whole(self.weeks))

    @property
    def a_week(self) -> float | None:
        """The mean over the whole weeks; None before the first one is over."""
        return sum(self.whole) / len(self.whole) if self.whole else None

    @property
    def usual(self) -> Usual | None:
        """None below five whole weeks."""
        if len(self.whole) < _LEAST_WEEKS:
            return None
        low, high = int(percentile(self.whole, _LOW)), int(percentile(self.whole, _HIGH))
        return Usual(low, high, sum(low <= count <= high for count in self.whole))


@dataclass(frozen=True)
class Flow:
    """How many items lay in each state at the end of each day; `arrived` and `left` are those of the time shown."""

    levels: tuple[Level, ...]
    before: Level
    counted: Counted

    @property
    def now(self) -> Level:
        return self.levels[-1]

    @property
    def arrived(self) -> int:
        return self.now.arrived - self.before.arrived

    @property
    def finished(self) -> int:
        return self.now.counts[-1] - self.before.counts[-1]

    @property
    def in_progress(self) -> int:
        return in_progress(self.now)

    @property
    def usual_in_progress(self) -> int:
        """The median of the days shown."""
        return int(percentile([in_progress(level) for level in self.levels], 50))


@dataclass(frozen=True)
class DayCounts:
    """The flow of one project, small: all counts of the day before and of the days shown, state by state.

    They lie side by side in one large number, so that adding up hundreds of projects is adding up numbers.
    """

    numbers: int
    counted: Counted


def day_counts(items: Sequence[Item], period: Period) -> DayCounts:
    columns = counts_of_days(items, first=_day_before(period), last=period.today)
    return DayCounts(
        int.from_bytes(array("I", chain.from_iterable(columns)).tobytes(), byteorder),
        counted((item.key for item in items), ()),
    )


def flow_of_all(parts: Sequence[DayCounts], period: Period) -> Flow:
    """Add up the flow of several projects over the same time."""
    start = _day_before(period)
    size = (period.today - start).days + 1
    numbers = array("I")
    numbers.frombytes(
        sum(part.numbers for part in parts).to_bytes((len(STATES) + 1) * size * numbers.itemsize, byteorder)
    )
    columns = [numbers[at : at + size] for at in range(0, len(numbers), size)]
    days = zip(*columns, strict=True)
    before, *shown = (Level(start + timedelta(days=at), day[:-1], day[-1]) for at, day in enumerate(days))
    return Flow(tuple(shown), before, together(part.counted for part in parts))


def _day_before(period: Period) -> date:
    return period.first - timedelta(days=1)


def in_progress(level: Level) -> int:
    """Return what somebody took up and did not finish, without what was put back into the queue."""
    return level.counts[1] + level.counts[2]


def throughput(finished: CycleTimes, period: Period) -> Throughput:
    """Count the same items as the cycle times do, by the week of their end."""
    found = weeks(finished.by_day, first=period.first, today=period.today)
    return Throughput(tuple(found), finished.counted)


def flow(items: Sequence[Item], period: Period) -> Flow:
    before, *shown = levels(items, first=_day_before(period), last=period.today)
    return Flow(tuple(shown), before, counted((item.key for item in items), ()))
