"""How long projects have taken so far."""

from collections.abc import Iterable, Sequence
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


def oldest_first(found: Iterable[ProjectAge | None]) -> list[ProjectAge]:
    return sorted((one for one in found if one), key=lambda one: (-one.days, one.project_id))


def age_of_project(project: int, items: Sequence[Item], today: date, days: Days) -> ProjectAge | None:
    """Return None where nobody began."""
    starts = [item.started_at for item in items if item.started_at]
    if not starts:
        return None
    ends = [item.finished_at for item in items if item.finished_at]
    is_open = any(item.state != DONE for item in items)
    since, until = min(starts).date(), today if is_open or not ends else max(ends).date()
    return ProjectAge(project, since, until, max(days(since, until), 1), is_open)
