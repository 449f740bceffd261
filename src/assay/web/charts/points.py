"""Thousands of points: their days and values stand in columns, and one is made only where it is shown."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, overload

from assay.web.charts.figure import Point

T = TypeVar("T")
# Days by number, values, groups, and what makes the point at a place of these.
Part = tuple[Sequence[int], Sequence[float], Sequence[int], Callable[[int], Point]]


class Lazy(Sequence[T], Generic[T]):
    """Things that are made when they are asked for."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size, self._make = size, make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self._make(one) for one in range(*at.indices(self._size))]
        if not -self._size <= at < self._size:
            raise IndexError(at)
        return self._make(at % self._size)


class Points(Lazy[Point]):
    """Points with their columns: a drawing walks these, and asks for the few points whose names it writes."""

    def __init__(
        self, days: Sequence[int], values: Sequence[float], groups: Sequence[int], make: Callable[[int], Point]
    ):
        super().__init__(len(days), make)
        self.days, self.values, self.groups = days, values, groups

    @classmethod
    def of(cls, points: Sequence[Point]) -> "Points":
        days = [point.on.toordinal() for point in points]
        return cls(days, [point.value for point in points], [point.group for point in points], points.__getitem__)

    @classmethod
    def together(cls, parts: Iterable[Part]) -> "Points":
        """Return the points of all parts, one part after the other."""
        days, values, groups = array("i"), array("d"), array("b")
        ends, makers = [0], []
        for its_days, its_values, its_groups, make in parts:
            days.extend(its_days)
            values.extend(array("d", its_values))
            groups.extend(its_groups)
            ends.append(len(days))
            makers.append(make)

        def point(at: int) -> Point:
            part = bisect_right(ends, at) - 1
            return makers[part](at - ends[part])

        return cls(days, values, groups, point)

    def thinned(self, every: int, *, far: float) -> "Points":
        """Return each `every`th point, and all whose value is beyond `far`."""
        if every == 1:
            return self
        kept = sorted({*range(0, len(self), every), *(at for at, value in enumerate(self.values) if value > far)})
        days, groups = ([column[at] for at in kept] for column in (self.days, self.groups))
        return Points(days, [self.values[at] for at in kept], groups, lambda at: self[kept[at]])

    def by_day(self) -> Lazy[Point]:
        """Return them in the order of their days."""
        order = sorted(range(len(self)), key=self.days.__getitem__)
        return Lazy(len(self), lambda at: self[order[at]])
