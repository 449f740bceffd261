"""From counts per week to weeks until the end. Nothing here reads a clock or a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assay.insights.outlook.shape import CHANCES, LIKELY
from assay.pure.forecast import (
    Backtest,
    Drift,
    Finish,
    NoForecast,
    Pace,
    backtest,
    drift,
    empirical,
    finish,
    pace_of,
)


@dataclass(frozen=True)
class Reckoned:
    """In how many weeks all is done by chance in percent: as scope grows, and `as_is` if it grows no more.

    `why_not` says why there is no date with growth, or none at all.
    """

    why_not: NoForecast | None = None
    weeks: Mapping[int, int] | None = None
    as_is: Mapping[int, int] | None = None
    trial: Backtest | None = None
    drift: Drift | None = None
    unit: int = 1


@lru_cache(maxsize=4000)
def reckon(left: int, done: tuple[int, ...], came: tuple[int, ...]) -> Reckoned:
    """Return when `left` items are done by a team that finished `done` in each of its weeks while `came` came in."""
    pace = pace_of(done)
    if isinstance(pace, NoForecast):
        return Reckoned(why_not=pace, drift=drift(done))
    plain = _finish(left, pace, done, ())
    grown = _finish(left, pace, done, came) if any(came) else plain
    as_is, weeks = _weeks_of(plain), _weeks_of(grown)
    return Reckoned(
        why_not=None if weeks else NoForecast(NoForecast.NO_END),
        weeks=weeks,
        as_is=as_is,
        trial=backtest(done, weeks=_horizon(as_is, len(done)), chance=LIKELY / 100),
        drift=drift(done),
        unit=grown.unit if isinstance(grown, Finish) else 1,
    )


@lru_cache(maxsize=1000)
def reckon_changed(
    left: int, done: tuple[int, ...], came: tuple[int, ...], person: tuple[int, ...], people: int
) -> Mapping[int, int] | None:
    """Return the weeks by chance if `people` more helped, each at the pace that `person` shows; None without an end."""
    pace = pace_of(done)
    if isinstance(pace, NoForecast):
        return None
    for _one in range(people if person else 0):
        pace = pace.plus(empirical(person))
    return _weeks_of(_finish(left, pace, done, came))


def _finish(left: int, pace: Pace, done: tuple[int, ...], came: tuple[int, ...]) -> Finish | NoForecast:
    """Count it out; weeks in which nothing came in are no growth."""
    return finish(left, pace, growth=empirical(came) if any(came) else None)


def _weeks_of(found: Finish | NoForecast) -> Mapping[int, int] | None:
    """Return the weeks by chance; None when one of them lies beyond all horizons: never a part of a range."""
    if isinstance(found, NoForecast):
        return None
    weeks = {chance: found.weeks_at(chance / 100) for chance in CHANCES}
    reached = {chance: number for chance, number in weeks.items() if number is not None}
    return reached if len(reached) == len(CHANCES) else None


def _horizon(as_is: Mapping[int, int] | None, weeks: int) -> int:
    """Look as far ahead as the forecast does, but leave most of the history to look back from."""
    return max(min(as_is[LIKELY] if as_is else weeks, weeks // 4), 1)
