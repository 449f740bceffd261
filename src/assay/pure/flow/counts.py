"""How much is done in which time, and how much lies where: throughput and cumulative flow."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from assay.pure.flow.items import STATES, Item

WEEK = timedelta(weeks=1)
_BLOCKED = "blocked"


@dataclass(frozen=True)
class Week:
    """A week from Monday on, and what was finished in it; the running one is partial and says too little."""

    monday: date
    count: int
    is_partial: bool = False


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(ends: Iterable[date] | Mapping[date, int], *, first: date, today: date) -> list[Week]:
    """Count the ends per week from the week of `first` to that of `today`, weeks with nothing included.

    The first week counts as whole only if `first` is its Monday. Ends may come counted by day.
    """
    counted: Counter[date] = Counter()
    for day, count in Counter(ends).items():
        if first <= day <= today:
            counted[monday_of(day)] += count
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


class Level(NamedTuple):
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
    days = zip(*counts_of_days(items, first=first, last=last), strict=True)
    return [Level(first + timedelta(days=at), counts[:-1], counts[-1]) for at, counts in enumerate(days)]


def counts_of_days(items: Sequence[Item], *, first: date, last: date) -> list[list[int]]:
    """Return a column for each state, and one for what is blocked: how many items at the end of each of the days."""
    start, size = first.toordinal(), (last - first).days + 1
    columns = {name: [0] * size for name in (*STATES, _BLOCKED)}
    for item in items:
        for stay in item.stays:
            # What was before the first day counts on it.
            begun = max(stay.start.toordinal() - start, 0)
            ended = size if stay.end is None else max(stay.end.toordinal() - start, 0)
            for column in (columns[stay.state], columns[_BLOCKED]) if stay.is_blocked else (columns[stay.state],):
                if begun < size:
                    column[begun] += 1
                if ended < size:
                    column[ended] -= 1
    return [list(accumulate(changes)) for changes in columns.values()]
