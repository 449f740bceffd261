"""Documents that write themselves from what a project does: listed in the vault, read, shared, attached, never edited.

A higher domain registers one in `AppConfig.ready()`; the page is its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from markupsafe import Markup

from assay.accounts.models import Person
from assay.activity.kinds import Kind, row_numbers
from assay.activity.subjects import Subject
from assay.projects.models import Project


@dataclass(frozen=True)
class SelfWritten:
    """`name` stands behind the project's key at the end of its address (`ML-experiment-log`).

    `about` says in a sentence what it keeps, `outside` is as in `activity.kinds.Kind`.
    """

    name: str
    title: str | Promise
    about: str | Promise
    icon: str
    url: Callable[[Project], str]
    outside: Callable[[Project], Markup]


@dataclass(frozen=True)
class OfProject:
    """What wrote itself in one project."""

    written: SelfWritten
    project: Project

    def __str__(self) -> str:
        return str(self.written.title)

    @property
    def title(self) -> str:
        return str(self.written.title)

    @property
    def project_id(self) -> int:
        return self.project.pk

    @property
    def url(self) -> str:
        return self.written.url(self.project)

    @property
    def pk(self) -> str:
        """What its kind finds it by."""
        return f"{self.project.pk}-{self.written.name}"

    @property
    def subject(self) -> Subject:
        return Subject("self-written", self.pk, self.project.workspace_id, self.project.pk)


_registered: dict[str, SelfWritten] = {}


def register(written: SelfWritten) -> None:
    _registered[written.name] = written


def of_project(project: Project) -> list[OfProject]:
    return [OfProject(one, project) for one in _registered.values()]


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, OfProject]:
    parts = {one: one.partition("-") for one in ids}
    projects = Project.objects.visible_to(person).in_bulk(row_numbers(number for number, _, _ in parts.values()))
    return {
        one: OfProject(_registered[name], projects[int(number)])
        for one, (number, _dash, name) in parts.items()
        if name in _registered and number.isascii() and number.isdigit() and int(number) in projects
    }


def _named(person: Person, spellings: Iterable[str]) -> Mapping[str, OfProject]:
    """By the end of their addresses: `ML-experiment-log`."""
    parts = {one: one.partition("-") for one in spellings if one.partition("-")[2] in _registered}
    mine = Project.objects.visible_to(person).filter(key__in={key for key, _dash, _name in parts.values()})
    projects = {project.key: project for project in mine} if parts else {}
    return {
        one: OfProject(_registered[name], projects[key]) for one, (key, _dash, name) in parts.items() if key in projects
    }


SELF_WRITTEN = Kind(
    name="self-written",
    icon="document",
    find=_find,
    title=str,
    url=lambda found: found.url,
    named=_named,
    outside=lambda found: found.written.outside(found.project),
)
