"""Feed entries: events with everything a page needs to show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _

from assay.activity.kinds import kind_named
from assay.activity.models import Event
from assay.activity.subjects import Subject
from assay.kit.paging import newest_first

if TYPE_CHECKING:
    from assay.accounts.models import Person


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Said:
    """What somebody said, as it is now; `number` is its row, `note` what became of it."""

    number: int
    text: str
    note: str


class Saying(Protocol):
    """Finds what events say now, by their numbers; `is_whole` when they are the latest of one object, newest first."""

    def __call__(self, events: Sequence[Event], *, is_whole: bool) -> Mapping[int, Said]: ...


_sayings: list[Saying] = []


def register_sayings(find: Saying) -> None:
    """Let feeds show what was said as it is now, as people rewrite and remove it. Call it in `AppConfig.ready()`."""
    _sayings.append(find)


@dataclass(frozen=True)
class Entry:
    """One line of a feed; `about` names its object where the feed covers many, `link` the other one of two."""

    icon: str
    tone: str
    person: "Person | None"
    wording: str
    quote: str
    at: datetime
    link: Link | None
    kind: str
    event: Event | None = None
    about: Link | None = None
    said: Said | None = None
    outsider: str = ""

    @property
    def actor(self) -> str:
        """Who did it, by name; else where it happened, if elsewhere; empty for Assay itself."""
        if self.person:
            return self.person.name
        return self.outsider or (self.event.happening.nobody() if self.event else "")


def feed_about(subject: Subject, *, reader: "Person", most: int = 60) -> list[Entry]:
    """Return the history of one object, newest first. The caller has checked that `reader` may see it."""
    events = list(Event.objects.told_to(reader).about(subject).select_related("person").order_by("-id")[:most])
    links = _links((pointed for event in events if (pointed := event.happening.points_at())), reader)
    said = _said(events, is_whole=True)
    return [_entry(event, link=_pointed(event, links), said=said.get(event.pk)) for event in events]


def feed_of_project(project_id: int, *, reader: "Person", most: int = 60) -> list[Entry]:
    """Return what happened in a project, newest first, each line linked to its object."""
    events = list(Event.objects.told_to(reader).of_project(project_id).select_related("person").order_by("-id")[:most])
    return _entries_of_many(events, reader)


@dataclass(frozen=True)
class FeedPage:
    """A part of a long feed and the cursor of the next, older one (empty on the last)."""

    entries: list[Entry]
    next: str


def page_of_project(project_id: int, *, reader: "Person", cursor: str = "", size: int = 60) -> FeedPage:
    """Return a page of what happened in a project. Raises `BadCursor`."""
    events = Event.objects.told_to(reader).of_project(project_id).select_related("person")
    page = newest_first(events, cursor=cursor, size=size)
    return FeedPage(entries=_entries_of_many(page.items, reader), next=page.next)


def _entries_of_many(events: list[Event], reader: "Person") -> list[Entry]:
    pointed = (found for event in events if (found := event.happening.points_at()))
    # What happened to the project itself needs no name on its own pages.
    subjects = [subject if subject[0] != "project" else None for subject in _subjects(events)]
    links = _links([*filter(None, subjects), *pointed], reader)
    about = [links.get(subject) if subject else None for subject in subjects]
    said = _said(events, is_whole=False)
    return [
        _entry(event, link=_pointed(event, links), about=one, said=said.get(event.pk))
        for event, one in zip(events, about, strict=True)
    ]


def _said(events: Sequence[Event], *, is_whole: bool) -> dict[int, Said]:
    found: dict[int, Said] = {}
    for find in _sayings:
        found |= find(events, is_whole=is_whole)
    return found


def _entry(event: Event, *, link: Link | None, about: Link | None = None, said: Said | None = None) -> Entry:
    happening = event.happening
    return Entry(
        icon=happening.icon,
        tone=happening.tone,
        person=event.person,
        wording=happening.wording(),
        quote=said.text if said else happening.quote(),
        at=event.at,
        link=link,
        kind=event.kind,
        event=event,
        about=about,
        said=said,
        outsider=event.outsider,
    )


def _subjects(events: Iterable[Event]) -> Iterable[tuple[str, str]]:
    return ((event.subject_kind, event.subject_id) for event in events)


def _pointed(event: Event, links: Mapping[tuple[str, str], Link]) -> Link | None:
    """Return the other object of an event; one that the reader may not see is there, but has no name."""
    pointed = event.happening.points_at()
    return links.get(pointed, Link(title=_("something you cannot see"), url="")) if pointed else None


def _links(things: Iterable[tuple[str, str]], reader: "Person") -> Mapping[tuple[str, str], Link]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, identity in things:
        wanted[kind].add(identity)
    links: dict[tuple[str, str], Link] = {}
    for name, ids in wanted.items():
        links.update(_links_of_kind(name, ids, reader))
    return links


def _links_of_kind(name: str, ids: set[str], reader: "Person") -> dict[tuple[str, str], Link]:
    kind = kind_named(name)
    found: Mapping[str, Any] = kind.find(reader, ids) if kind else {}
    return {
        (name, identity): Link(title=kind.title(thing), url=kind.url(thing))
        for identity, thing in found.items()
        if kind
    }
