"""Where the time of finished work went, and what came back."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from itertools import chain, pairwise
from math import fsum
from operator import itemgetter

from assay.insights.figures.counted import Counted, Period, chosen, counted, together
from assay.insights.figures.cycle import CycleTimes, Ended
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


@dataclass(frozen=True)
class Hours:
    """Where the time of the finished items of one project went, as columns in the order of their ends.

    `none` are the items that took no time. `longest` waited longest: hours, the day of the end (later is less), key.
    """

    keys: tuple[str, ...]
    active: "array[float]"
    waiting: "array[float]"
    blocked: "array[float]"
    queued: "array[float]"
    waits: "array[float]"
    none: tuple[str, ...]
    longest: tuple[tuple[float, int, str], ...]


def hours_of(ended: Ended, *, until: datetime) -> Hours:
    """Return the hours of what was finished, each from its first start to its last end: the same whenever asked."""
    each = [(one, spent(one.item, until=until)) for one in ended.finished]
    some = [(one, found) for one, found in each if found.total]
    waits = array("d", [found.waiting + found.blocked for _one, found in some])
    told = [(hours, -one.on.toordinal(), one.item.key) for hours, (one, _found) in zip(waits, some, strict=True)]
    return Hours(
        keys=tuple(one.item.key for one, _found in some),
        active=array("d", [found.active for _one, found in some]),
        waiting=array("d", [found.waiting for _one, found in some]),
        blocked=array("d", [found.blocked for _one, found in some]),
        queued=array("d", [found.queued for _one, found in some]),
        waits=waits,
        none=tuple(one.item.key for one, found in each if not found.total),
        longest=_longest(told),
    )


def time_spent(finished: CycleTimes, *, until: datetime) -> TimeSpent:
    """Add up where the time of the finished items went."""
    return time_of_all(finished, [hours_of(part, until=until) for part in finished.parts])


def time_of_all(finished: CycleTimes, each: Sequence[Hours]) -> TimeSpent:
    """Add up the hours of several projects."""
    none = tuple(key for part in each for key in part.none)
    left_out = [*finished.counted.left_out, *([LeftOut(NO_TIME, none)] if none else [])]
    waits = sorted(chain.from_iterable(part.waits for part in each))
    longest = _longest(one for part in each for one in part.longest)
    return TimeSpent(
        total=Spent(*(fsum(chain.from_iterable(parts)) for parts in zip(*map(_columns, each), strict=True))),
        median_wait=percentile(waits, 50) if waits else 0.0,
        longest=tuple(Wait(key, hours) for hours, _end, key in longest if hours),
        counted=counted(chain.from_iterable(part.keys for part in each), left_out),
    )


def _columns(part: Hours) -> "tuple[array[float], ...]":
    return part.active, part.waiting, part.blocked, part.queued


def _longest(waits: Iterable[tuple[float, int, str]]) -> tuple[tuple[float, int, str], ...]:
    """Return the longest; of equal ones that of the item that was finished first."""
    return tuple(nlargest(_MOST_WAITS, waits, key=itemgetter(0, 1)))


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
