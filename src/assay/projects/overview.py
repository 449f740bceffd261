"""What higher domains show of a project: sections of its page, counts and the current phase in lists.

Register in `AppConfig.ready()`; a project's page asks for everything in one go.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Project

Area = Literal["stats", "main", "side"]


@dataclass(frozen=True)
class Section:
    """A part of the overview. `context` returns what the template needs, or None to show nothing.

    A section of the area `stats` holds `stat(…)` macros only; the others hold a whole `section`.
    """

    order: int
    area: Area
    template: str
    context: "Callable[[Project, Person], dict[str, Any] | None]"


@dataclass(frozen=True)
class Counts:
    """How much is open in a project, and how much of that somebody works on now."""

    open: int = 0
    in_progress: int = 0


@dataclass(frozen=True)
class PhaseWork:
    """What was done in a phase: how much is in progress, when its first work began and its last one ended.

    `visits` counts how often the work came into the phase; more than once, it came back from another one.
    """

    busy: int = 0
    since: datetime | None = None
    until: datetime | None = None
    visits: int = 1


CountsOf = Callable[[Collection[int]], Mapping[int, Counts]]
# By project, then by phase; a phase nobody began work in is missing.
Works = Mapping[int, Mapping[int, PhaseWork]]
WorksOf = Callable[[Collection[int]], Works]
WorkOf = Callable[[int], Mapping[int, PhaseWork]]
_sections: list[Section] = []
_counts: list[CountsOf] = []
_works: list[tuple[WorksOf, WorkOf]] = []


def register_section(section: Section) -> None:
    """Add a part to the overview of every project."""
    _sections.append(section)


def register_counts(counts_of: CountsOf) -> None:
    """Say how projects, by id, are counted; a project may be missing in the answer."""
    _counts[:] = [counts_of]


def register_phase_work(works_of: WorksOf, work_of: WorkOf) -> None:
    """Say what was done in the phases of several projects, by id, and in those of one with its visits."""
    _works[:] = [(works_of, work_of)]


def sections(area: Area) -> list[Section]:
    return sorted((section for section in _sections if section.area == area), key=lambda section: section.order)


def counts_of(projects: Collection[int]) -> Mapping[int, Counts]:
    return _counts[0](projects) if _counts else {}


def works_of(projects: Collection[int]) -> Works:
    return _works[0][0](projects) if _works else {}


def work_of(project: int) -> Mapping[int, PhaseWork]:
    """Return what was done in the phases of one project, with the visits counted."""
    return _works[0][1](project) if _works else {}
