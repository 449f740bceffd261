"""When will it be done, and how much by then: counted out, without noise."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

from assay.pure.forecast.pace import NoForecast, Pace, convolved

# Ten years: what takes longer has no date.
HORIZON = 520
# Steps of the count, some 30 ms; what would take more is counted in larger units.
MOST_STEPS = 5_000_000
_SURE = 0.9995
# Chances are whole numbers of this part of one. All that is rounded off in ten years moves none by a billionth.
_BITS = 50
_ONE = 1 << _BITS
_ROUNDED = 1e-9
# Each has so many bits of a large number: room for a product of two, and whole bytes.
_WIDE = 104
_FULL = (1 << _WIDE) - 1


@dataclass(frozen=True)
class Finish:
    """The chance to be done after each number of whole weeks, from 0 on; it never falls.

    Items were counted in units of so many; each chance is exact for 1, and else right to within a hundredth.
    """

    chances: tuple[float, ...]
    unit: int = 1

    def weeks_at(self, chance: float) -> int | None:
        """Return the first number of weeks after which the chance is reached; None beyond the horizon."""
        return next((weeks for weeks, so_far in enumerate(self.chances) if so_far >= chance - _ROUNDED), None)

    def chance_within(self, weeks: int) -> float:
        """Return the chance to be done after this many weeks."""
        return self.chances[min(weeks, len(self.chances) - 1)]


def finish(items: int, pace: Pace, *, growth: Pace | None = None) -> Finish | NoForecast:
    """Return when `items` are done at this pace, while `growth` items come in each week.

    The remaining scope is a walk that ends at nothing, and is followed week by week. Where that is too much work items
    are counted in units: as means stay exact, each chance moves by less than a hundredth while weeks differ by more
    than a unit, as they do in a history. Scope that grows as fast as it is done has no end.
    """
    if items <= 0:
        return Finish((1.0,))
    if pace.mean - (growth.mean if growth is not None else 0) <= _ROUNDED:
        return NoForecast(NoForecast.NO_END)
    change = {-count: chance for count, chance in pace.chances.items()}
    if growth is not None:
        change = convolved(change, growth.chances)
    unit = _unit(items, change)
    return Finish(_walk(_in_units({items: 1.0}, unit), _in_units(change, unit)), unit)


def _unit(items: int, change: Mapping[int, float]) -> int:
    """Return how many items to count as one, from a guess of how long the walk is and how far it spreads."""
    # Rounding may leave a little less than nothing of either.
    drift = max(-sum(step * chance for step, chance in change.items()), 1e-9)
    spread = max(sum(step**2 * chance for step, chance in change.items()) - drift**2, 0.0)
    weeks = min(items / drift + 4 * sqrt(items * spread / drift**3) + 1, HORIZON)
    steps = weeks * (items + 8 * sqrt(spread * weeks)) * (max(change) - min(change) + 1)
    return ceil(sqrt(steps / MOST_STEPS))


def _in_units(chances: Mapping[int, float], unit: int) -> dict[int, float]:
    """Share each count between the two whole numbers of units around it, so that its mean stays."""
    found: dict[int, float] = {}
    for count, chance in chances.items():
        whole, rest = divmod(count, unit)
        for units, part in ((whole, unit - rest), (whole + 1, rest)):
            if part:
                found[units] = found.get(units, 0.0) + chance * part / unit
    return found


def _walk(remaining: Mapping[int, float], change: Mapping[int, float]) -> tuple[float, ...]:
    """Follow the remaining scope week by week; return how likely nothing is left after each number of them."""
    left, least = _packed(remaining)
    by, low = _packed(change)
    done, ended = [0.0], 0
    while done[-1] < _SURE and len(done) <= HORIZON:
        left, least = _product(left, by), least + low
        if least <= 0:
            below = _WIDE * (1 - least)
            # What is left of a number by its largest digit is the sum of its digits.
            ended += (left & ((1 << below) - 1)) % _FULL
            left, least = left >> below, 1
        done.append(min(ended / _ONE, 1.0))
    return tuple(done)


def _packed(chances: Mapping[int, float]) -> tuple[int, int]:
    """Return the chances side by side in one large number, that of the least count lowest; and this count.

    A product of two such numbers adds all counts of one to all of the other, many times as fast as a loop does.
    """
    least = min(chances)
    return sum(round(chance * _ONE) << _WIDE * (count - least) for count, chance in chances.items()), least


def _unpacked(number: int, least: int) -> dict[int, float]:
    size = _WIDE // 8
    told = number.to_bytes(-(-number.bit_length() // _WIDE) * size, "little")
    each = (int.from_bytes(told[at : at + size], "little") for at in range(0, len(told), size))
    return {count: chance / _ONE for count, chance in enumerate(each, least) if chance}


def _product(one: int, other: int) -> int:
    """Return the chances of the sum of two counts that do not depend on each other."""
    both = one * other
    return both >> _BITS & _kept(1 << (both.bit_length() // _WIDE).bit_length())


@lru_cache(maxsize=32)
def _kept(places: int) -> int:
    """Return what keeps of so many products the chances, without what a shift moved down from the next one."""
    return (2 * _ONE - 1) * (((1 << _WIDE * places) - 1) // _FULL)


@dataclass(frozen=True)
class Count:
    """The chance of each total after some weeks."""

    chances: Mapping[int, float]

    def at_least(self, chance: float) -> int:
        """Return the largest count that is reached with this chance: the lower tail, as a promise needs it."""
        so_far = 0.0
        for count, its in sorted(self.chances.items(), reverse=True):
            so_far += its
            if so_far >= chance - _ROUNDED:
                return count
        return 0


def count_within(weeks: int, pace: Pace) -> Count:
    """Return how many are done within a number of whole weeks."""
    (power, low), total, left = _packed(pace.chances), _ONE, weeks
    while left:
        if left & 1:
            total = _product(total, power)
        left >>= 1
        if left:
            power = _product(power, power)
    return Count(_unpacked(total, low * weeks))
