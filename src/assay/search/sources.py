"""What there is to find: each domain registers its objects as texts, and what belongs to those of lower domains."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class Audience(StrEnum):
    """Who may find an object of no project."""

    EVERYBODY = "everybody"
    WRITERS = "writers"


@dataclass(frozen=True)
class Part:
    """A piece of what an object says: `name` is a key of the registered labels, `hypothesis` or `comment`.

    `anchor` is where on the object's page it stands, if it has a place of its own.
    """

    name: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Text:
    """One object as the index knows it.

    `kind` is the group it is shown in; `codes` are names that find it before all others.
    """

    kind: str
    subject_id: str
    workspace_id: int
    project_id: int | None
    title: str
    url: str
    parts: tuple[Part, ...] = ()
    codes: tuple[str, ...] = ()
    audience: Audience = Audience.EVERYBODY
    is_archived: bool = False


@dataclass(frozen=True)
class Group:
    """How hits of a kind are shown; groups come in the order of their numbers."""

    kind: str
    label: str | Promise
    icon: str
    order: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """All objects of one kind of subject.

    `texts` returns those of the ids that are to be found: what lies in the trash or is gone is left out. `ids` returns
    all. `labels` name the parts, as a hit shows where a word was found.
    """

    subject_kind: str
    texts: Callable[[Sequence[str]], list[Text]]
    ids: Callable[[], Iterable[str]]
    groups: tuple[Group, ...]
    labels: Mapping[str, str | Promise]


More = Callable[[Sequence[str]], Mapping[str, Sequence[Part]]]
_sources: dict[str, Source] = {}
_more: dict[str, list[More]] = {}
_groups: dict[str, Group] = {}
_labels: dict[str, str | Promise] = {}
_projects: list[Callable[[Any], Any]] = []


def register_source(source: Source) -> None:
    """Let objects be found. Call it in `AppConfig.ready()`, as all of these."""
    _sources[source.subject_kind] = source
    _groups.update({group.kind: group for group in source.groups})
    _labels.update(source.labels)


def register_parts(kind: str, more: More, labels: Mapping[str, str | Promise]) -> None:
    """Let a higher domain add parts to what the objects of a group say, by their ids."""
    _more.setdefault(kind, []).append(more)
    _labels.update(labels)


def register_projects(visible_to: Callable[[Any], Any]) -> None:
    """Say which projects a person may see: a query of their numbers."""
    _projects[:] = [visible_to]


def source_of(subject_kind: str) -> Source | None:
    return _sources.get(subject_kind)


def sources() -> list[Source]:
    return list(_sources.values())


def group_of(kind: str) -> Group:
    return _groups.get(kind) or Group(kind, kind, "search", 99)


def groups() -> list[Group]:
    return sorted(_groups.values(), key=lambda group: group.order)


def label_of(part: str) -> str:
    return str(_labels.get(part, ""))


def projects_of(person: Any) -> Any:
    """Return the query of the projects that the person may see; without one registered there are none."""
    return _projects[0](person) if _projects else []


def texts_of(source: Source, ids: Sequence[str]) -> list[Text]:
    """Return the texts of these objects with what other domains add."""
    texts = source.texts(ids)
    added = {kind: _added(kind, texts) for kind in {text.kind for text in texts}}
    return [_with(text, [part for one in added[text.kind] for part in one.get(text.subject_id, ())]) for text in texts]


def _added(kind: str, texts: Sequence[Text]) -> list[Mapping[str, Sequence[Part]]]:
    found = [text.subject_id for text in texts if text.kind == kind]
    return [more(found) for more in _more.get(kind, [])]


def _with(text: Text, parts: list[Part]) -> Text:
    return replace(text, parts=(*text.parts, *parts)) if parts else text
