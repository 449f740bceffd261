"""What a forecast rests on: how much is left, what was finished and what came in per week."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from assay.insights.remembering import Mark, Remembered, marks_of
from assay.kit.clock import now
from assay.projects.models import PlanVersion
from assay.pure.flow import Week, monday_of, weeks
from assay.pure.forecast import NoForecast, pace_of
from assay.tasks.models import Task

# The pace of long ago is not that of today.
MOST_WEEKS = 26
# In the first weeks a team still writes down what there is to do, where no plan says that it is done with that.
WRITING_WEEKS = 4
DayOf = Callable[[datetime], date]


@dataclass(frozen=True)
class Facts:
    """What is left, and of each week what was finished; `came` counts what came in in the whole ones of them.

    `days` are those on which tasks came and ended.
    """

    left: int = 0
    weeks: tuple[Week, ...] = ()
    came: tuple[int, ...] = ()
    days: tuple[tuple[date, ...], tuple[date, ...]] = ((), ())

    @property
    def done(self) -> tuple[int, ...]:
        return tuple(week.count for week in self.weeks if not week.is_partial)

    def growth(self, planned_on: date | None) -> tuple[int, ...]:
        """Return what came in in those whole weeks that tell of growth: before, the work was written down.

        Those after the plan was first agreed, without a plan all but the first four; always the later half of them.
        """
        mondays = [week.monday for week in self.weeks if not week.is_partial]
        before = WRITING_WEEKS if planned_on is None else sum(monday <= planned_on for monday in mondays)
        return self.came[min(before, len(mondays) // 2) :]


def has_pace(facts: Facts) -> bool:
    """Whether there is enough history for a forecast."""
    return not isinstance(pace_of(facts.done), NoForecast)


@dataclass
class _Days:
    """The days on which tasks came, were taken up first, and were finished."""

    left: int = 0
    began: list[date] = field(default_factory=list)
    came: list[date] = field(default_factory=list)
    ended: list[date] = field(default_factory=list)

    def add(self, created: date, started: date | None, finished: date | None) -> None:
        self.came.append(created)
        if began := started or finished:
            self.began.append(began)
        if finished:
            self.ended.append(finished)
        else:
            self.left += 1


@dataclass(frozen=True)
class ProjectFacts:
    """Those of all tasks of a project, and those of each phase that has some, as of `today` in its workspace."""

    today: date
    whole: Facts = Facts()
    phases: Mapping[int, Facts] = field(default_factory=dict)
    planned_on: date | None = None


_known: Remembered[ProjectFacts] = Remembered(most=2000)


def facts_of(projects: Collection[int], marks: Collection[Mark] | None = None) -> dict[int, ProjectFacts]:
    """Return the facts by project: at most two queries while nothing changed, one more for those that did.

    Who has the marks of the projects saves one.
    """
    found: dict[int, ProjectFacts] = {}
    by_day: dict[date, list[Mark]] = defaultdict(list)
    known = marks_of(projects) if marks is None else marks
    for mark in known:
        by_day[now().astimezone(mark.zone).date()].append(mark)
    for today, those in by_day.items():
        found |= _known.of(those, partial(_derived, today), on=today)
    planned = _first_planned([mark for mark in known if any(found[mark.project_id].whole.came)])
    nothing = ProjectFacts(timezone.localdate(now()))
    return {one: replace(found.get(one, nothing), planned_on=planned.get(one)) for one in projects}


def _first_planned(marks: Collection[Mark]) -> dict[int, date]:
    """Return on which day of its workspace the first plan of each project was agreed."""
    if not marks:
        return {}
    zones = {mark.project_id: mark.zone for mark in marks}
    agreed = PlanVersion.objects.agreed().filter(project__in=zones)
    rows = agreed.values_list("project_id").annotate(first=Min("agreed_at"))
    return {project: first.astimezone(zones[project]).date() for project, first in rows}


def _derived(today: date, marks: Collection[Mark]) -> dict[int, ProjectFacts]:
    zones = {mark.project_id: mark.zone for mark in marks}
    wholes: dict[int, _Days] = defaultdict(_Days)
    phases: dict[int, dict[int, _Days]] = defaultdict(lambda: defaultdict(_Days))
    for project, phase, *moments in _scope_rows().filter(project__in=zones):
        created, started, finished = (at and at.astimezone(zones[project]).date() for at in moments)
        for days in (wholes[project], phases[project][phase]):
            days.add(created, started, finished)
    return {project: _of_project(wholes[project], phases[project], today) for project in zones}


def _of_project(whole: _Days, phases: Mapping[int, _Days], today: date) -> ProjectFacts:
    return ProjectFacts(today, _facts(whole, today), {phase: _facts(days, today) for phase, days in phases.items()})


def _scope_rows() -> QuerySet[Task, tuple[Any, ...]]:
    """Tasks that belong to the scope: what was thrown away, or put away undone, does not."""
    scope = Task.objects.filter(trashed_at=None).exclude(archived_at__isnull=False, finished_at=None)
    return scope.values_list("project_id", "phase_id", "created_at", "started_at", "finished_at")


def _facts(days: _Days, today: date) -> Facts:
    """Count per week from the first start on; a week in which nothing was finished counts as one."""
    known = (tuple(days.came), tuple(days.ended))
    if not days.began:
        return Facts(left=days.left, days=known)
    first = max(min(days.began), monday_of(today) - timedelta(weeks=MOST_WEEKS))
    done, came = (weeks(moments, first=first, today=today) for moments in (days.ended, days.came))
    return Facts(days.left, tuple(done), tuple(week.count for week in came if not week.is_partial), known)
