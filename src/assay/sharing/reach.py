"""What an address behind a link means: a thing that the link names, or that belongs to what it names."""

from django.http import Http404

from assay.deliverables.models import Deliverable, State
from assay.deliverables.models.attachment import Attachment
from assay.sharing.models import ShareLink
from assay.sharing.things import DELIVERABLE, VIEW, Name, Thing, found, reader_of, things_of

# What the view of a project opens beside the view itself.
READABLE = (State.SHARED, State.FEEDBACK, State.SIGNED)


def opens_view(link: ShareLink) -> bool:
    return any(one.kind == VIEW for one in link.opened.all())


def has_front(link: ShareLink) -> bool:
    """Whether the link opens more than one thing, so that its first page is a page of its own."""
    return opens_view(link) or len(link.opened.all()) > 1


def thing_behind(link: ShareLink, name: Name) -> Thing:
    """Return the thing; one that is out of reach now comes without itself. Raises `Http404` for any other."""
    if name.kind != VIEW and _is_named(link, name):
        return _one(link, name)
    if name.kind == DELIVERABLE and opens_view(link):
        thing = _one(link, name)
        if thing.found is not None and thing.found.shared_at and thing.found.state in READABLE:
            return thing
    raise Http404


def thing_within(link: ShareLink, name: Name) -> Thing:
    """Return a thing that the link opens, or one that is attached to a deliverable it opens. Raises `Http404`."""
    if _is_named(link, name) or name.kind == DELIVERABLE:
        return thing_behind(link, name)
    holders = Attachment.objects.present().filter(kind=name.kind, subject_id=name.id)
    for number in holders.filter(deliverable__project=link.project).values_list("deliverable_id", flat=True):
        try:
            if thing_behind(link, Name(DELIVERABLE, str(number))).found is not None:
                return _one(link, name)
        except Http404:
            continue
    raise Http404


def deliverables_of(link: ShareLink) -> list[Deliverable]:
    """Return what the view of the project lists: what was shared, also while the team makes it anew."""
    wanted = Deliverable.objects.wanted().filter(project=link.project).exclude(shared_at=None)
    loaded = wanted.select_related("project").prefetch_related("signers", "signatures", "comments")
    return list(loaded.order_by("-state_at", "-pk"))


def _is_named(link: ShareLink, name: Name) -> bool:
    return any((one.kind, one.thing) == (name.kind, name.id) for one in link.opened.all())


def _one(link: ShareLink, name: Name) -> Thing:
    reader = reader_of(link)
    things = found([name], project=link.project, reader=reader) if reader else things_of(link)
    for thing in things:
        if thing.name == name:
            return thing
    raise Http404
