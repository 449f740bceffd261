"""What people type or paste to attach something: a key, the id of a run, an address of this workspace, a commit."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from assay.activity.kinds import Kind, kinds
from assay.deliverables.refusals import NoSuchThing

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models import Attachment, Deliverable

_COMMIT = re.compile(r"(https?://\S+?)/(?:-/)?commits?/([0-9a-fA-F]{7,64})/?")


def attach_written(deliverable: "Deliverable", text: str, *, title: str = "", by: "Person") -> "Attachment":
    """Attach what the text names: a thing of this workspace, a commit, else an address. Raises `NoSuchThing`."""
    text = text.strip()
    named = _thing(text, by)
    if named is not None:
        return deliverable.attach(*named, by=by)
    commit = _COMMIT.fullmatch(text)
    if commit:
        return deliverable.attach_commit(commit[1], commit[2], title=title, by=by)
    if _own_path(text):
        raise NoSuchThing(_("Nobody outside could open this address. Choose what it shows from the lists above."))
    if "://" not in text:
        raise NoSuchThing(_("Nothing here is called that. Give a key such as ML-12, the id of a run, or an address."))
    return deliverable.attach_url(text, title=title, by=by)


def _thing(text: str, reader: "Person") -> tuple[str, str] | None:
    """Return kind and id of the thing that a key, an id or an address of this workspace names."""
    path = _own_path(text)
    spelling = path.rstrip("/").rsplit("/", 1)[-1] if path else text
    for kind in kinds():
        found = _named(kind, spelling, reader) if path or (kind.pattern and re.fullmatch(kind.pattern, text)) else None
        if found is not None and (not path or kind.url(found).split("?")[0] == path):
            return kind.name, found.subject.id
    return None


def _named(kind: Kind, spelling: str, reader: "Person") -> "Deliverable | None":
    return kind.named(reader, [spelling]).get(spelling) if kind.named else None


def _own_path(text: str) -> str:
    """Return the path of an address of this workspace; empty for any other text."""
    ours = settings.BASE_URL + "/"
    if text.startswith(ours):
        return urlsplit(text).path
    return urlsplit(text).path if text.startswith("/") and not text.startswith("//") else ""
