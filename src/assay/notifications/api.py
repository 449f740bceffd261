"""REST: one's notices, what one watches, and what one wants to hear of."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from assay.kit.paging import newest_first
from assay.notifications import marking, watching
from assay.notifications.finding import Watchable, watchable
from assay.notifications.models import Notice
from assay.notifications.queries import Thing, things_of
from assay.notifications.reasons import Reason
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked
from assay.rest.schemas import Body

router = Router(tags=["Notices"])
Number = Annotated[int, Field(ge=1, lt=2**63)]


class NoticeShown(Schema):
    """One event you were told of. `reason` says why, `event` what kind it is (docs/events.md)."""

    id: int
    reason: Reason
    event: str
    subject_kind: str
    subject_id: str
    title: str
    url: str
    person: int | None
    wording: str
    quote: str
    at: datetime
    read_at: datetime | None


class NoticeFilter(Schema):
    unread: bool = False


class ReadWanted(Body):
    """Which notices: without `ids`, all."""

    ids: Annotated[list[Number], Field(max_length=500)] | None = None


class Marked(Schema):
    """How many notices were unread before."""

    marked: int


class Choices(Body):
    """The reasons for which you get no notices."""

    off: list[Reason]


class Watcher(Schema):
    id: int
    name: str


class WatchingShown(Schema):
    """Who watches the object, and whether you do."""

    is_mine: bool
    people: list[Watcher]


@router.get("/notices", response=Listed[NoticeShown])
def list_notices(request: ApiRequest, wanted: Query[NoticeFilter], page: Query[PageAsked]) -> dict[str, Any]:
    """What you were told, newest first. A page may be shorter than asked: what you may see no longer is left out."""
    mine = Notice.objects.visible_to(request.person).select_related("event")
    found = newest_first(mine.unread() if wanted.unread else mine, cursor=page.cursor, size=page.limit)
    things = things_of(found.items, request.person)
    shown = [(one, things.get((one.subject_kind, one.subject_id))) for one in found.items]
    return {"items": [_shown(notice, thing) for notice, thing in shown if thing], "next": found.next}


@router.post("/notices/read", response=Marked)
def mark_read(request: ApiRequest, data: ReadWanted) -> dict[str, int]:
    """Mark notices as read. One number that is not yours, and nothing is marked."""
    if data.ids is None:
        return {"marked": marking.mark_all_read(request.person)}
    ids = set(data.ids)
    if Notice.objects.visible_to(request.person).filter(pk__in=ids).count() != len(ids):
        raise Http404
    return {"marked": marking.mark_read(ids, request.person)}


@router.get("/notices/choices", response=Choices)
def get_choices(request: ApiRequest) -> dict[str, list[str]]:
    """What you do not want to be told of."""
    return {"off": sorted(marking.silenced(request.person))}


@router.put("/notices/choices", response=Choices)
def set_choices(request: ApiRequest, data: Choices) -> dict[str, list[str]]:
    """Say what you do not want to be told of; everything else you are."""
    marking.choose(request.person, off=[reason.value for reason in data.off])
    return {"off": sorted(marking.silenced(request.person))}


@router.get("/watching/{kind}/{name}", response=WatchingShown)
def get_watching(request: ApiRequest, kind: str, name: str) -> watching.Watching:
    """Who watches it: `task` with a key such as `ML-12`, or `project` with its key."""
    return watching.watching_of(_found(request, kind, name).thing.subject, request.person)


@router.put("/watching/{kind}/{name}", response=WatchingShown)
def watch(request: ApiRequest, kind: str, name: str) -> watching.Watching:
    """Watch it: you are told of comments, of verdicts, when it stops and when it is finished."""
    found = _found(request, kind, name)
    watching.watch(found.thing, request.person)
    return watching.watching_of(found.thing.subject, request.person)


@router.delete("/watching/{kind}/{name}", response=WatchingShown)
def unwatch(request: ApiRequest, kind: str, name: str) -> watching.Watching:
    """Watch it no longer, until you take part again."""
    found = _found(request, kind, name)
    watching.unwatch(found.thing, request.person)
    return watching.watching_of(found.thing.subject, request.person)


def _found(request: ApiRequest, kind: str, name: str) -> Watchable:
    found = watchable(request.person, kind, name)
    if found is None:
        raise Http404
    return found


def _shown(notice: Notice, thing: Thing) -> dict[str, Any]:
    kind, found = thing
    happening = notice.event.happening
    return {
        "id": notice.pk,
        "reason": notice.reason,
        "event": notice.event.kind,
        "subject_kind": notice.subject_kind,
        "subject_id": notice.subject_id,
        "title": kind.title(found),
        "url": kind.url(found),
        "person": notice.event.person_id,
        "wording": happening.wording(),
        "quote": happening.quote(),
        "at": notice.event.at,
        "read_at": notice.read_at,
    }
