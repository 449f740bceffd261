"""Send files through the server's own artifact service, where it has one."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from assay.importers.exporting.mlflow.state import FILES, Export, There, digest, pair
from assay.importers.sync.files import served_path
from assay.kit import blobs
from assay.runs.files import Root
from assay.runs.models import Artifact, Run

WHAT = "file"


def send_files(run: Run, root: Root, there: There, work: Export) -> None:
    """Send the files of the run, unless these very files were sent before."""
    found = list(root.artifacts.order_by("path"))
    facts = digest([(one.path, one.sha256) for one in found])
    if not found or there.files == facts:
        return
    if send_all(found, there, f"{run.number} {run.name}", work):
        work.remote.put("runs/set-tag", {"run_id": there.id} | pair(FILES, facts))
        there.files = facts


def send_all(found: list[Artifact], there: There, name: str, work: Export) -> bool:
    """Send the files; False when one of them was left out."""
    missing = len(work.left_out)
    base = served_path(there.artifact_uri)
    if base is None:
        scheme = urlsplit(there.artifact_uri).scheme or "file"
        why = _("The server keeps files at %(scheme)s:, and not at its own artifact service.") % {"scheme": scheme}
        work.leave_out(WHAT, name, why)
        return False
    for one in found:
        with work.item(WHAT, f"{name}: {one.path}"):
            _send(one, f"{base}/{one.path}", name, work)
    return len(work.left_out) == missing


def _send(one: Artifact, path: str, name: str, work: Export) -> None:
    if not blobs.exists(one.sha256):
        work.leave_out(WHAT, f"{name}: {one.path}", _("Its bytes are not here."))
        return
    work.remote.send_file(path, blobs.chunks(one.sha256), one.size)
    work.count("files")
