"""How many will be done by a day: what a promise of scope needs is the lower tail of the count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assay.insights.outlook import CHANCES, Outlook
from assay.pure.forecast import NoForecast, count_within, pace_of

MOST_WEEKS = 104


@dataclass(frozen=True)
class Promise:
    """At least how many will be finished by a day, by chance: 95 % promise less than 50 %. `chance` is that of all."""

    by: date
    weeks: int
    at_least: Mapping[int, int]
    chance: float


def promise(outlook: Outlook, by: date) -> Promise | None:
    """Return what can be promised for the day, in whole weeks from today; None without enough history."""
    pace = pace_of([week.count for week in outlook.whole_weeks])
    if isinstance(pace, NoForecast):
        return None
    weeks = min(max((by - outlook.told_on).days // 7, 0), MOST_WEEKS)
    found = count_within(weeks, pace)
    all_ = sum(chance for count, chance in found.chances.items() if count >= outlook.left)
    return Promise(by, weeks, {chance: found.at_least(chance / 100) for chance in CHANCES}, min(all_, 1.0))
