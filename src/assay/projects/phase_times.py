"""When the phases of a project were worked on. A higher domain knows, pages ask."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assay.accounts.calendars import Calendar
from assay.pure.visits import PhaseTimes

if TYPE_CHECKING:
    from assay.projects.models import Project


@dataclass(frozen=True)
class PhaseWork:
    """What lists show of a phase: how much is in progress, when its first work began and its last one ended.

    `left` is how many of its tasks are open, begun or not.
    """

    busy: int = 0
    since: datetime | None = None
    until: datetime | None = None
    left: int = 0


# By project, then by phase; a phase nobody began work in is missing.
Works = Mapping[int, Mapping[int, PhaseWork]]
WorksOf = Callable[[Collection[int]], Works]
TimesOf = Callable[["Project"], Mapping[int, PhaseTimes]]
_times: list[tuple[WorksOf, TimesOf]] = []
_REMEMBERED = "_remembered_times"


def register_phase_times(works_of: WorksOf, times_of: TimesOf) -> None:
    """Say what was done in the phases of several projects, by id, and the times of those of one."""
    _times[:] = [(works_of, times_of)]


def works_of(projects: Collection[int]) -> Works:
    return _times[0][0](projects) if _times else {}


def phase_times(project: "Project") -> Mapping[int, PhaseTimes]:
    """Return by phase when it was worked on; the caller checked who may see the project."""
    remembered: Mapping[int, PhaseTimes] | None = project.__dict__.get(_REMEMBERED)
    if remembered is not None:
        return remembered
    return _times[0][1](project) if _times else {}


def remember_times(project: "Project") -> None:
    """Read the times once for a page whose parts all ask for them; this object of the project then knows them."""
    project.__dict__[_REMEMBERED] = phase_times(project)


def lasted_here(lasted: int, project: "Project", calendar: Calendar, *, at: datetime) -> int:
    """Return how many of these working days count against what was planned: those since the project is here.

    A past that came by import is older; nobody had planned it here.
    """
    return min(lasted, calendar.day_number(project.created_at, at))
