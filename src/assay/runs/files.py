"""Artifacts: what path a client may use, and how the bytes get a row.

A client's path is only ever a column; the bytes lie under their own digest. So there is nowhere to traverse to,
and what looks like an attempt is refused all the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from assay.kit.blobs import Blob
from assay.kit.clock import now
from assay.runs.models import Artifact, LoggedModel, Run
from assay.runs.telling import tell

if TYPE_CHECKING:
    from assay.accounts.models import Person

PATH_BYTES = 1000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")


class BadPath(ValueError):
    """A path that no artifact can have."""


class NotYours(PermissionError):
    """Only who started the run, or a lead, deletes its files."""


@dataclass(frozen=True)
class Entry:
    """A file or folder of a listing; `path` counts from the root of the run or model."""

    path: str
    is_folder: bool
    size: int


@dataclass(frozen=True)
class Root:
    """What owns artifacts: a run or a logged model."""

    run: Run | None = None
    model: LoggedModel | None = None

    @property
    def artifacts(self) -> QuerySet[Artifact]:
        return Artifact.objects.filter(run=self.run, logged_model=self.model)

    @property
    def owner_run(self) -> Run | None:
        return self.run or (self.model.run if self.model else None)


def checked_path(path: str) -> str:
    """Return the path of an artifact below its root. Raises `BadPath`."""
    text, once_more = path, unquote(path)
    try:
        is_short = 0 < len(path.encode()) <= PATH_BYTES
    except UnicodeEncodeError:  # a lone surrogate: bytes that were no UTF-8
        is_short = False
    if not is_short or _is_odd(text) or _is_odd(once_more) or _is_odd(unquote(once_more)):
        raise BadPath(_("Invalid path"))
    return path


@transaction.atomic
def keep(root: Root, path: str, blob: Blob) -> Artifact:
    """Give the stored bytes their row; the same path again replaces the file."""
    facts = {"sha256": blob.sha256, "size": blob.size, "created_at": now()}
    artifact, _is_new = Artifact.objects.update_or_create(
        run=root.run, logged_model=root.model, path=checked_path(path), defaults=facts
    )
    _tell(root)
    return artifact


def listing(root: Root, folder: str = "") -> Sequence[Entry]:
    """Return what lies directly in the folder, by path; nothing for a file or an unknown folder."""
    prefix = f"{checked_path(folder.rstrip('/'))}/" if folder else ""
    # SQLite compares prefixes without regard to case, so Python has the last word.
    rows = root.artifacts.filter(path__startswith=prefix).values_list("path", "size")
    entries: dict[str, Entry] = {}
    for path, size in rows:
        if path.startswith(prefix):
            head, slash, _tail = path[len(prefix) :].partition("/")
            entries.setdefault(prefix + head, Entry(prefix + head, bool(slash), 0 if slash else size))
    return [entries[path] for path in sorted(entries)]


def find(root: Root, path: str) -> Artifact | None:
    return root.artifacts.filter(path=checked_path(path)).first()


@transaction.atomic
def delete(root: Root, path: str, *, by: "Person") -> int:
    """Delete a file, or all below a folder, and return how many. Raises `NotYours`.

    The bytes stay until the sweep finds that no row needs them.
    """
    run = root.owner_run
    if not (by.leads_workspace or (run is not None and run.person_id == by.pk)):
        raise NotYours(_("Only who started the run, or a lead, deletes its files."))
    path = checked_path(path.rstrip("/"))
    rows = root.artifacts.filter(Q(path=path) | Q(path__startswith=f"{path}/"))
    doomed = [row.pk for row in rows if row.path == path or row.path.startswith(f"{path}/")]
    Artifact.objects.filter(pk__in=doomed).delete()
    _tell(root)
    return len(doomed)


def _is_odd(path: str) -> bool:
    parts = path.split("/")
    return bool(
        any(part in {"", ".", ".."} for part in parts) or "\\" in path or _CONTROL.search(path) or _DRIVE.match(path)
    )


def _tell(root: Root) -> None:
    if root.owner_run is not None:
        tell(root.owner_run)
