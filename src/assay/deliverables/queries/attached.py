"""What is attached, found in the domains it comes from: for the page of the team, and for pages behind a link."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from assay.accounts.models import Person
from assay.activity.kinds import Kind, is_at_hand, kind_named
from assay.deliverables.models import Attachment, Deliverable
from assay.deliverables.models.attachment import COMMIT, FILE

# So many things are shown in full on the page; the others are links.
MOST_SHOWN = 2
_ICONS = {FILE: "file", COMMIT: "branch"}


@dataclass(frozen=True)
class Attached:
    """An attachment as pages show it. `body` is the thing in full, where its domain says how it reads outside.

    `url` and `thing` are empty for what the reader cannot open: not theirs to see, in the trash, or gone.
    """

    row: Attachment
    title: str
    icon: str
    url: str
    body: Markup | None = None
    thing: Any = None

    @property
    def is_notebook(self) -> bool:
        return bool(getattr(self.thing, "is_notebook", False))

    @property
    def is_outside(self) -> bool:
        """Whether the link leaves Assay."""
        return not self.row.is_thing and not self.row.sha256


def attached_to(deliverable: Deliverable, reader: Person | None, *, most_shown: int = MOST_SHOWN) -> list[Attached]:
    """Return what is attached now, in the order in which it was; one query for each kind of thing.

    The first `most_shown` things come with their bodies.
    """
    rows = list(deliverable.attachments.present().select_related("attached_by").order_by("pk"))
    things = _things(rows, reader)
    shown, found = 0, []
    for row in rows:
        kind, thing = kind_named(row.kind), things.get((row.kind, row.subject_id))
        is_shown = bool(kind and kind.outside and thing is not None and shown < most_shown)
        shown += is_shown
        found.append(_of_thing(row, kind, thing, is_shown) if row.is_thing else _of_its_own(row, deliverable))
    return found


def file_of(deliverable: Deliverable, number: int) -> Attachment | None:
    """Return a file that is attached now, by its number."""
    return deliverable.attachments.present().exclude(sha256="").filter(pk=number).first()


def _things(rows: list[Attachment], reader: Person | None) -> Mapping[tuple[str, str], Any]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.is_thing:
            wanted[row.kind].append(row.subject_id)
    found: dict[tuple[str, str], Any] = {}
    for name, ids in wanted.items():
        kind = kind_named(name)
        known = (kind.find_whole or kind.find)(reader, ids) if kind and reader else {}
        found |= {(name, one): thing for one, thing in known.items() if is_at_hand(thing)}
    return found


def _of_thing(row: Attachment, kind: Kind | None, thing: Any, is_shown: bool) -> Attached:  # noqa: FBT001  a fact
    if kind is None or thing is None:
        return Attached(row, row.title, "document", "")
    body = kind.outside(thing) if is_shown and kind.outside else None
    return Attached(row, kind.title(thing), kind.icon, kind.url(thing), body, thing)


def _of_its_own(row: Attachment, deliverable: Deliverable) -> Attached:
    icon = _ICONS.get(row.kind, "link")
    if row.kind == FILE:
        return Attached(row, row.title, icon, reverse("deliverables:file", args=[deliverable.key, row.pk]))
    url = f"{row.url.removesuffix('.git').rstrip('/')}/commit/{row.subject_id}" if row.kind == COMMIT else row.url
    return Attached(row, row.title, icon, url)
