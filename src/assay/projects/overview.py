"""What higher domains show of a project: sections of its page, and counts in lists.

Register in `AppConfig.ready()`; a project's page asks for everything in one go.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Project

Area = Literal["stats", "time", "chart", "side", "main"]


@dataclass(frozen=True)
class Section:
    """A part of the overview. `context` returns what the template needs, or None to show nothing.

    From above: `stats` holds `stat(…)` macros only; `chart` holds the large figure below the phases, and `side` what
    stands beside it; `main` follows in two columns, and `time` over the whole width: these two are fetched after the
    rest. All but `stats` hold a whole `section`.
    """

    order: int
    area: Area
    template: str
    context: "Callable[[Project, Person], dict[str, Any] | None]"


@dataclass(frozen=True)
class Need:
    """Something that waits for people: a line of “Needs you”. `note` says for whom or since when; `order` its place.

    `signals` are the keys of those that say the same (`blocked:task:12`): a page shows one of both.
    """

    icon: str
    title: str
    url: str
    note: str = ""
    order: int = 50
    signals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """How much is open in a project, and how much of that somebody works on now."""

    open: int = 0
    in_progress: int = 0


NeedsOf = Callable[["Project", "Person"], list[Need]]
CountsOf = Callable[[Collection[int]], Mapping[int, Counts]]
_sections: list[Section] = []
_needs: list[NeedsOf] = []
_counts: list[CountsOf] = []


def register_section(section: Section) -> None:
    """Add a part to the overview of every project."""
    _sections.append(section)


def register_needs(needs_of: NeedsOf) -> None:
    """Say what in a project waits for the reader, or for anybody."""
    _needs.append(needs_of)


def register_counts(counts_of: CountsOf) -> None:
    """Say how projects, by id, are counted; a project may be missing in the answer."""
    _counts[:] = [counts_of]


def sections(area: Area) -> list[Section]:
    return sorted((section for section in _sections if section.area == area), key=lambda section: section.order)


def needs_of(project: "Project", reader: "Person") -> list[Need]:
    """Return what waits, the most pressing first."""
    found = (need for needs in _needs for need in needs(project, reader))
    return sorted(found, key=lambda need: need.order)


def counts_of(projects: Collection[int]) -> Mapping[int, Counts]:
    return _counts[0](projects) if _counts else {}
