"""Copy files through the server's own artifact service. What lies elsewhere stays there, and that is said."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from assay.importers.models import SourceRun
from assay.importers.remote import shapes
from assay.importers.remote.faults import NotThere
from assay.importers.sync.state import Pass, whole
from assay.kit import blobs
from assay.runs.files import BadPath, Root, checked_path, find, keep
from assay.runs.models import LoggedModel

WHAT = "file"
DEPTH = 20
List = Callable[[str], list[shapes.File]]


def take_files(work: Pass) -> None:
    """Copy the files of runs that have none yet, run by run."""
    waiting = work.source.runs.filter(has_files=False, gone_at=None).exclude(digest="").select_related("run")
    for brought in waiting.order_by("pk"):
        is_whole = _take_of_run(brought, work)
        if is_whole and brought.run.is_over:
            work.source.runs.filter(pk=brought.pk).update(has_files=True)
        work.keep()
        if work.is_over_time:
            return
    work.go_to("end")


def _take_of_run(brought: SourceRun, work: Pass) -> bool:
    """Copy the files of the run and of its models; False when the time ended before."""
    if (path := served_path(brought.artifact_uri)) is None:
        scheme = urlsplit(brought.artifact_uri).scheme or "file"
        why = _("Its files lie at %(scheme)s:, which only the server itself can read.") % {"scheme": scheme}
        work.leave_out(WHAT, brought.uid, why)
        return True
    if not _take_all(Root(run=brought.run), path, lambda folder: work.remote.files(brought.uid, folder), work):
        return False
    models = LoggedModel.objects.filter(run=brought.run)
    own = f"{brought.remote_group}/models"
    return all(
        _take_all(Root(model=model), f"{own}/{model.uid}/artifacts", _lister(model.uid, work), work) for model in models
    )


def _lister(uid: str, work: Pass) -> List:
    return lambda folder: work.remote.model_files(uid, folder)


def _take_all(root: Root, base: str, listing: List, work: Pass) -> bool:
    try:
        found = list(_walk(listing, "", DEPTH))
    except NotThere:
        return True
    for file in found:
        name = f"{base}/{file.path}"
        try:
            is_new = _take(root, file, base, work)
        except (BadPath, NotThere) as refusal:
            work.leave_out(WHAT, name, refusal)
            continue
        work.has_come(WHAT, name)
        if is_new and work.is_over_time:
            return False
    return True


def _walk(listing: List, folder: str, depth: int) -> Iterator[shapes.File]:
    for file in listing(folder):
        if not file.is_dir:
            yield file
        elif depth and file.path != folder:
            yield from _walk(listing, file.path, depth - 1)


def _take(root: Root, file: shapes.File, base: str, work: Pass) -> bool:
    """Copy the file unless it is here; say whether it was copied."""
    known = find(root, checked_path(file.path))
    if known is not None and known.size == whole(file.file_size):
        return False
    blob = blobs.keep(work.remote.file(f"{base}/{file.path}"))
    keep(root, file.path, blob)
    work.counts["files"] += 1
    work.counts["bytes"] += blob.size
    return True


def served_path(uri: str) -> str | None:
    """Return the path in the server's artifact service that an address of MLflow's proxy names; None for others."""
    split = urlsplit(uri)
    if split.scheme != "mlflow-artifacts":
        return None
    return split.path.strip("/")
