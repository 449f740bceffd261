"""Curves of several runs in one chart for each metric: the smoothed line, and the measured one pale behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.pure.directions import Direction
from assay.pure.metrics import Definitions
from assay.pure.numbers import short_number
from assay.pure.smoothing import smoothed
from assay.runs.columns import Column, Kind
from assay.runs.models import MetricSeries, Run
from assay.runs.queries.comparison.asking import Compared, Over
from assay.runs.queries.curves import Curve, Line, curves_of
from assay.web.charts import LineChart, Series

CHARTS = 2
MOST_CHARTS = 8
# Names at the ends of more lines would lie on each other.
NAMED = 8
WIDTH = 1080


def charts_of(runs: Sequence[Run], logged: Sequence[str], asked: Compared, definitions: Definitions) -> list[LineChart]:
    """Return a chart of each metric that was asked for, else of the first ones that have curves.

    `logged` are the metrics that the runs have, in the order in which they are offered.
    """
    chosen = asked.metrics[:MOST_CHARTS] if asked.metrics else logged[:20]
    series = list(MetricSeries.objects.filter(run__in=runs, key__in=chosen))
    curved = {one.key for one in series if one.count > 1}
    keyed = [key for key in chosen if key in curved]
    drawn = keyed if asked.metrics else keyed[:CHARTS]
    longer = [one for one in series if one.count > 1 and one.key in drawn]
    stretches = 120 if len(longer) <= 20 else 40
    curves = curves_of(longer, stretches=stretches, over=None if asked.over is Over.STEP else "time")
    return [
        _chart(Column(Kind.METRIC, key).knowing(definitions), runs, _of(key, series), curves, asked) for key in drawn
    ]


def _of(key: str, series: Sequence[MetricSeries]) -> Mapping[int, MetricSeries]:
    return {one.run_id: one for one in series if one.key == key}


def _chart(
    column: Column,
    runs: Sequence[Run],
    series: Mapping[int, MetricSeries],
    curves: Mapping[int, Curve],
    asked: Compared,
) -> LineChart:
    drawn = {run.pk: one for run in runs if (one := series.get(run.pk)) is not None and one.pk in curves}
    start = min((one.first_at_ms for one in drawn.values()), default=0)
    lines = [
        _line(
            run,
            place,
            _placed(curves[of.pk], of, start if asked.over is Over.WALL else 0),
            asked,
            of=of,
        )
        for place, run in enumerate(runs)
        if (of := drawn.get(run.pk)) is not None
    ]
    is_over_steps = all(curves[one.pk].axis == "step" for one in drawn.values())
    return LineChart(
        title=_title(column, runs, series),
        note=_note(column, asked, len(lines), sum(one.count == 1 for one in series.values())),
        series=[replace(line, is_main=len(lines) <= NAMED) for line in lines],
        name=column.key,
        x_name=_("Step") if is_over_steps else _("Seconds"),
        width=WIDTH,
        is_log=asked.is_log,
        written=column.shown,
    )


def _line(run: Run, place: int, points: Line, asked: Compared, *, of: MetricSeries) -> Series:
    return Series(
        name=str(run.number),
        points=smoothed(points, asked.smoothing) if asked.smoothing else points,
        raw=points if asked.smoothing else (),
        hue=hue_of(place),
        dash=dash_of(place),
        of=of.pk,
    )


def _placed(curve: Curve, series: MetricSeries, start_ms: int) -> Line:
    if curve.axis == "step":
        return curve.points
    later = (series.first_at_ms - start_ms) / 1000 if start_ms else 0.0
    return [(x + later, y) for x, y in curve.points]


def _title(column: Column, runs: Sequence[Run], series: Mapping[int, MetricSeries]) -> str:
    """Who leads by the best value, if the name of the metric says which way is better."""
    key, direction = column.key, column.direction
    field = "low" if direction is Direction.LOWER else "high"
    best = {run.number: getattr(series[run.pk], field) for run in runs if run.pk in series}
    known = [(value, number) for number, value in best.items() if value is not None]
    if direction is None or len(known) < 2:
        return key
    known.sort(reverse=direction is Direction.HIGHER)
    gap = abs(known[0][0] - known[1][0])
    if not gap:
        return _("%(key)s: the best runs are level at %(value)s") % {"key": key, "value": column.shown(known[0][0])}
    facts = {"key": key, "run": known[0][1], "value": column.shown(known[0][0]), "gap": column.apart(gap)}
    return _("%(key)s: run %(run)d leads with %(value)s, %(gap)s before the next") % facts


def _note(column: Column, asked: Compared, count: int, alone: int) -> str:
    words = {Direction.HIGHER: _("higher is better"), Direction.LOWER: _("lower is better")}
    direction = column.direction
    smooth = _("smoothing %(weight)s, measured values behind") % {"weight": short_number(asked.smoothing)}
    drawn = ngettext("%(count)d run", "%(count)d runs", count) % {"count": count}
    single = ngettext("%(count)d logged a single value: no curve", "%(count)d logged a single value: no curves", alone)
    parts = [
        column.definition.title if column.definition else "",
        words[direction] if direction else "",
        smooth if asked.smoothing else "",
        drawn,
    ]
    parts.append(single % {"count": alone} if alone else "")
    return ", ".join(part for part in parts if part)


def hue_of(place: int) -> int:
    return place % 8 + 1


def dash_of(place: int) -> int:
    return place // 8 % 4 + 1
