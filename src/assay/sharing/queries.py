"""What the pages of those who share read."""

from collections import defaultdict
from dataclasses import dataclass

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.sharing.models import Opened, ShareLink
from assay.sharing.things import Name, found

MOST_LISTED = 200


@dataclass(frozen=True)
class Listed:
    """A link with the titles of what it opens; `missing` counts what is out of reach now."""

    link: ShareLink
    titles: list[str]
    missing: int


@dataclass(frozen=True)
class Links:
    """The links of a project: open ones, and those whose time is over or that were ended."""

    open: list[Listed]
    ended: list[Listed]

    @property
    def is_empty(self) -> bool:
        return not self.open and not self.ended


def links_of(project: Project, reader: Person) -> Links:
    """Return the project's links, the newest first. Titles are those that the reader may see."""
    links = ShareLink.objects.visible_to(reader).filter(project=project).newest_first()
    listed = listed_with_titles(
        list(links.select_related("stakeholder", "created_by", "revoked_by")[:MOST_LISTED]), project, reader
    )
    return Links(
        open=[one for one in listed if one.link.is_open],
        ended=[one for one in listed if not one.link.is_open],
    )


def listed_with_titles(links: list[ShareLink], project: Project, reader: Person) -> list[Listed]:
    """Look the things of all links up at once."""
    names: dict[int, list[Name]] = defaultdict(list)
    for one in Opened.objects.filter(link__in=links).order_by("pk"):
        names[one.link_id].append(Name(one.kind, one.thing))
    every = dict.fromkeys(name for same in names.values() for name in same)
    titles = {one.name: one.title for one in found(every, project=project, reader=reader) if one.found is not None}
    return [_listed(link, names[link.pk], titles) for link in links]


def _listed(link: ShareLink, names: list[Name], titles: dict[Name, str]) -> Listed:
    known = [titles[name] for name in names if name in titles]
    return Listed(link, known, len(names) - len(known))
