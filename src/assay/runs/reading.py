"""What verdicts and stop conditions read of runs, as plain values.

Plain SQL: each watched point of each training comes by here, and only series that can answer are read.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assay.kit.rows import fetched, moment
from assay.pure.criteria import MetricRef
from assay.pure.matching import keys_wanted
from assay.pure.verdict import RunFacts, SeriesFacts
from assay.pure.verdict.windows import Point as WindowPoint
from assay.pure.verdict.windows import SeriesWindow
from assay.runs import points
from assay.runs.models import MetricSeries, Run, RunStatus
from assay.runs.summary import StoredPoint, Summary

# Two tags say what the whole run was measured on: "split" sorts behind "environment" and is the stronger one.
_CONTEXT = "SELECT {}(i.context) FROM runs_datasetinput i WHERE i.run_id = r.id AND i.context <> ''"
_RUNS = (
    "SELECT r.id, r.uid, r.name, r.status, r.started_at, r.silent_since, "  # noqa: S608  ours
    "(SELECT t.value FROM runs_runtag t WHERE t.run_id = r.id AND t.key IN ('split', 'environment') AND t.value <> '' "
    f"ORDER BY t.key DESC LIMIT 1), ({_CONTEXT.format('min')}), ({_CONTEXT.format('max')}) FROM runs_run r"
)
_SERIES = (
    "SELECT s.run_id, s.key, s.count, s.first, s.last, s.last_step, s.low, s.high, s.nan_count "
    "FROM runs_run r JOIN runs_metricseries s ON s.run_id = r.id"
)


def run_facts(task_id: int, *, metrics: Iterable[MetricRef] | None = None) -> list[RunFacts]:
    """Return the living runs of the task, oldest first, in two queries; only what can answer `metrics`, if given."""
    return _facts("r.task_id = %s AND r.deleted_at IS NULL", [task_id], metrics)


def facts_of(run: Run, *, metrics: Iterable[MetricRef] | None = None) -> RunFacts:
    """Return one run, also when it is deleted or belongs to no task."""
    return _facts("r.id = %s", [run.pk], metrics)[0]


def facts_of_runs(ids: Iterable[int]) -> list[RunFacts]:
    """Return these runs, by their row numbers, in two queries."""
    wanted = list(ids)
    return _facts(f"r.id IN ({_marks(wanted)})", wanted, None) if wanted else []


def numbers_of(task_id: int) -> list[tuple[str, int, int]]:
    """Return uid, row and number of each run of the task."""
    return fetched("SELECT uid, id, number FROM runs_run WHERE task_id = %s", [task_id])


def series_facts(key: str, summary: Summary | MetricSeries) -> SeriesFacts:
    """Return a summary as a verdict reads it; NaN stands where there is no number."""
    return SeriesFacts(
        key=key,
        n=summary.count,
        first=_number(summary.first),
        last=_number(summary.last),
        last_step=summary.last_step,
        min=_number(summary.low),
        max=_number(summary.high),
        nan_count=summary.nan_count,
    )


def series_window(
    run: Run, key: str, *, fresh: Sequence[StoredPoint], before: Summary | None, lookback: int
) -> SeriesWindow:
    """Return a series around the points that an ingest hook got, with `lookback` points before them."""
    count = before.count if before else 0
    tail = points.newest(before.series_id, most=lookback, before=fresh[0]) if before and fresh else []
    return SeriesWindow(
        before=series_facts(key, before) if before else None,
        tail=_numbered(tail, start=count - len(tail) + 1),
        fresh=_numbered(fresh, start=count + 1),
    )


def _facts(which: str, values: Sequence[Any], metrics: Iterable[MetricRef] | None) -> list[RunFacts]:
    runs = fetched(f"{_RUNS} WHERE {which} ORDER BY r.id", values)
    series = _series_of(which, values, metrics) if runs else {}
    return [
        RunFacts(
            ref=uid,
            name=name,
            is_finished=status == RunStatus.FINISHED,
            is_failed=status in {RunStatus.FAILED, RunStatus.KILLED},
            started_at=moment(started_at),
            split=tag or (first if first == last else None),
            series=series.get(pk, {}),
            is_silent=silent_since is not None and status == RunStatus.RUNNING,
        )
        for pk, uid, name, status, started_at, silent_since, tag, first, last in runs
    ]


def _series_of(
    which: str, values: Sequence[Any], metrics: Iterable[MetricRef] | None
) -> Mapping[int, Mapping[str, SeriesFacts]]:
    keys = _keys(metrics)
    among = f" AND lower(s.key) IN ({_marks(keys)})" if keys else ""
    found: dict[int, dict[str, SeriesFacts]] = defaultdict(dict)
    rows = fetched(f"{_SERIES} WHERE {which}{among}", [*values, *keys])
    for run_id, key, count, first, last, last_step, low, high, nan_count in rows:
        found[run_id][key] = SeriesFacts(
            key=key,
            n=count,
            first=_number(first),
            last=_number(last),
            last_step=last_step,
            min=_number(low),
            max=_number(high),
            nan_count=nan_count,
        )
    return found


def _keys(metrics: Iterable[MetricRef] | None) -> list[str]:
    """The keys to read; none means all, also where a name has letters whose case only Python knows to fold."""
    wanted = sorted({key for metric in metrics or () for key in keys_wanted(metric)})
    return wanted if all(key.isascii() for key in wanted) else []


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _numbered(some: Sequence[StoredPoint], *, start: int) -> tuple[WindowPoint, ...]:
    return tuple(WindowPoint(point.step, point.value, number) for number, point in enumerate(some, start))


def _number(value: float | None) -> float:
    return math.nan if value is None else value
