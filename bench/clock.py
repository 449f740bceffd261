"""Timing: how often in a while, how long each."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Timed:
    """How long each of the repetitions took, in seconds, and all of them together."""

    each: list[float]
    total: float

    @property
    def per_second(self) -> float:
        return len(self.each) / self.total

    @property
    def p50_ms(self) -> float:
        return 1000 * statistics.median(self.each)

    @property
    def p95_ms(self) -> float:
        return 1000 * percentile(self.each, 95)


def for_seconds(seconds: float, prepare: Callable[[int], T], act: Callable[[T], object]) -> Timed:
    """Repeat `act` on what `prepare` makes of its number, until the acts took so long; preparing does not count."""
    each: list[float] = []
    total = 0.0
    while total < seconds:
        prepared = prepare(len(each))
        before = time.perf_counter()
        act(prepared)
        each.append(time.perf_counter() - before)
        total += each[-1]
    return Timed(each, total)


def times(count: int, act: Callable[[int], object]) -> Timed:
    """Do `act` so many times."""
    each = []
    for number in range(count):
        before = time.perf_counter()
        act(number)
        each.append(time.perf_counter() - before)
    return Timed(each, sum(each))


def percentile(values: list[float], percent: int) -> float:
    """Return the value below which so many percent lie; of a few values, the highest."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]
