"""A series as a stop condition sees it while points arrive."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from .facts import SeriesFacts

Moment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One logged point; `epoch` is its place in its own series, counted from 1."""

    step: int
    value: float
    epoch: int


@dataclass(frozen=True, slots=True)
class SeriesWindow:
    """One series around a batch, in the order of steps.

    `before`: the series up to the batch (None if it is new); `tail`: the newest `lookback` points of it;
    `fresh`: the points of the batch.
    """

    before: SeriesFacts | None = None
    tail: tuple[Point, ...] = ()
    fresh: tuple[Point, ...] = ()


class Track:
    """A SeriesWindow with its running minimum, to be looked at as of any moment of the batch."""

    def __init__(self, window: SeriesWindow) -> None:
        self.moments = _moments(window.fresh)
        self._points = (*window.tail, *window.fresh)
        self._n_tail = len(window.tail)
        self._before = window.before
        self._lows = _running_lows(window.before, self._points)

    def latest(self, n: int, moment: Moment | None) -> Sequence[Point]:
        """The newest `n` points as of `moment`, oldest first; None is the moment before the batch."""
        end = self._end(moment)
        return self._points[max(0, end - n) : end]

    def lowest(self, moment: Moment | None) -> float:
        """The lowest finite value so far; infinity if there is none."""
        return self._lows[self._end(moment)]

    @property
    def first(self) -> float | None:
        """The first value of the whole series; None if it is empty."""
        if self._before and self._before.n:
            return self._before.first
        return self._points[0].value if self._points else None

    def _end(self, moment: Moment | None) -> int:
        return self._n_tail + (bisect_right(self.moments, moment) if moment else 0)


def _moments(fresh: Sequence[Point]) -> list[Moment]:
    """Points of several series belong together by step; without steps (all 0), by their order."""
    moments: list[Moment] = []
    for point in fresh:
        same_step = moments and moments[-1][0] == point.step
        moments.append((point.step, moments[-1][1] + 1 if same_step else 0))
    return moments


def _running_lows(before: SeriesFacts | None, points: Sequence[Point]) -> list[float]:
    known = before.min if before and before.n and math.isfinite(before.min) else math.inf
    finite = (point.value if math.isfinite(point.value) else math.inf for point in points)
    return list(accumulate(finite, min, initial=known))
