"""The register of kinds: how any object is found, named and linked without importing its domain.

Live streams, the feed and, later, search, quotes and share links resolve objects through it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

Things = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of object.

    `find(person, ids)` returns only what the person may see, by id as text; the other functions take one
    object that it returned. `pattern` matches what people write for such an object in a text (`ML-12`), and
    `named(person, spellings)` finds those of them that the person may see; `shown` says how to print one.
    `outside` is how it reads for somebody without an account: HTML that leads nowhere in the workspace and holds no
    jargon. What has none cannot be shared. Where it needs more than lists do, `find_whole` finds things with all of
    that. `edition` names the state a reader sees: after a change it is another one;
    kinds that never change have none.
    """

    name: str
    icon: str
    find: Callable[[Any, Iterable[str]], Mapping[str, Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    pattern: str = ""
    named: Callable[[Any, Iterable[str]], Things] | None = None
    shown: Callable[[Any, str], str] = lambda _thing, spelling: spelling
    can_be_watched: bool = False
    outside: Callable[[Any], Markup] | None = None
    find_whole: Callable[[Any, Iterable[str]], Things] | None = None
    edition: Callable[[Any], str] | None = None


_kinds: dict[str, Kind] = {}


def row_numbers(ids: Iterable[str]) -> list[int]:
    """Return those of the ids that can be numbers of rows; the others name nothing."""
    return [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19]


def register_kind(kind: Kind) -> None:
    _kinds[kind.name] = kind


def is_at_hand(thing: Any) -> bool:
    """Whether a found thing is there to be read: neither in the trash nor deleted."""
    return all(getattr(thing, moment, None) is None for moment in ("trashed_at", "deleted_at"))


def kind_named(name: str) -> Kind | None:
    return _kinds.get(name)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def visible_topics(person: Any, topics: Iterable[str]) -> list[str]:
    """Return those of the topics (`task:12`) whose object the person may see; the rest vanish silently."""
    wanted: dict[str, list[str]] = {}
    for topic in topics:
        kind, _, identity = topic.partition(":")
        wanted.setdefault(kind, []).append(identity)
    found = []
    for name, ids in wanted.items():
        if kind_found := _kinds.get(name):
            found += [f"{name}:{identity}" for identity in kind_found.find(person, ids)]
    return found
