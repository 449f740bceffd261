"""The chance to reach the target of the primary metric with the runs that are left in the time there is."""

from dataclasses import dataclass
from datetime import date
from math import floor

from assay.experiments.queries.best_so_far import BestSoFar, best_so_far
from assay.insights.outlook.facts import DayOf
from assay.projects.models import Project
from assay.pure.flow import weeks, whole
from assay.pure.forecast import Chance, NoForecast, chance_to_reach

USUAL_TRIES, MOST_TRIES = 10, 50
# Of so many whole weeks: older ones say nothing of how fast runs come now.
_RECENT = 12


@dataclass(frozen=True)
class WayToTarget:
    """The chance after each further run, and how many there is time for.

    `until` is the end of the remaining time, with `why` it ends; None where nobody said one. `a_week` is how many runs
    came per whole week. `tries` is what is shown: as many as there is time for, or as many as were asked.
    """

    best: BestSoFar
    chances: Chance | NoForecast
    tries: int
    a_week: float
    until: date | None = None
    why: str = ""

    @property
    def chance(self) -> float | None:
        return self.chances.by_tries[self.tries] if isinstance(self.chances, Chance) else None

    @property
    def missing(self) -> int:
        """How many more runs must measure the metric before anything can be said."""
        return self.chances.needs - self.chances.has if isinstance(self.chances, NoForecast) else 0


def way_to_target(
    project: Project, *, today: date, day_of: DayOf, planned: tuple[date, date] | None, tries: int | None = None
) -> WayToTarget | None:
    """Return the chance of the project; None without a target, or once it is reached.

    `planned` is when the plan in force says that the work is done.
    """
    best = best_so_far(project)
    if best is None or best.definition.target is None or best.is_reached:
        return None
    until, why = _ends(project, planned, today)
    a_week = _a_week(best, today, day_of)
    if tries is None:
        tries = USUAL_TRIES if until is None else floor(a_week * (until - today).days / 7)
    tries = min(max(tries, 0), MOST_TRIES)
    chances = chance_to_reach(
        [one.value for one in best.tries],
        best.definition.target,
        tries=MOST_TRIES,
        higher_is_better=best.definition.wants_more,
    )
    return WayToTarget(best, chances, tries, a_week, until, why)


def _ends(project: Project, planned: tuple[date, date] | None, today: date) -> tuple[date | None, str]:
    """Return the first day to come that ends the time: the decision, the wished end, the end of the plan."""
    days = [
        (project.decision_due_on, "decision"),
        (project.ends_on, "end"),
        (planned[1] if planned else None, "plan"),
    ]
    known = [(day, why) for day, why in days if day is not None and day >= today]
    return min(known, default=(None, ""))


def _a_week(best: BestSoFar, today: date, day_of: DayOf) -> float:
    if not best.tries:
        return 0.0
    days = [day_of(one.at) for one in best.tries]
    counts = whole(weeks(days, first=min(days), today=today))[-_RECENT:]
    return sum(counts) / len(counts) if counts else float(len(days))
