"""Housekeeping of runs: bytes that no artifact needs any more."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from assay.kit import blobs
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.runs.models import Artifact

# An upload's bytes come before its row, so young files without one may still get it.
GRACE = timedelta(hours=24)


@job(every_minutes=24 * 60)
def sweep_blobs() -> None:
    """Delete files without a row, and uploads that were broken off, a day after they were written."""
    limit = now() - GRACE
    for path in _files():
        _sweep(path, limit)


def _files() -> Iterator[Path]:
    for folder, _folders, names in os.walk(blobs.folder()):
        yield from (Path(folder) / name for name in names)


def _sweep(path: Path, limit: datetime) -> None:
    if not _is_old(path, limit) or _is_needed(path.name):
        return
    if path.parent.name == "incoming":
        path.unlink(missing_ok=True)
        return
    # The same bytes may arrive at this moment. Take the file aside first: if it turns out young or needed now,
    # it goes back; if it was replaced after this, the new one is not touched.
    aside = blobs.folder() / "incoming" / f"swept-{path.name}"
    aside.parent.mkdir(parents=True, exist_ok=True)
    path.rename(aside)
    if _is_old(aside, limit) and not _is_needed(path.name):
        aside.unlink()
    else:
        aside.replace(path)


def _is_old(path: Path, limit: datetime) -> bool:
    try:
        return path.stat().st_mtime < limit.timestamp()
    except FileNotFoundError:
        return False


def _is_needed(name: str) -> bool:
    return Artifact.objects.filter(sha256=name).exists()
