"""Seal the tail of a series into chunks: when its run has ended, and each time a tail has grown long.

A slice is sealed in one transaction that holds the run, as every writer of the run does: its points are written into
chunks and deleted from the tail at once. So a kill in the middle loses nothing and doubles nothing, and a point that
is logged again while its slice is sealed waits, and then is found in its chunk.
"""

import itertools
from collections.abc import Iterable, Sequence
from time import monotonic

from django.db import connection, transaction

from assay.kit.jobs import job
from assay.kit.rows import fetched
from assay.runs import chunks, points
from assay.runs.models import MetricSeries, Run
from assay.runs.summary import StoredPoint

# A tail of a running run is cut when it grows past `LONG`, and `KEPT` of its newest points stay.
LONG, KEPT = 2000, 500
# Of a run that has ended everything is sealed, but a series too short to gain by it.
SHORT = 100
# One transaction seals so many points, that no training waits long for it.
SLICE = 10_000
# A series that is logged back and forth would have all its chunks written again and again: it stays a tail.
_MOST_REWRITTEN = 50
_SECONDS_A_JOB = 60


def grew(run: Run, tails: Iterable[tuple[int, int]]) -> None:
    """Queue the sealing of the run if one of its tails, given before and after, has grown long."""
    if any(before // LONG < after // LONG for before, after in tails):
        seal_run.later(run.pk)


def ended(run: Run) -> None:
    """Queue the sealing of a run that has ended, if there is anything to gain."""
    if _due(run.pk, SHORT, without=()):
        seal_run.later(run.pk)


@job()
def seal_run(run_id: int) -> None:
    """Seal what is due of the run, slice by slice."""
    until, left_alone = monotonic() + _SECONDS_A_JOB, set[int]()
    while monotonic() < until:
        if not seal_slice(run_id, left_alone):
            return
    seal_run.later(run_id)


@job(every_minutes=24 * 60)
def seal_what_was_missed() -> None:
    """Seal ended runs that an older version wrote, or whose job was lost."""
    for (run_id,) in fetched(
        "SELECT DISTINCT s.run_id FROM runs_metricseries s JOIN runs_run r ON r.id = s.run_id "
        "WHERE s.count - s.sealed >= %s AND r.status NOT IN ('RUNNING', 'SCHEDULED')",
        [SHORT],
    ):
        seal_run.later(run_id)


@transaction.atomic
def seal_slice(run_id: int, left_alone: set[int]) -> bool:
    """Seal the oldest points of one series; False when nothing is due. What cannot be sealed is left alone."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).filter(pk=run_id).first()
    if run is None:
        return False
    found = _due(run_id, SHORT if run.is_over else LONG, without=left_alone)
    if found is None:
        return False
    series_id, tail = found
    most = min(tail if run.is_over else (tail - KEPT) // points.CHUNK * points.CHUNK, SLICE)
    if not _seal(series_id, points.tail_of(series_id, most=most)):
        left_alone.add(series_id)
    return True


def _due(run_id: int, least: int, *, without: Iterable[int]) -> tuple[int, int] | None:
    """Return a series of the run whose tail has at least so many points, and how many it has."""
    rows = MetricSeries.objects.filter(run_id=run_id).exclude(pk__in=without).values_list("pk", "count", "sealed")
    return next(((pk, count - sealed) for pk, count, sealed in rows if count - sealed >= least), None)


def _seal(series_id: int, tail: Sequence[StoredPoint]) -> bool:
    """Move these points, the first of the tail, into chunks; False if too many chunks lie among them."""
    met = chunks.between(series_id, tail[0], tail[-1])
    if len(met) > _MOST_REWRITTEN:
        return False
    held = [point for chunk in met.values() for point in chunk.points()]
    chunks.delete(list(met))
    for part in _parts(points.by_place([*held, *tail])):
        chunks.write(series_id, part)
    gone = points.delete_tail(series_id, tail[-1])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE runs_metricseries SET sealed = sealed + %s WHERE id = %s", [gone, series_id])
    return True


def _parts(some: Sequence[StoredPoint]) -> Iterable[Sequence[StoredPoint]]:
    """Cut into parts of about a chunk's size, as equal as can be."""
    count = max(1, round(len(some) / points.CHUNK))
    cuts = [len(some) * number // count for number in range(count + 1)]
    return [some[start:end] for start, end in itertools.pairwise(cuts)]
