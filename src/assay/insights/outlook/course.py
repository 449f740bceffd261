"""The way of a project so far: what was done and what there was to do at the end of each day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assay.insights.outlook.facts import ProjectFacts

Counts = list[tuple[date, int]]
_DAY = timedelta(days=1)
# A chart shows so many days unless it is asked for all; what was before is in the first of them.
_MOST = 365


@dataclass(frozen=True)
class Course:
    """The counts of finished and of all tasks by day; none before the first task."""

    done: Counts
    scope: Counts


def course_of(known: ProjectFacts, *, is_whole: bool = False) -> Course:
    """Return the course from the first task on: that of the last year, or the whole."""
    came, ended = known.whole.days
    if not came:
        return Course([], [])
    first = min(came) if is_whole else max(min(came), known.today - _MOST * _DAY)
    return Course(_counts(ended, first, known.today), _counts(came, first, known.today))


def _counts(days: Iterable[date], first: date, today: date) -> Counts:
    counted = Counter(max(day, first) for day in days)
    found: Counts = []
    day, total = first, 0
    while day <= today:
        total += counted[day]
        found.append((day, total))
        day += _DAY
    return found
