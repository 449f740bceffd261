"""What the bell and its page show: notices grouped by what they are about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext

from assay.activity.kinds import Kind, kind_named
from assay.kit.paging import newest_first
from assay.notifications.models import Notice
from assay.notifications.models.notice import NoticeQuerySet
from assay.notifications.reasons import WEIGHT, Reason
from assay.web.markdown import plain

if TYPE_CHECKING:
    from assay.accounts.models import Person

Thing = tuple[Kind, Any]
# How many notices a page reads before it groups them.
PAGE = 100
QUOTED = 200
MOST_SENTENCES = 3
# What the bell counts to.
MOST_UNREAD = 100


class Show(StrEnum):
    UNREAD = "unread"
    PERSONAL = "personal"
    ALL = "all"


@dataclass(frozen=True)
class Sentence:
    """What happened; `person` is empty where several did it or nobody did."""

    person: str
    wording: str


@dataclass(frozen=True)
class Line:
    """All notices about one object that are alike read or unread, the newest first in words."""

    kind: str
    identity: str
    icon: str
    title: str
    url: str
    reason: Reason
    sentences: list[Sentence]
    quote: str
    at: datetime
    is_unread: bool


@dataclass(frozen=True)
class NoticePage:
    """`hidden` counts notices about objects that are gone, or that the reader may see no longer."""

    lines: list[Line]
    hidden: int
    next: str


def unread_topics(person: "Person") -> list[str]:
    """Return the topics of objects with news for the person, at most `MOST_UNREAD`: one query, answered by an index."""
    subjects = Notice.objects.visible_to(person).unread().values_list("subject_kind", "subject_id").distinct()
    return [f"{kind}:{identity}" for kind, identity in subjects[:MOST_UNREAD]]


def notice_page(person: "Person", show: Show, *, cursor: str = "", size: int = PAGE) -> NoticePage:
    """Return a part of what the person was told, newest first. Raises `BadCursor`."""
    page = newest_first(_chosen(person, show).select_related("event__person"), cursor=cursor, size=size)
    things = things_of(page.items, person)
    groups: dict[tuple[str, str, bool], list[Notice]] = defaultdict(list)
    hidden = 0
    for notice in page.items:
        if (notice.subject_kind, notice.subject_id) in things:
            groups[notice.subject_kind, notice.subject_id, notice.read_at is None].append(notice)
        else:
            hidden += 1
    lines = [_line(notices, things[kind, identity]) for (kind, identity, _), notices in groups.items()]
    return NoticePage(lines=lines, hidden=hidden, next=page.next)


def things_of(notices: Iterable[Notice], reader: "Person") -> dict[tuple[str, str], Thing]:
    """Return what the notices are about as far as the reader may see it now, by kind and id."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for notice in notices:
        wanted[notice.subject_kind].add(notice.subject_id)
    found: dict[tuple[str, str], Thing] = {}
    for name, ids in wanted.items():
        kind = kind_named(name)
        things: Mapping[str, Any] = kind.find(reader, ids) if kind else {}
        found |= {(name, identity): (kind, thing) for identity, thing in things.items() if kind}
    return found


def _chosen(person: "Person", show: Show) -> NoticeQuerySet:
    mine = Notice.objects.visible_to(person)
    if show is Show.ALL:
        return mine
    return mine.unread() if show is Show.UNREAD else mine.personal()


def _line(notices: list[Notice], thing: Thing) -> Line:
    newest, (kind, found) = notices[0], thing
    return Line(
        kind=newest.subject_kind,
        identity=newest.subject_id,
        icon=newest.event.happening.icon,
        title=kind.title(found),
        url=kind.url(found),
        reason=Reason(min((one.reason for one in notices), key=WEIGHT.__getitem__)),
        sentences=_sentences(notices),
        quote=plain(newest.event.happening.quote(), most=QUOTED),
        at=newest.event.at,
        is_unread=newest.read_at is None,
    )


def _sentences(notices: list[Notice]) -> list[Sentence]:
    """Sum up what can be summed up, word the rest, the newest first; if that is too much, count for each person."""
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_kind[notice.event.kind].append(notice)
    found = [sentence for alike in by_kind.values() for sentence in _of_one_kind(alike)]
    return found if len(found) <= MOST_SENTENCES else _of_people(notices)[:MOST_SENTENCES]


def _of_one_kind(alike: list[Notice]) -> list[Sentence]:
    happening = alike[0].event.happening
    if len(alike) > 1 and (summed := happening.counted(len(alike))):
        return [Sentence(person="", wording=summed)]
    return [_sentence(one) for one in alike]


def _of_people(notices: list[Notice]) -> list[Sentence]:
    by_person: dict[tuple[int | None, str], list[Notice]] = defaultdict(list)
    for notice in notices:
        by_person[notice.event.person_id, notice.event.outsider].append(notice)
    return [_sentence(made[0]) if len(made) == 1 else _changes(made) for made in by_person.values()]


def _changes(made: list[Notice]) -> Sentence:
    """Say how much one person did, or Assay by itself."""
    actor, count = made[0].event.actor, len(made)
    if not actor:
        told = ngettext("%(count)d more thing happened", "%(count)d things happened", count)
    else:
        told = ngettext("made %(count)d change", "made %(count)d changes", count)
    return Sentence(person=actor, wording=told % {"count": count})


def _sentence(notice: Notice) -> Sentence:
    return Sentence(person=notice.event.actor, wording=notice.event.happening.wording())
