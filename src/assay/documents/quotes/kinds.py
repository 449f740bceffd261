"""The register of what can be quoted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from markupsafe import Markup

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Project


@dataclass(frozen=True)
class Look:
    """Who looks at a document of `project`, and when.

    Without a `reader` somebody without an account does: they see what is of this project and no other. `has_links` is
    whether what is shown may lead into the workspace. `memory` keeps what one kind found and another one asks again.
    """

    project: "Project"
    reader: "Person | None"
    at: datetime
    has_links: bool = True
    memory: dict[Any, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Quoted:
    """What a quote shows: HTML of our own making, the topics by which open pages hear that it changed, and the numbers
    of the projects it is taken from.
    """

    title: str
    body: Markup
    icon: str
    topics: tuple[str, ...]
    projects: frozenset[int]
    url: str = ""


@dataclass(frozen=True)
class Unquotable:
    """Why nothing can be shown, and what to write instead."""

    message: str


@dataclass(frozen=True)
class Offer:
    """What could be quoted: the argument, and what it is in words."""

    argument: str
    title: str


@dataclass(frozen=True)
class Quotable:
    """One kind of quote.

    `find` gets all arguments of a page at once and returns what it found, by argument: anything that `render` takes, or
    `Unquotable`; what the look may not see is left out. `offers` completes a half-written argument. `label` stands in
    the menu of the editor, `example` where somebody wrote it wrong. `needs_argument`: alone it asks for nothing.
    """

    name: str
    label: str | Promise
    example: str
    find: Callable[[Sequence[str], Look], Mapping[str, Any]]
    render: Callable[[Any, Look], Quoted]
    offers: Callable[[str, Look], Sequence[Offer]] = lambda _text, _look: ()
    needs_argument: bool = True
    order: int = 50


_kinds: dict[str, Quotable] = {}


def register_quote(kind: Quotable) -> None:
    """Let documents quote things of this kind. Call it in `AppConfig.ready()`."""
    _kinds[kind.name] = kind


def quotable(name: str) -> Quotable | None:
    return _kinds.get(name)


def quotables() -> list[Quotable]:
    """Return all kinds, in the order of menus."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.name))
