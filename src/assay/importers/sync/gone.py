"""What was deleted on the server: it is marked as such and stays here, for people to say what becomes of it."""

from assay.importers.sync.state import Pass
from assay.kit.clock import now

EXPERIMENTS_AT_ONCE = 100


def note_gone(work: Pass) -> None:
    """Mark runs that are in the server's trash; after a look over everything, also those that are nowhere."""
    ids = list(work.source.groups.exclude(group=None).order_by("pk").values_list("remote_id", flat=True))
    while (start := work.cursor.get("start", 0)) < len(ids):
        _note_page(ids[start : start + EXPERIMENTS_AT_ONCE], start, work)
        if work.is_over_time:
            return
    if work.looks_over:
        work.source.runs.exclude(seen_in_pass=work.source.passes).filter(gone_at=None).exclude(digest="").update(
            gone_at=now()
        )
    work.counts["gone"] = work.source.runs.exclude(gone_at=None).count()
    work.go_to("show" if work.source.is_first else "registry")


def _note_page(ids: list[str], start: int, work: Pass) -> None:
    page = work.remote.runs(ids, token=work.cursor.get("token", ""), view="DELETED_ONLY")
    uids = [run.info.run_id for run in page.runs]
    work.source.runs.filter(uid__in=uids, gone_at=None).update(gone_at=now())
    if page.next_page_token:
        work.keep(token=page.next_page_token)
    else:
        work.keep(start=start + EXPERIMENTS_AT_ONCE, token="")
