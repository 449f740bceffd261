"""The way of a project so far: what was done and what there was to do at the end of each day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from assay.insights.outlook.facts import DayOf, scope_rows
from assay.projects.models import Project

Course = list[tuple[date, int]]
_DAY = timedelta(days=1)
# A chart shows so many days at most; what was before is in the first of them.
_MOST = 365


def course_of(project: Project, *, today: date, day_of: DayOf) -> tuple[Course, Course]:
    """Return the counts of done and of all tasks by day, from the first task of the last year on; empty without one."""
    rows = list(scope_rows().filter(project=project))
    came = [day_of(created) for _project, _phase, created, _started, _finished in rows]
    ended = [day_of(finished) for *_facts, finished in rows if finished is not None]
    if not came:
        return [], []
    first = max(min(came), today - _MOST * _DAY)
    return _course(ended, first, today), _course(came, first, today)


def _course(days: Iterable[date], first: date, today: date) -> Course:
    counted = Counter(max(day, first) for day in days)
    found: Course = []
    day, total = first, 0
    while day <= today:
        total += counted[day]
        found.append((day, total))
        day += _DAY
    return found
