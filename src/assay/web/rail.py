"""Places that domains add to the shell: rail, "New" menu, person menu."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise

# "person" is the menu and the tabs of one's own pages, "workspace" and "project_settings" are the tabs of those.
Section = Literal["main", "project", "new", "person", "workspace", "project_settings"]
Person = Any  # the person and the project belong to higher layers
Project = Any


def _never(request: HttpRequest) -> bool:
    return False


def _always(person: Person, project: Project | None) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class RailEntry:
    """One place to go. `url`, `count` and `shown` get the person and the current project (or None)."""

    section: Section
    order: int
    icon: str
    label: str | Promise
    url: Callable[[Person, Project | None], str]
    is_current: Callable[[HttpRequest], bool] = _never
    count: Callable[[Person, Project | None], int | None] | None = None
    shown: Callable[[Person, Project | None], bool] = _always
    is_due: bool = False
    key: str = ""


@dataclass(frozen=True)
class Place:
    """A rail entry as the template shows it."""

    icon: str
    label: str
    url: str
    is_current: bool
    count: int | None
    is_due: bool
    key: str


_entries: list[RailEntry] = []


def register_rail(*entries: RailEntry) -> None:
    """Add places. Call it in `AppConfig.ready()`."""
    _entries.extend(entries)


def places(section: Section, request: HttpRequest) -> list[Place]:
    """The places of a section that this person sees now, in order."""
    person = getattr(request, "person", None)
    project = getattr(request, "project", None)
    if person is None or (section.startswith("project") and project is None):
        return []
    entries = sorted((entry for entry in _entries if entry.section == section), key=lambda entry: entry.order)
    return [_place(entry, request, person, project) for entry in entries if entry.shown(person, project)]


def _place(entry: RailEntry, request: HttpRequest, person: Person, project: Project | None) -> Place:
    return Place(
        icon=entry.icon,
        label=str(entry.label),
        url=entry.url(person, project),
        is_current=entry.is_current(request),
        count=entry.count(person, project) if entry.count else None,
        is_due=entry.is_due,
        key=entry.key,
    )
