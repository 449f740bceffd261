"""What a forecast says: always a range of dates, what it rests on, and how far such dates held."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assay.pure.flow import Week
from assay.pure.forecast.pace import LEAST_WEEKS

# Never one date alone.
CHANCES = (50, 85, 95)
LIKELY = 85


@dataclass(frozen=True)
class Outlook:
    """When what is left will be done, as far as the history says.

    `days` holds the day for 50, 85 and 95 %, scope growing as it did; it is empty when there is no honest answer, and
    `too_early` then says what is missing, `in_short` the same in three words. `as_is` holds the days if nothing more
    comes in. `hits` of `tries` promises at 85 % made `horizon` weeks ahead would have held. `items` are the keys of
    what is left; those of many projects at once carry none.
    """

    left: int
    told_on: date
    days: Mapping[int, date] = field(default_factory=dict)
    as_is: Mapping[int, date] = field(default_factory=dict)
    too_early: str = ""
    in_short: str = ""
    hits: int = 0
    tries: int = 0
    horizon: int = 0
    drifts: str = ""
    items: tuple[str, ...] = ()
    # All weeks with what was finished in each, the running one marked as partial; what came in in the whole ones, and
    # in those of them that tell of growth: the last ones.
    weeks: tuple[Week, ...] = ()
    came: tuple[int, ...] = ()
    growing: tuple[int, ...] = ()
    # A phase with too short a history of its own goes at the pace of its project, after the items of those before it.
    is_of_project: bool = False
    ahead: int = 0
    # How many items were counted as one: more than 1 where there is too much to count out.
    unit: int = 1

    @property
    def is_done(self) -> bool:
        """Whether nothing is open."""
        return not self.left

    @property
    def is_endless(self) -> bool:
        """Whether there is enough history, and it says that more comes in than is done."""
        return bool(self.as_is and not self.days)

    @property
    def is_idle(self) -> bool:
        """Whether there were weeks enough, and nothing was finished in any, so that there is no pace."""
        whole = self.whole_weeks
        return bool(self.left) and len(whole) >= LEAST_WEEKS and not any(week.count for week in whole)

    @property
    def likely(self) -> date | None:
        """The day at 85 %; show it beside the others, never alone."""
        return self.days.get(LIKELY)

    @property
    def whole_weeks(self) -> tuple[Week, ...]:
        return tuple(week for week in self.weeks if not week.is_partial)

    @property
    def pace(self) -> float:
        """How many are finished in a week, on average."""
        return _mean([week.count for week in self.whole_weeks])

    @property
    def growth(self) -> float:
        """How many come in in a week, on average."""
        return _mean(self.growing)


def _mean(counts: "tuple[int, ...] | list[int]") -> float:
    return sum(counts) / len(counts) if counts else 0.0
