"""What each project adds to the figures of flow, remembered as long as its tasks stay as they are.

The figures of many projects are put together of it: one task that moved costs the work of its project alone.
"""

from array import array
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from assay.insights.figures.ages import ProjectAge, age_of_project
from assay.insights.figures.counted import Counted, Period
from assay.insights.figures.counts import DayCounts, day_counts
from assay.insights.figures.cycle import Ended, begun, ended
from assay.insights.figures.spent import Hours, Returns, hours_of, returns
from assay.insights.remembering import Mark, Remembered, spare_collector
from assay.insights.ways import Way
from assay.pure.flow import Days, Finished, Item
from assay.tasks.keys import TaskKind
from assay.web.charts import Point

# So many tasks of all projects, for one question: some questions of a large team.
_MOST = 100_000
_MANY = 2_000


@dataclass(frozen=True)
class Asking:
    """What a share hangs on besides the tasks: the time shown, and how days are counted."""

    period: Period
    days: Days
    now: datetime


@dataclass(frozen=True)
class Share:
    """The part of one project in each figure, derived once when it is asked. Its tasks are those of the look."""

    project_id: int
    all_ways: Sequence[Way]
    asking: Asking = field(repr=False)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The tasks that were not done before the time shown."""
        first = self.asking.period.first
        ends = ((way, way.item.finished_at) for way in self.all_ways)
        return tuple(way for way, end in ends if end is None or end.date() >= first)

    @cached_property
    def way(self) -> Mapping[str, Way]:
        return {way.key: way for way in self.ways}

    @cached_property
    def items(self) -> list[Item]:
        return [way.item for way in self.ways]

    @cached_property
    def ended(self) -> Ended:
        return ended(self.items, self.asking.period, days=self.asking.days)

    @cached_property
    def hours(self) -> Hours:
        return hours_of(self.ended, until=self.asking.now)

    @cached_property
    def groups(self) -> "array[int]":
        """Which of the finished tasks were experiments, as charts tell them apart."""
        return array("b", [_group(self.way[one.item.key]) for one in self.ended.finished])

    def point(self, at: int) -> Point:
        """A finished task as charts show it."""
        return point_of(self.way[self.ended.finished[at].item.key], self.ended.finished[at])

    @cached_property
    def begun(self) -> tuple[list[Item], Counted]:
        return begun(self.items)

    @cached_property
    def day_counts(self) -> DayCounts:
        return day_counts(self.items, self.asking.period)

    @cached_property
    def returns(self) -> Returns:
        return returns(self.items, self.asking.period)

    @cached_property
    def age(self) -> ProjectAge | None:
        """Over its whole life; None where nobody began."""
        items = [way.item for way in self.all_ways]
        return age_of_project(self.project_id, items, self.asking.period.today, self.asking.days)


def point_of(way: Way, one: Finished) -> Point:
    return Point(on=one.on, value=one.days, name=f"{way.key} {way.title}", url=way.url, group=_group(way))


def _group(way: Way) -> int:
    return 1 if way.kind == TaskKind.EXPERIMENT else 2


_shares: Remembered[Share] = Remembered(most=_MOST, size=lambda share: len(share.all_ways) + 1)


def _settle(shares: Collection[Share]) -> None:
    """Derive at once what the page of flow asks: all of it lives long."""
    for share in shares:
        _ = (
            share.ended.counted,
            share.ended.ons,
            share.ended.days,
            share.hours,
            share.groups,
            share.begun,
            share.day_counts,
        )
    spare_collector()


def shares_of(
    marks: Sequence[Mark], ways: Mapping[int, Sequence[Way]], asking: Callable[[], Asking], *, on: Hashable
) -> list[Share]:
    """Return the share of each mark. `on` is all that the question hangs on: that of an equal one is taken again."""

    def derived(changed: Collection[Mark]) -> Mapping[int, Share]:
        asked = asking()
        made = {mark.project_id: Share(mark.project_id, ways[mark.project_id], asked) for mark in changed}
        if sum(len(share.all_ways) for share in made.values()) > _MANY:
            _settle(made.values())
        return made

    return list(_shares.of(marks, derived, on=on).values())
