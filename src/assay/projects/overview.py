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

Area = Literal["stats", "time", "chart", "side", "main"]


@dataclass(frozen=True)
class Section:
    """A part of the overview. `context` returns what the template needs, or None to show nothing.

    From above: `stats` holds `stat(…)` macros only; `time` stands below the strip of phases; `chart` holds the large
    figure, and `side` what stands beside it; `main` follows in two columns. All but `stats` hold a whole `section`.
    """

    order: int
    area: Area
    template: str
    context: "Callable[[Project, Person], dict[str, Any] | None]"


@dataclass(frozen=True)
class Need:
    """Something that waits for people: a line of “Needs you”. `note` says for whom or since when; `order` its place."""

    icon: str
    title: str
    url: str
    note: str = ""
    order: int = 50


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


NeedsOf = Callable[["Project", "Person"], list[Need]]
CountsOf = Callable[[Collection[int]], Mapping[int, Counts]]
# By project, then by phase; a phase nobody began work in is missing.
Works = Mapping[int, Mapping[int, PhaseWork]]
WorksOf = Callable[[Collection[int]], Works]
WorkOf = Callable[[int], Mapping[int, PhaseWork]]
_sections: list[Section] = []
_needs: list[NeedsOf] = []
_counts: list[CountsOf] = []
_works: list[tuple[WorksOf, WorkOf]] = []


def register_section(section: Section) -> None:
    """Add a part to the overview of every project."""
    _sections.append(section)


def register_needs(needs_of: NeedsOf) -> None:
    """Say what in a project waits for the reader, or for anybody."""
    _needs.append(needs_of)


def register_counts(counts_of: CountsOf) -> None:
    """Say how projects, by id, are counted; a project may be missing in the answer."""
    _counts[:] = [counts_of]


def register_phase_work(works_of: WorksOf, work_of: WorkOf) -> None:
    """Say what was done in the phases of several projects, by id, and in those of one with its visits."""
    _works[:] = [(works_of, work_of)]


def sections(area: Area) -> list[Section]:
    return sorted((section for section in _sections if section.area == area), key=lambda section: section.order)


def needs_of(project: "Project", reader: "Person") -> list[Need]:
    """Return what waits, the most pressing first."""
    found = (need for needs in _needs for need in needs(project, reader))
    return sorted(found, key=lambda need: need.order)


def counts_of(projects: Collection[int]) -> Mapping[int, Counts]:
    return _counts[0](projects) if _counts else {}


def works_of(projects: Collection[int]) -> Works:
    return _works[0][0](projects) if _works else {}


def work_of(project: int) -> Mapping[int, PhaseWork]:
    """Return what was done in the phases of one project, with the visits counted."""
    return _works[0][1](project) if _works else {}
