"""Items of work and the states they went through: what every figure of flow is derived from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

QUEUE, ACTIVE, WAITING, DONE = "queue", "active", "waiting", "done"
STATES = (QUEUE, ACTIVE, WAITING, DONE)
# Counts the days from one date to another, both included: calendar days, or the working days of a team.
Days = Callable[[date, date], int]


@dataclass(frozen=True)
class Stay:
    """The time an item spent in one state; `end` is None while it is there. Blocked time is a stay of its own."""

    state: str
    start: datetime
    end: datetime | None = None
    is_blocked: bool = False


@dataclass(frozen=True)
class Item:
    """An item of work: `stays` in order, without gaps, from its creation on. All moments are in one time zone."""

    key: str
    stays: tuple[Stay, ...]

    @property
    def created_at(self) -> datetime:
        return self.stays[0].start

    @property
    def state(self) -> str:
        return self.stays[-1].state

    @cached_property
    def started_at(self) -> datetime | None:
        """When somebody first took it up; an item that went straight from the queue to done began as it ended."""
        return next((stay.start for stay in self.stays if stay.state != QUEUE), None)

    @property
    def finished_at(self) -> datetime | None:
        """When it was last done; None for an item that is not done now."""
        return self.stays[-1].start if self.state == DONE else None

    @property
    def is_in_progress(self) -> bool:
        """Taken up and not done: what is back in the queue is still somebody's unfinished work."""
        return self.started_at is not None and self.state != DONE

    @property
    def times_finished(self) -> int:
        return sum(stay.state == DONE for stay in self.stays)

    @property
    def was_worked_on(self) -> bool:
        return any(stay.state == ACTIVE for stay in self.stays)


@dataclass(frozen=True)
class Finished:
    """A finished item with its days of work, the day it began and the day it ended included."""

    item: Item
    on: date
    days: int


@dataclass(frozen=True)
class LeftOut:
    """Items that a figure does not count, and why."""

    reason: str
    keys: tuple[str, ...]


NOT_DONE, OUTSIDE = "not done", "finished outside the time shown"


def calendar_days(first: date, last: date) -> int:
    """Count all days from `first` to `last`, both included."""
    return (last - first).days + 1


def finished_between(
    items: Sequence[Item], first: date, last: date, *, days: Days
) -> tuple[list[Finished], list[LeftOut]]:
    """Return the items finished from `first` to `last` by their end, and which others there are and why.

    Cycle time = end - start + 1 days (Vacanti, Actionable Agile Metrics, chapter 2). An item that was done more than
    once counts once, at its last end and from its first start: it was not done in between.
    """
    counted: list[Finished] = []
    others: dict[str, list[str]] = {}
    for item in items:
        reason = _why_not(item, first, last)
        if reason:
            others.setdefault(reason, []).append(item.key)
        else:
            counted.append(_finished(item, days))
    counted.sort(key=lambda one: (one.on, one.item.key))
    return counted, [LeftOut(reason, tuple(keys)) for reason, keys in others.items()]


def _why_not(item: Item, first: date, last: date) -> str:
    if item.finished_at is None:
        return NOT_DONE
    return "" if first <= item.finished_at.date() <= last else OUTSIDE


def _finished(item: Item, days: Days) -> Finished:
    started, ended = item.started_at, item.finished_at
    if started is None or ended is None:
        raise ValueError(f"{item.key} is not finished")
    # Work that began and ended on a day off took no working day, and still took its day.
    return Finished(item, ended.date(), max(days(started.date(), ended.date()), 1))
