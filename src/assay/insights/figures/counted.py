"""What each figure says of itself: the time it covers, the items it counts, and why it does not count the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assay.pure.flow import Item, LeftOut, monday_of

NOT_BEGUN, IS_DONE = "not begun", "done"


@dataclass(frozen=True)
class Period:
    """The days shown, both included; the last one is today and its week is not over."""

    first: date
    today: date

    @classmethod
    def of_weeks(cls, weeks: int, *, today: date) -> "Period":
        """Return that many whole weeks and the running one."""
        return cls(monday_of(today) - timedelta(weeks=weeks), today)

    def since(self, begun: date) -> "Period":
        """Return the part from `begun` on: weeks before there was any work would count as weeks without results."""
        return Period(min(max(self.first, begun), self.today), self.today)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.today


@dataclass(frozen=True)
class Counted:
    """The items of a figure by key; the others with the reason, most first."""

    keys: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def left(self) -> int:
        return sum(len(one.keys) for one in self.left_out)


def counted(keys: Iterable[str], left_out: Iterable[LeftOut]) -> Counted:
    return Counted(tuple(keys), tuple(sorted(left_out, key=lambda one: (-len(one.keys), one.reason))))


def together(parts: Iterable[Counted]) -> Counted:
    """Return what was counted of several projects as if it had been counted at once."""
    keys: list[str] = []
    others: dict[str, list[str]] = {}
    for part in parts:
        keys += part.keys
        for one in part.left_out:
            others.setdefault(one.reason, []).extend(one.keys)
    return counted(keys, [LeftOut(reason, tuple(some)) for reason, some in others.items()])


def chosen(items: Iterable[Item], why_not: Callable[[Item], str]) -> tuple[list[Item], Counted]:
    """Return the items without a reason against them, and all of them accounted for."""
    those: list[Item] = []
    others: dict[str, list[str]] = {}
    for item in items:
        reason = why_not(item)
        if reason:
            others.setdefault(reason, []).append(item.key)
        else:
            those.append(item)
    left_out = (LeftOut(reason, tuple(keys)) for reason, keys in others.items())
    return those, counted((item.key for item in those), left_out)
