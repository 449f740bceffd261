"""The chance to reach a target with the experiments that are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from assay.pure.forecast.pace import NoForecast, convolved

LEAST, RECENT = 5, 20
# The way to the target is cut into this many steps.
STEPS = 400


@dataclass(frozen=True)
class Chance:
    """The chance to reach the target within each number of further tries, from 0 on; it rests on `gains` past ones."""

    by_tries: tuple[float, ...]
    gains: int


def chance_to_reach(
    results: Sequence[float], target: float, *, tries: int, higher_is_better: bool
) -> Chance | NoForecast:
    """Return the chance that the best result passes `target` within `tries` more experiments.

    `results` in the order of time. Each result gained on the best before it, mostly nothing; further ones are taken
    to gain like one of the last twenty did, whichever. Gains are rounded down to a four-hundredth of the way, so the
    chance is never overstated by rounding. It is overstated when gains get smaller with time, as they mostly do.
    """
    if len(results) <= LEAST:
        return NoForecast(NoForecast.TOO_FEW_RESULTS, LEAST + 1, len(results))
    sign = 1.0 if higher_is_better else -1.0
    values = [sign * value for value in results]
    gap = sign * target - max(values)
    if gap <= 0:
        return Chance((1.0,) * (tries + 1), 0)
    gains = _gains(values)[-RECENT:]
    step = {min(floor(gain / gap * STEPS + 1e-9), STEPS): 0.0 for gain in gains}
    for gain in gains:
        step[min(floor(gain / gap * STEPS + 1e-9), STEPS)] += 1 / len(gains)
    return Chance(_reached(step, tries), len(gains))


def _gains(values: Sequence[float]) -> list[float]:
    """How far each value but the first passed the best before it; 0 where it did not."""
    found, best = [], values[0]
    for value in values[1:]:
        found.append(max(value - best, 0.0))
        best = max(best, value)
    return found


def _reached(step: dict[int, float], tries: int) -> tuple[float, ...]:
    way, reached = {0: 1.0}, [0.0]
    for _try in range(tries):
        after = convolved(way, step)
        reached.append(min(reached[-1] + sum(chance for far, chance in after.items() if far >= STEPS), 1.0))
        way = {far: chance for far, chance in after.items() if far < STEPS}
    return tuple(reached)
