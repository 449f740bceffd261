"""Charts of a run's metrics, one for each."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.projects.metric_words import metric_in_words
from assay.pure.metrics import NOTHING_DEFINED, Definition, Definitions
from assay.pure.numbers import short_number
from assay.runs.models import MetricSeries
from assay.runs.queries.curves import Curve
from assay.web.charts import LineChart, Series

STRETCHES = 120


def charts_of(
    series: Sequence[MetricSeries], curves: Mapping[int, Curve], definitions: Definitions = NOTHING_DEFINED
) -> list[LineChart]:
    """Return the charts of those metrics that have a curve."""
    return [_chart(one, curves[one.pk], definitions.nearest(one.key)) for one in series if one.pk in curves]


def _chart(series: MetricSeries, curve: Curve, defined: Definition | None) -> LineChart:
    """A chart whose title says where the metric ended, and below it what the metric is, if the project says so."""
    written = defined.shown if defined else short_number
    return LineChart(
        title=_title(series, curve, written),
        note=_("From %(first)s, lowest %(low)s, highest %(high)s; %(points)s")
        % {
            "first": _text(series.first, written),
            "low": _text(series.low, written),
            "high": _text(series.high, written),
            "points": _points(series),
        }
        + (f". {metric_in_words(defined)}" if defined else ""),
        series=[Series(name=series.key, points=curve.points, of=series.pk)],
        name=series.key,
        x_name=_("Step") if curve.axis == "step" else _("Seconds"),
        written=written,
    )


def _title(series: MetricSeries, curve: Curve, written: Callable[[float], str]) -> str:
    told = {"key": series.key, "last": _text(series.last, written), "step": series.last_step}
    if curve.axis == "step":
        return _("%(key)s %(last)s at step %(step)d") % told
    return _("%(key)s %(last)s, over time") % told


def _points(series: MetricSeries) -> str:
    points = ngettext("%(count)d point", "%(count)d points", series.count) % {"count": series.count}
    if not series.nan_count:
        return points
    return _("%(points)s, %(nan)d of them NaN") % {"points": points, "nan": series.nan_count}


def _text(value: float | None, written: Callable[[float], str]) -> str:
    """A summary's value as people read it; one that is missing was NaN."""
    return "NaN" if value is None else written(value)
