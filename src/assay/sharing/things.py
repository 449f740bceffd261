"""What a link can open: the project as its stakeholder sees it, and things whose kind says how they read outside.

Things are found as whoever made the link finds them, or as an owner does once they are gone, and only in the link's
project. So a link never shows what its maker must not see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from assay.accounts.models import Person
from assay.accounts.models.person import Role
from assay.activity.kinds import Kind, is_at_hand, kind_named
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.sharing.models import ShareLink

VIEW, DELIVERABLE = "project", "deliverable"
# They read outside only as parts of a deliverable, not by a link of their own.
ONLY_ATTACHED = frozenset({"run", "task"})


class CannotShare(ValueError):
    """This cannot be shared like that; the message says why."""


@dataclass(frozen=True)
class Name:
    """A kind and an id, as the register of kinds finds a thing."""

    kind: str
    id: str


@dataclass(frozen=True)
class Thing:
    """A thing that a link opens, found; `found` is None for what is out of reach now: trashed, gone, hidden."""

    name: Name
    kind: Kind
    found: Any

    @property
    def title(self) -> str:
        """What it is called outside: its own title, without the key that some kinds put before it."""
        if self.found is None:
            return ""
        if self.name.kind == VIEW:
            return _("the state of %(name)s") % {"name": self.found.name}
        return getattr(self.found, "title", "") or self.kind.title(self.found)

    @property
    def body(self) -> Markup:
        """How it reads for somebody without an account; empty for what is out of reach."""
        return self.kind.outside(self.found) if self.kind.outside and self.found is not None else Markup()


def named(names: Sequence[Name], *, project: Project, by: Person) -> list[str]:
    """Return the titles of things that `by` may share of the project. Raises `CannotShare` for any other."""
    things = found(names, project=project, reader=by)
    if any(one.found is None for one in things) or len(things) < len(names):
        raise CannotShare(_("There is no such thing in this project, or it cannot be shared."))
    return [one.title for one in things]


def titles_of(link: "ShareLink") -> list[str]:
    return [one.title for one in things_of(link) if one.found is not None]


def things_of(link: "ShareLink") -> list[Thing]:
    """Return what the link opens, in the order in which it was shared."""
    names = [Name(one.kind, one.thing) for one in sorted(link.opened.all(), key=lambda one: one.pk)]
    reader = reader_of(link)
    if reader is None:
        return [Thing(name, kind, None) for name in names if (kind := kind_named(name.kind))]
    return found(names, project=link.project, reader=reader)


def found(names: Iterable[Name], *, project: Project, reader: Person) -> list[Thing]:
    """Find things of the project; what the reader may not see, or lies in the trash, comes back without itself."""
    wanted: dict[str, list[Name]] = {}
    for name in names:
        wanted.setdefault(name.kind, []).append(name)
    things: dict[Name, Thing] = {}
    for kind_name, same in wanted.items():
        kind = kind_named(kind_name)
        if kind is None or not can_be_shared(kind):
            continue
        known = kind.find(reader, [one.id for one in same])
        things |= {one: Thing(one, kind, within(project, known.get(one.id))) for one in same}
    return [things[name] for name in names if name in things]


def can_be_shared(kind: Kind) -> bool:
    """Views of projects and deliverables have pages of ours; other kinds say themselves how they read outside."""
    return kind.name in {VIEW, DELIVERABLE} or (kind.outside is not None and kind.name not in ONLY_ATTACHED)


def reader_of(link: "ShareLink") -> Person | None:
    """Return as whom things are found: who made the link, an owner once they left, nobody in an empty workspace."""
    if link.created_by.left_at is None:
        return link.created_by
    owners = Person.objects.present().filter(workspace_id=link.project.workspace_id, role=Role.OWNER)
    return owners.order_by("pk").first()


def within(project: Project, thing: Any) -> Any:
    """Return the thing if it belongs to the project and is at hand: not put away, not marked as not needed."""
    if thing is None or not is_at_hand(thing) or getattr(thing, "is_waived", False):
        return None
    home = thing.pk if isinstance(thing, Project) else thing.subject.project_id
    return thing if home == project.pk else None
