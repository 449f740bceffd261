"""A pass over a source: its steps in order, slice by slice, each of which goes on where the last one stood.

A pass brings experiments, runs with all their points, logged models and what runs made of them, notes what is gone,
shows the runs if it is the first, and brings registered models and, if wanted, files.
"""

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.importers.events import SourceCameWhole
from assay.importers.models import Source
from assay.importers.remote.faults import RemoteFault
from assay.importers.remote.lines import Lines
from assay.importers.remote.server import SECONDS, Remote
from assay.importers.sealing import CannotUnseal
from assay.importers.sync.experiments import take_experiments
from assay.importers.sync.files import take_files
from assay.importers.sync.gone import note_gone
from assay.importers.sync.models import take_models, take_uses
from assay.importers.sync.registry import take_registry
from assay.importers.sync.runs import show, take_runs
from assay.importers.sync.state import Pass, Stopped
from assay.kit.blobs import NoRoom, StorageDown
from assay.kit.clock import now

# Once a day a pass looks at everything again, as tags of old runs can change.
LOOK_OVER_EVERY = timedelta(days=1)
Told = Callable[[Pass], None]


def advance(source: Source, *, seconds: float, told: Told = lambda _work: None) -> bool:
    """Work on the source for so long; True when the pass is at its end, or cannot go on. The caller holds it."""
    try:
        with _remote(source, seconds) as remote:
            lines = Lines(lambda: _remote(source, seconds))
            try:
                return _go_on(source, remote, lines, seconds=seconds, told=told)
            finally:
                lines.close()
    except Stopped:
        return True
    except (RemoteFault, CannotUnseal, NoRoom, StorageDown) as fault:
        source.fail(str(fault), can_help_itself=getattr(fault, "can_help_itself", True))
        return True


def _go_on(source: Source, remote: Remote, lines: Lines, *, seconds: float, told: Told) -> bool:
    work = Pass(
        source=source,
        remote=remote,
        lines=lines,
        by=source.created_by,
        cursor=dict(source.cursor),
        counts=Counter(source.counts),
        newest_ms=source.newest_ms,
        ends_at=time.monotonic() + seconds,
        told=told,
    )
    if not work.by.can_write:
        source.fail(_("Who added this may no longer write here. Add it again."), can_help_itself=False)
        return True
    while (step := work.cursor.get("step", "begin")) != "end":
        STEPS[step](work)
        if work.is_over_time and work.cursor.get("step") != "end":
            return False
    source.end(looked_over=work.looks_over)
    return True


def _begin(work: Pass) -> None:
    source = work.source
    source.begin()
    seen = source.looked_over_at
    work.cursor = {"step": "experiments", "whole": seen is None or seen < now() - LOOK_OVER_EVERY}
    work.keep()


def _take_experiments(work: Pass) -> None:
    take_experiments(work)
    work.go_to("runs")


@transaction.atomic
def _show_all(work: Pass) -> None:
    """Show at once all runs that the first pass brought."""
    waiting = list(work.source.runs.filter(is_shown=False).exclude(digest=""))
    shown = show(waiting, work)
    work.source.runs.exclude(digest="").update(is_shown=True)
    record(SourceCameWhole(work.source.uri, shown), on=work.source.project, by=work.by)
    work.go_to("registry")


def _remote(source: Source, seconds: float) -> Remote:
    """Return the server; one file of it may take a whole slice of work."""
    return Remote(
        source.uri,
        user_name=source.user_name,
        secret=source.secret,
        is_trusted=source.is_trusted,
        file_seconds=max(seconds, SECONDS),
    )


STEPS: dict[str, Callable[[Pass], None]] = {
    "begin": _begin,
    "experiments": _take_experiments,
    "runs": take_runs,
    "models": take_models,
    "uses": take_uses,
    "gone": note_gone,
    "show": _show_all,
    "registry": take_registry,
    "files": take_files,
}
