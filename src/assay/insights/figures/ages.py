"""How long projects have taken so far."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assay.pure.flow import DONE, Days, Item


@dataclass(frozen=True)
class ProjectAge:
    """From the first start to today, or to the last end where nothing is open; both days included."""

    project_id: int
    since: date
    until: date
    days: int
    is_open: bool


def project_ages(items: Iterable[tuple[int, Item]], *, today: date, days: Days) -> list[ProjectAge]:
    """Return the age of each project in which somebody began, the oldest first; items come with their project."""
    by_project: dict[int, list[Item]] = defaultdict(list)
    for project, item in items:
        by_project[project].append(item)
    found = [_age(project, some, today, days) for project, some in by_project.items()]
    return sorted((one for one in found if one), key=lambda one: (-one.days, one.project_id))


def _age(project: int, items: list[Item], today: date, days: Days) -> ProjectAge | None:
    starts = [item.started_at for item in items if item.started_at]
    if not starts:
        return None
    ends = [item.finished_at for item in items if item.finished_at]
    is_open = any(item.state != DONE for item in items)
    since, until = min(starts).date(), today if is_open or not ends else max(ends).date()
    return ProjectAge(project, since, until, max(days(since, until), 1), is_open)
