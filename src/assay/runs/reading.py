"""What verdicts and stop conditions read of runs, as plain values."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery

from assay.pure.verdict import RunFacts, SeriesFacts
from assay.pure.verdict.windows import Point as WindowPoint
from assay.pure.verdict.windows import SeriesWindow
from assay.runs import points
from assay.runs.models import DatasetInput, MetricSeries, Run, RunStatus, RunTag
from assay.runs.summary import StoredPoint, Summary

# Tags that say what the whole run was measured on, strongest first.
SPLIT_TAGS = ("split", "environment")


def run_facts(task_id: int) -> list[RunFacts]:
    """Return the living runs of the task, oldest first, in two queries."""
    return _facts(Run.objects.of_task(task_id))


def facts_of(run: Run) -> RunFacts:
    """Return one run, also when it is deleted or belongs to no task."""
    return _facts(Run.objects.filter(pk=run.pk))[0]


def facts_of_runs(ids: Iterable[int]) -> list[RunFacts]:
    """Return these runs, by their row numbers, in two queries."""
    return _facts(Run.objects.filter(pk__in=list(ids)))


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


def _facts(runs: QuerySet[Run]) -> list[RunFacts]:
    tags = RunTag.objects.filter(run=OuterRef("pk"), key__in=SPLIT_TAGS).exclude(value="")
    contexts = DatasetInput.objects.filter(run=OuterRef("pk")).exclude(context="").order_by().values("run")
    found = runs.order_by("pk").annotate(
        # "split" sorts behind "environment" and is the stronger of the two.
        split_tag=Subquery(tags.order_by("-key").values("value")[:1]),
        first_context=Subquery(contexts.annotate(one=Min("context")).values("one")),
        last_context=Subquery(contexts.annotate(one=Max("context")).values("one")),
    )
    rows = found.values_list("pk", "uid", "name", "status", "started_at", "split_tag", "first_context", "last_context")
    listed = list(rows)
    series = _series_of(row[0] for row in listed)
    return [
        RunFacts(
            ref=uid,
            name=name,
            is_finished=status == RunStatus.FINISHED,
            is_failed=status in {RunStatus.FAILED, RunStatus.KILLED},
            started_at=started_at,
            split=tag or (first if first == last else None),
            series=series.get(pk, {}),
        )
        for pk, uid, name, status, started_at, tag, first, last in listed
    ]


def _series_of(run_ids: Iterable[int]) -> Mapping[int, Mapping[str, SeriesFacts]]:
    rows = MetricSeries.objects.filter(run__in=list(run_ids)).values_list(
        "run_id", "key", "count", "first", "last", "last_step", "low", "high", "nan_count"
    )
    found: dict[int, dict[str, SeriesFacts]] = defaultdict(dict)
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


def _numbered(some: Sequence[StoredPoint], *, start: int) -> tuple[WindowPoint, ...]:
    return tuple(WindowPoint(point.step, point.value, number) for number, point in enumerate(some, start))


def _number(value: float | None) -> float:
    return math.nan if value is None else value
