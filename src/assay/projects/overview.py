"""What higher domains show of a project: sections of its page, counts and the current phase in lists.

Register in `AppConfig.ready()`; a project's page asks for everything in one go.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
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


CountsOf = Callable[[Collection[int]], Mapping[int, Counts]]
PhasesOf = Callable[[Collection[int]], Mapping[int, int]]
_sections: list[Section] = []
_counts: list[CountsOf] = []
_phases: list[PhasesOf] = []


def register_section(section: Section) -> None:
    """Add a part to the overview of every project."""
    _sections.append(section)


def register_counts(counts_of: CountsOf) -> None:
    """Say how projects, by id, are counted; a project may be missing in the answer."""
    _counts[:] = [counts_of]


def register_current_phase(phases_of: PhasesOf) -> None:
    """Say in which phase, by id, each project is; one that is missing in the answer is in its first."""
    _phases[:] = [phases_of]


def sections(area: Area) -> list[Section]:
    return sorted((section for section in _sections if section.area == area), key=lambda section: section.order)


def counts_of(projects: Collection[int]) -> Mapping[int, Counts]:
    return _counts[0](projects) if _counts else {}


def current_phases(projects: Collection[int]) -> Mapping[int, int]:
    return _phases[0](projects) if _phases else {}
