"""The series of one run as stop conditions read them."""

from collections.abc import Mapping

from assay.pure.criteria import Condition, MetricRef, lookback, metrics_named
from assay.pure.verdict import Point, RunFacts, SeriesFacts, SeriesWindow
from assay.runs.hooks import Before, Fresh
from assay.runs.models import MetricSeries, Run
from assay.runs.points import newest
from assay.runs.reading import series_window


def windows_of(
    condition: Condition, run: Run, facts: RunFacts, *, fresh: Fresh, before: Before
) -> Mapping[MetricRef, SeriesWindow]:
    """Return, for each metric the condition names, its series of the run around the batch.

    Empty when the run has logged none of the metrics.
    """
    back = lookback(condition)
    answers = {metric: facts.answer(metric) for metric in metrics_named(condition)}
    return {
        metric: series_window(run, series.key, fresh=fresh[series.key], before=before.get(series.key), lookback=back)
        if fresh.get(series.key)
        else _resting(run, series, back=max(back, 1))
        for metric, series in answers.items()
        if series is not None
    }


def _resting(run: Run, series: SeriesFacts, *, back: int) -> SeriesWindow:
    """A series that got no point just now; its newest ones count where conditions are joined by `and`."""
    ids = MetricSeries.objects.filter(run=run, key=series.key).values_list("pk", flat=True)
    found = newest(ids[0], most=back)
    first = series.n - len(found) + 1
    return SeriesWindow(
        before=series,
        tail=tuple(Point(point.step, point.value, number) for number, point in enumerate(found, first)),
    )
