"""Where the time of finished work went, and what came back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from itertools import pairwise
from math import fsum
from operator import itemgetter

from assay.insights.figures.counted import Counted, Period, chosen, counted, together
from assay.insights.figures.cycle import CycleTimes
from assay.pure.flow import DONE, QUEUE, Item, LeftOut, Spent, percentile, spent

NO_TIME = "went straight to done, so no time passed"
NEVER_CAME_BACK = "never came back"
_MOST_WAITS = 5


@dataclass(frozen=True)
class Wait:
    """How long an item waited or was blocked, in hours of the clock."""

    key: str
    hours: float


@dataclass(frozen=True)
class TimeSpent:
    """The hours of all finished items together, and who waited longest."""

    total: Spent
    median_wait: float
    longest: tuple[Wait, ...]
    counted: Counted


@dataclass(frozen=True)
class Return:
    """An item and how often it came back in the time shown."""

    key: str
    times: int


@dataclass(frozen=True)
class Returns:
    """`reopened` was done before, `put_back` was taken up before and went back into the queue."""

    reopened: tuple[Return, ...]
    put_back: tuple[Return, ...]
    counted: Counted


def time_spent(finished: CycleTimes, *, until: datetime) -> TimeSpent:
    """Add up where the time of the finished items went, each from its first start to its last end."""
    return time_of_all(finished, spent_by_key(finished, until=until))


def spent_by_key(finished: CycleTimes, *, until: datetime) -> Mapping[str, Spent | None]:
    """Return where the time of each finished item went, None where none passed; it is the same whenever it is asked."""
    each = ((one.item.key, spent(one.item, until=until)) for one in finished.finished)
    return {key: found if found.total else None for key, found in each}


def time_of_all(finished: CycleTimes, by_key: Mapping[str, Spent | None]) -> TimeSpent:
    """Add up what `spent_by_key` said of the finished items."""
    each = [(one.item.key, by_key[one.item.key]) for one in finished.finished]
    some = [(key, found) for key, found in each if found is not None]
    waits = [(found.waiting + found.blocked, key) for key, found in some]
    none = tuple(key for key, found in each if found is None)
    left_out = [*finished.counted.left_out, *([LeftOut(NO_TIME, none)] if none else [])]
    return TimeSpent(
        total=_sum([found for _key, found in some]),
        median_wait=percentile([hours for hours, _key in waits], 50) if waits else 0.0,
        longest=_longest(waits),
        counted=counted((key for key, _found in some), left_out),
    )


def _longest(waits: Sequence[tuple[float, str]]) -> tuple[Wait, ...]:
    """Return the longest; of equal ones that of the item that was finished first."""
    return tuple(Wait(key, hours) for hours, key in nlargest(_MOST_WAITS, waits, key=itemgetter(0)) if hours)


def _sum(parts: Sequence[Spent]) -> Spent:
    return Spent(
        fsum([one.active for one in parts]),
        fsum([one.waiting for one in parts]),
        fsum([one.blocked for one in parts]),
        fsum([one.queued for one in parts]),
    )


def returns(items: Sequence[Item], period: Period) -> Returns:
    """Find what came back in the time shown: out of done, or into the queue after it was taken up."""
    reopened = [Return(item.key, _times(item, period, _is_reopened)) for item in items]
    put_back = [Return(item.key, _times(item, period, _is_put_back)) for item in items]
    came = {one.key for one in (*reopened, *put_back) if one.times}
    _those, found = chosen(items, lambda item: "" if item.key in came else NEVER_CAME_BACK)
    return Returns(_most_first(reopened), _most_first(put_back), found)


def returns_of_all(parts: Sequence[Returns]) -> Returns:
    """Return what came back in several projects as in one."""
    return Returns(
        _most_first(one for part in parts for one in part.reopened),
        _most_first(one for part in parts for one in part.put_back),
        together(part.counted for part in parts),
    )


def _times(item: Item, period: Period, is_one: Callable[[str, str], bool]) -> int:
    return sum(is_one(a.state, b.state) and period.holds(b.start.date()) for a, b in pairwise(item.stays))


def _is_reopened(before: str, after: str) -> bool:
    return before == DONE and after != DONE


def _is_put_back(before: str, after: str) -> bool:
    return before not in {QUEUE, DONE} and after == QUEUE


def _most_first(found: Iterable[Return]) -> tuple[Return, ...]:
    return tuple(sorted((one for one in found if one.times), key=lambda one: (-one.times, one.key)))
