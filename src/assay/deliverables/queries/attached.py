"""What is attached, found in the domains it comes from."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from assay.accounts.models import Person
from assay.accounts.models.person import Role
from assay.activity.kinds import Kind, kind_named
from assay.deliverables.models import Attachment, Deliverable
from assay.deliverables.models.attachment import COMMIT, FILE

# So many things are shown in full on the page; the others are links.
MOST_SHOWN = 2
_ICONS = {FILE: "file", COMMIT: "branch"}


@dataclass(frozen=True)
class Attached:
    """An attachment as pages show it. `body` is the thing in full, where its domain says how it reads outside.

    `url` is empty for what the reader cannot open: not theirs to see, in the trash, or gone.
    """

    row: Attachment
    title: str
    icon: str
    url: str
    body: Markup | None = None
    is_notebook: bool = False

    @property
    def is_outside(self) -> bool:
        """Whether the link leaves Assay."""
        return not self.row.is_thing and not self.row.sha256


def attached_to(deliverable: Deliverable, reader: Person | None) -> list[Attached]:
    """Return what is attached now, in the order in which it was; one query for each kind of thing."""
    rows = list(deliverable.attachments.present().select_related("attached_by").order_by("pk"))
    things = _things(rows, reader)
    shown, found = 0, []
    for row in rows:
        kind, thing = kind_named(row.kind), things.get((row.kind, row.subject_id))
        is_shown = bool(kind and kind.outside and thing is not None and shown < MOST_SHOWN)
        shown += is_shown
        found.append(_of_thing(row, kind, thing, is_shown) if row.is_thing else _of_its_own(row, deliverable))
    return found


def eye_on(deliverable: Deliverable) -> Person | None:
    """Return with whose eyes attached things are read for somebody without an account: an owner's.

    What is attached lies in the deliverable's own project, so nothing is found that the project does not hold.
    """
    owners = Person.objects.present().filter(workspace_id=deliverable.project.workspace_id, role=Role.OWNER)
    return owners.order_by("pk").first()


def _things(rows: list[Attachment], reader: Person | None) -> Mapping[tuple[str, str], Any]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.is_thing:
            wanted[row.kind].append(row.subject_id)
    found: dict[tuple[str, str], Any] = {}
    for name, ids in wanted.items():
        kind = kind_named(name)
        known = (kind.find_whole or kind.find)(reader, ids) if kind and reader else {}
        found |= {(name, one): thing for one, thing in known.items() if getattr(thing, "trashed_at", None) is None}
    return found


def _of_thing(row: Attachment, kind: Kind | None, thing: Any, is_shown: bool) -> Attached:  # noqa: FBT001  a fact
    if kind is None or thing is None:
        return Attached(row, row.title, "document", "")
    body = kind.outside(thing) if is_shown and kind.outside else None
    return Attached(row, kind.title(thing), kind.icon, kind.url(thing), body, getattr(thing, "is_notebook", False))


def _of_its_own(row: Attachment, deliverable: Deliverable) -> Attached:
    icon = _ICONS.get(row.kind, "link")
    if row.kind == FILE:
        return Attached(row, row.title, icon, reverse("deliverables:file", args=[deliverable.key, row.pk]))
    url = f"{row.url.removesuffix('.git').rstrip('/')}/commit/{row.subject_id}" if row.kind == COMMIT else row.url
    return Attached(row, row.title, icon, url)
