"""Imports by the clock: sources that are due get a slice of work, and another one until their pass is at its end."""

from datetime import timedelta

from assay.importers.holding import alone
from assay.importers.models import ChangelogFile, ResultsFile, Source, SourceState
from assay.importers.sync.passes import advance
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.runs.arrival import drop_hidden

# The worker has other things to do in between.
SLICE_SECONDS = 20
DROPPED_AT_ONCE = 200
KEPT = timedelta(days=7)


@job(every_minutes=1)
def sync_due() -> None:
    """Queue a slice for each source whose time has come."""
    for source in Source.objects.due(at=now()):
        source.take_up()
        sync_slice.later(source.pk)


@job()
def sync_slice(number: int) -> None:
    """Work on the source for a while, unless another process is at it."""
    source = Source.objects.present().select_related("project", "created_by__workspace").filter(pk=number).first()
    if source is None or source.state != SourceState.RUNNING:
        return
    with alone(source) as is_ours:
        if is_ours and not advance(source, seconds=SLICE_SECONDS):
            source.take_up()
            sync_slice.later(source.pk)


@job(every_minutes=24 * 60)
def sweep_results() -> None:
    """Forget uploaded tables whose columns nobody came back to name; their bytes go with the next sweep of blobs."""
    for files in (ResultsFile, ChangelogFile):
        files.objects.filter(created_at__lt=now() - KEPT).delete()


@job()
def drop_unfinished(number: int) -> None:
    """Drop what a removed source had brought and not shown yet."""
    source = Source.objects.exclude(removed_at=None).filter(pk=number).first()
    if source is None:
        return
    hidden = list(source.runs.filter(is_shown=False).values_list("run_id", flat=True)[:DROPPED_AT_ONCE])
    drop_hidden(hidden)
    if hidden:
        drop_unfinished.later(number)
        return
    for made in source.groups.filter(is_made=True).exclude(group=None).select_related("group"):
        if made.group is not None and not made.group.runs.exists():
            made.group.delete()
