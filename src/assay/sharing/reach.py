"""Which thing an address behind a link means: one that the link names, or that belongs to what it names."""

from django.http import Http404

from assay.sharing.models import ShareLink
from assay.sharing.things import VIEW, Name, Thing, things_of


def things_to_read(link: ShareLink) -> list[Thing]:
    """Return what the link opens beside the view of the project, in the order in which it was shared."""
    return [one for one in things_of(link) if one.name.kind != VIEW]


def opens_view(link: ShareLink) -> bool:
    return any(one.kind == VIEW for one in link.opened.all())


def has_front(link: ShareLink) -> bool:
    """Whether the link opens more than one thing, so that its first page is a page of its own."""
    return opens_view(link) or len(link.opened.all()) > 1


def thing_behind(link: ShareLink, name: Name) -> Thing:
    """Return the thing; one that is out of reach now comes without itself. Raises `Http404` for any other."""
    for one in things_to_read(link):
        if one.name == name:
            return one
    raise Http404
