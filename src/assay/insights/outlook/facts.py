"""What a forecast rests on: how much is left, what was finished and what came in per week."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from assay.pure.flow import Week, monday_of, weeks
from assay.tasks.models import Task

# The pace of long ago is not that of today.
MOST_WEEKS = 26
DayOf = Callable[[datetime], date]


@dataclass(frozen=True)
class Facts:
    """What is left, and of each week what was finished; `came` counts what came in in the whole ones of them."""

    left: int = 0
    weeks: tuple[Week, ...] = ()
    came: tuple[int, ...] = ()

    @property
    def done(self) -> tuple[int, ...]:
        return tuple(week.count for week in self.weeks if not week.is_partial)


@dataclass
class _Days:
    """The days on which tasks came, were taken up first, and were finished."""

    left: int = 0
    began: list[date] = field(default_factory=list)
    came: list[date] = field(default_factory=list)
    ended: list[date] = field(default_factory=list)


def facts_of_projects(projects: Collection[int], *, today: date, day_of: DayOf) -> dict[int, Facts]:
    """Return the facts by project, in one query."""
    rows = _rows().filter(project__in=projects)
    found = _gathered(((project, facts) for project, _phase, *facts in rows), day_of)
    return {project: _facts(found[project], today) for project in projects}


def facts_of_phases(project: int, *, today: date, day_of: DayOf) -> tuple[Facts, dict[int, Facts]]:
    """Return the facts of a project and of each of its phases with tasks, in one query."""
    rows = list(_rows().filter(project=project))
    whole = _gathered(((project, facts) for _project, _phase, *facts in rows), day_of)
    found = _gathered(((phase, facts) for _project, phase, *facts in rows), day_of)
    return _facts(whole[project], today), {phase: _facts(days, today) for phase, days in found.items()}


def _rows() -> QuerySet[Task, tuple[Any, ...]]:
    """Tasks that belong to the scope: what was thrown away, or put away undone, does not."""
    scope = Task.objects.filter(trashed_at=None).exclude(archived_at__isnull=False, finished_at=None)
    return scope.values_list("project_id", "phase_id", "created_at", "started_at", "finished_at")


def _gathered(rows: Iterable[tuple[int, list[Any]]], day_of: DayOf) -> dict[int, _Days]:
    found: dict[int, _Days] = defaultdict(_Days)
    for place, (created, started, finished) in rows:
        days = found[place]
        days.came.append(day_of(created))
        if finished is None:
            days.left += 1
        else:
            days.ended.append(day_of(finished))
        if began := started or finished:
            days.began.append(day_of(began))
    return found


def _facts(days: _Days, today: date) -> Facts:
    """Count per week from the first start on; a week in which nothing was finished counts as one."""
    if not days.began:
        return Facts(left=days.left)
    first = max(min(days.began), monday_of(today) - timedelta(weeks=MOST_WEEKS))
    done, came = (weeks(moments, first=first, today=today) for moments in (days.ended, days.came))
    return Facts(days.left, tuple(done), tuple(week.count for week in came if not week.is_partial))
