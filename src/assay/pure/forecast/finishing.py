"""When will it be done, and how much by then: counted out exactly where that is cheap, else drawn with a kept seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from assay.pure.forecast.pace import NoForecast, Pace, convolved

# Ten years: what takes longer has no date.
HORIZON = 520
# Steps of the exact count that are done at once, some 100 ms; above, chances are drawn.
MOST_STEPS = 1_000_000
DRAWS = 4_000
# Weeks that are drawn at once; it divides the horizon.
_AT_ONCE = 40
_SURE = 0.9995
# Less likely remainders are dropped: all of them together move no chance by a ten-thousandth.
_NEGLIGIBLE = 1e-10


@dataclass(frozen=True)
class Finish:
    """The chance to be done after each number of whole weeks, from 0 on; it never falls.

    `seed` is None where the chances were counted out, else what drew them: the same seed gives the same chances.
    """

    chances: tuple[float, ...]
    seed: int | None = None

    def weeks_at(self, chance: float) -> int | None:
        """Return the first number of weeks after which the chance is reached; None beyond the horizon."""
        return next((weeks for weeks, so_far in enumerate(self.chances) if so_far >= chance), None)

    def chance_within(self, weeks: int) -> float:
        """Return the chance to be done after this many weeks."""
        return self.chances[min(weeks, len(self.chances) - 1)]


def finish(items: int, pace: Pace, *, growth: Pace | None = None, seed: int = 0) -> Finish | NoForecast:
    """Return when `items` are done at this pace, while `growth` items come in each week.

    Without growth the sums of weeks are counted out exactly. With growth the remaining scope is a walk that ends at
    nothing; it is followed exactly while that is cheap and drawn with `seed` otherwise. Scope that grows as fast as
    it is done has no end.
    """
    if items <= 0:
        return Finish((1.0,))
    if pace.mean <= 0 or (growth is not None and growth.mean >= pace.mean):
        return NoForecast(NoForecast.NO_END)
    change = {-count: chance for count, chance in pace.chances.items()}
    if growth is not None:
        change = convolved(change, growth.chances)
    walked = _walk(items, change)
    return walked if walked is not None else _drawn(items, change, seed)


def _walk(items: int, change: Mapping[int, float]) -> Finish | None:
    """Follow the remaining scope week by week; None when it becomes too much work."""
    # The chances of `least` left, of one more, and so on: a list is shifted and added four times as fast as a dict.
    least, remaining = items, [1.0]
    done, steps = [0.0], 0
    while done[-1] < _SURE and len(done) <= HORIZON:
        steps += len(remaining) * len(change)
        if steps > MOST_STEPS:
            return None
        after, least = _shifted(remaining, change), least + min(change)
        ended = max(1 - least, 0)
        done.append(min(done[-1] + sum(after[:ended]), 1.0))
        remaining, least = _likely(after[ended:], least + ended)
    return Finish(tuple(done))


def _shifted(chances: Sequence[float], change: Mapping[int, float]) -> list[float]:
    """Return the chances after a change, the first one that of the least before with the least change."""
    low, high, size = min(change), max(change), len(chances)
    found = [0.0] * (size + high - low)
    for step, chance in change.items():
        at = step - low
        found[at : at + size] = [
            so_far + chance * its for so_far, its in zip(found[at : at + size], chances, strict=True)
        ]
    return found


def _likely(chances: list[float], least: int) -> tuple[list[float], int]:
    """Cut what is negligible off at both ends."""
    first, last = 0, len(chances)
    while first < last and chances[first] <= _NEGLIGIBLE:
        first += 1
    while first < last and chances[last - 1] <= _NEGLIGIBLE:
        last -= 1
    return chances[first:last], least + first


def _drawn(items: int, change: Mapping[int, float], seed: int) -> Finish:
    """Draw the walk often. Each chance is right to within 1.6 points (two standard errors of 4,000 draws)."""
    dice, steps, weights = Random(seed), list(change), list(accumulate(change.values()))  # noqa: S311  no secret
    ended = [0] * (HORIZON + 1)
    for _draw in range(DRAWS):
        left, weeks = items, 0
        while left > 0 and weeks < HORIZON:
            # Many weeks at once: what is drawn beyond the end costs less than to look after each of them.
            way = list(accumulate(dice.choices(steps, cum_weights=weights, k=_AT_ONCE), initial=left))[1:]
            after = next((at for at, so_far in enumerate(way) if so_far <= 0), None) if min(way) <= 0 else None
            weeks, left = (weeks + _AT_ONCE, way[-1]) if after is None else (weeks + after + 1, 0)
        ended[weeks] += left <= 0
    chances = tuple(count / DRAWS for count in accumulate(ended))
    last = next((weeks for weeks, chance in enumerate(chances) if chance >= _SURE), HORIZON)
    return Finish(chances[: last + 1], seed=seed)


@dataclass(frozen=True)
class Count:
    """The chance of each total after some weeks."""

    chances: Mapping[int, float]

    def at_least(self, chance: float) -> int:
        """Return the largest count that is reached with this chance: the lower tail, as a promise needs it."""
        so_far = 0.0
        for count, its in sorted(self.chances.items(), reverse=True):
            so_far += its
            if so_far >= chance - 1e-12:
                return count
        return 0


def count_within(weeks: int, pace: Pace) -> Count:
    """Return how many are done within a number of whole weeks, exactly."""
    total, power, left = {0: 1.0}, dict(pace.chances), weeks
    while left:
        if left & 1:
            total = convolved(total, power)
        left >>= 1
        if left:
            power = convolved(power, power)
    return Count(total)
