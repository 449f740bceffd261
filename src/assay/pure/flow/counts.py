"""How much is done in which time, and how much lies where: throughput and cumulative flow."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assay.pure.flow.items import STATES, Item

WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_BLOCKED = "blocked"


@dataclass(frozen=True)
class Week:
    """A week from Monday on, and what was finished in it; the running one is partial and says too little."""

    monday: date
    count: int
    is_partial: bool = False


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(ends: Iterable[date], *, first: date, today: date) -> list[Week]:
    """Count the ends per week from the week of `first` to that of `today`, weeks with nothing included.

    The first week counts as whole only if `first` is its Monday.
    """
    counted = Counter(monday_of(day) for day in ends if first <= day <= today)
    found = []
    monday = monday_of(first)
    while monday <= today:
        is_partial = monday < first or monday + WEEK > today
        found.append(Week(monday, counted[monday], is_partial))
        monday += WEEK
    return found


def whole(found: Sequence[Week]) -> list[int]:
    """Return the counts of the whole weeks, the earliest first: what forecasts draw from."""
    return [week.count for week in found if not week.is_partial]


@dataclass(frozen=True)
class Level:
    """How many items lay in each state at the end of a day, in the order queue, active, waiting, done."""

    day: date
    counts: tuple[int, ...]
    blocked: int = 0

    @property
    def arrived(self) -> int:
        return sum(self.counts)


def levels(items: Sequence[Item], *, first: date, last: date) -> list[Level]:
    """Return the level at the end of each day from `first` to `last` (cumulative flow: Anderson, Kanban, chapter 12).

    The sum of a day never falls: what was created stays counted, also when it is reopened.
    """
    changes = _changes(items, first)
    counts: Counter[str] = Counter()
    found, day = [], first
    while day <= last:
        counts.update(changes.get(day, {}))
        found.append(Level(day, tuple(counts[state] for state in STATES), counts[_BLOCKED]))
        day += _DAY
    return found


def _changes(items: Sequence[Item], first: date) -> dict[date, Counter[str]]:
    """How many more are in which state by the end of each day; all that was before `first` counts on it."""
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for item in items:
        for stay in item.stays:
            entered = found[max(stay.start.date(), first)]
            entered[stay.state] += 1
            entered[_BLOCKED] += stay.is_blocked
            if stay.end is not None:
                left = found[max(stay.end.date(), first)]
                left[stay.state] -= 1
                left[_BLOCKED] -= stay.is_blocked
    return found
