"""The picture under the results: the first criterion's metric by step, or best so far where nothing has steps."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.experiments.baselines import baseline_of
from assay.experiments.models import Criterion, Experiment
from assay.experiments.queries.results import ResultRow, ResultsTable
from assay.projects.metric_words import named
from assay.pure.criteria import Comparison, Condition, atoms, format_metric, resolve_threshold
from assay.pure.metrics import NOTHING_DEFINED, Definition, Definitions, apart, shown
from assay.pure.numbers import short_number
from assay.pure.verdict import RunFacts
from assay.runs.models import MetricSeries
from assay.runs.queries import curves_of
from assay.web.charts import LineChart, Series

MOST_LINES = 5
STRETCHES = 60
HUES = (1, 6, 3, 5, 2)
STOPPED_HUE = 8
SPOILED = {"stopped", "fired"}
# The name of the axis on which each run is one place.
RUN_BY_RUN = gettext_lazy("Run")
Curve = Sequence[tuple[float, float]]


def curves_chart(
    experiment: Experiment,
    lines: Sequence[Criterion],
    table: ResultsTable,
    facts: Sequence[RunFacts],
    definitions: Definitions = NOTHING_DEFINED,
) -> LineChart | None:
    """Return the chart of the first success criterion; None without one or without anything to draw."""
    compared = _first_comparison([line.condition for line in lines if not line.is_stop])
    if compared is None or not facts:
        return None
    by_ref = {run.ref: run for run in facts}
    measured = [row for row in table.rows if row.run.uid in by_ref and by_ref[row.run.uid].answer(compared.metric)]
    threshold = resolve_threshold(compared, baseline_of(experiment).value_of(compared.metric))
    levels = {
        "target": (_("target"), threshold.value) if threshold.value is not None else None,
        "baseline": _baseline_level(experiment, compared),
    }
    chosen = _chosen(measured)
    curves = _curves(chosen, by_ref, compared)
    told = Told(compared, threshold.value, definitions.nearest_to(compared.metric))
    if curves:
        return _by_step(chosen, curves, told, levels)
    return _by_run(measured, by_ref, told, levels, is_repeated=bool(table.groups))


Levels = Mapping[str, tuple[str, float] | None]


@dataclass(frozen=True)
class Told:
    """The comparison that the chart is of, its target, and what the project says of the metric."""

    compared: Comparison
    target: float | None
    definition: Definition | None

    def shown(self, value: float) -> str:
        return shown(self.definition, value)

    @property
    def wants_more(self) -> bool:
        return self.definition.wants_more if self.definition else self.compared.operator.wants_more


def _first_comparison(conditions: Sequence[Condition]) -> Comparison | None:
    found = (atom for condition in conditions for atom in atoms(condition) if isinstance(atom, Comparison))
    return next(found, None)


def _baseline_level(experiment: Experiment, compared: Comparison) -> tuple[str, float] | None:
    value = baseline_of(experiment).value_of(compared.metric)
    return None if value is None else (_("baseline"), value)


def _chosen(rows: Sequence[ResultRow]) -> list[ResultRow]:
    """The best few, and always one that was stopped or still trains, as that is what one looks for."""
    best = list(rows[:MOST_LINES])
    special = [row for row in rows[MOST_LINES:] if row.mark in {"running", "going", "stopped", "fired"}][:1]
    return best[: MOST_LINES - len(special)] + special


@dataclass(frozen=True)
class _Sampled:
    """Sampled points, and the number of the series that holds all of them."""

    points: Curve
    of: int


def _curves(rows: Sequence[ResultRow], by_ref: Mapping[str, RunFacts], compared: Comparison) -> Mapping[int, _Sampled]:
    """The sampled points by the row number of the run, of those that have some."""
    keys = {row.run.pk: series.key for row in rows if (series := by_ref[row.run.uid].answer(compared.metric))}
    known = MetricSeries.objects.filter(run__in=keys, key__in=set(keys.values()))
    wanted = [series for series in known if keys[series.run_id] == series.key]
    curves = curves_of(wanted, stretches=STRETCHES)
    return {
        series.run_id: _Sampled(found.points, series.pk)
        for series in wanted
        if (found := curves.get(series.pk)) is not None and found.axis == "step" and len(found.points) > 1
    }


def _by_step(
    rows: Sequence[ResultRow],
    curves: Mapping[int, _Sampled],
    told: Told,
    levels: Levels,
) -> LineChart:
    drawn = [row for row in rows if row.run.pk in curves]
    main = next((row for row in drawn if row.mark not in SPOILED), drawn[0])
    series = [
        Series(
            name=str(row.run.number),
            points=curves[row.run.pk].points,
            of=curves[row.run.pk].of,
            hue=STOPPED_HUE if row.mark in SPOILED else HUES[place % len(HUES)],
            dash=1 if row is main or row.mark in SPOILED else place % 3 + 2,
            is_main=row is main,
            stopped=_("%(run)d stopped") % {"run": row.run.number} if row.mark == "stopped" else "",
        )
        for place, row in enumerate(drawn)
    ]
    return LineChart(
        title=_finding(main, curves[main.run.pk].points, told),
        note=_note(told, _("by step"), len(drawn)),
        series=series,
        x_name=_("Step"),
        target=levels["target"],
        baseline=levels["baseline"],
        written=told.shown,
    )


def _finding(row: ResultRow, curve: Curve, told: Told) -> str:
    """Say what the picture shows: when the best run passed the target, or how far it is away."""
    run, target = row.run.number, told.target
    if target is None:
        return _("Run %(run)d is at %(value)s") % {"run": run, "value": told.shown(curve[-1][1])}
    if told.compared.operator.holds(curve[-1][1], target):
        since = _passed_at(curve, told.compared, target)
        return _("Run %(run)d passed the target at step %(step)s") % {"run": run, "step": short_number(since)}
    return _("Run %(run)d ends at %(value)s, the target is %(target)s") % {
        "run": run,
        "value": told.shown(curve[-1][1]),
        "target": told.shown(target),
    }


def _passed_at(curve: Curve, compared: Comparison, target: float) -> float:
    """The step from which on the curve never leaves the good side again."""
    since = curve[-1][0]
    for step, value in reversed(curve):
        if not compared.operator.holds(value, target):
            break
        since = step
    return since


def _by_run(
    rows: Sequence[ResultRow],
    by_ref: Mapping[str, RunFacts],
    told: Told,
    levels: Levels,
    *,
    is_repeated: bool,
) -> LineChart | None:
    """Runs in the order of their numbers, and the best so far as steps."""
    values = [(row.run.number, by_ref[row.run.uid].answer(told.compared.metric)) for row in rows]
    dots = sorted((float(number), series.last) for number, series in values if series and math.isfinite(series.last))
    if len(dots) < 2:
        return None
    title, series = _drawn(dots, told, is_repeated=is_repeated)
    return LineChart(
        title=title,
        note=_note(told, _("run by run"), len(dots)),
        series=series,
        x_name=str(RUN_BY_RUN),
        target=levels["target"],
        baseline=levels["baseline"],
        written=told.shown,
    )


def _drawn(dots: Curve, told: Told, *, is_repeated: bool) -> tuple[str, list[Series]]:
    """The finding and what is drawn: of runs that repeat one another the best tells nothing."""
    each = Series(name=_("each run"), points=dots, hue=5, dash=3)
    if is_repeated:
        return _("Run by run: repeats count by their mean"), [each]
    steps = _best_so_far(dots, told)
    best = Series(name=_("best so far"), points=steps, hue=1, is_main=True)
    return _best_finding(steps[-1][1], told), [best, each]


def _best_so_far(dots: Curve, told: Told) -> list[tuple[float, float]]:
    better = max if told.wants_more else min
    steps: list[tuple[float, float]] = []
    for x, value in dots:
        best = better(value, steps[-1][1]) if steps else value
        if steps and best != steps[-1][1]:
            steps.append((x, steps[-1][1]))
        steps.append((x, best))
    return steps


def _best_finding(best: float, told: Told) -> str:
    if told.target is None:
        return _("Best so far: %(value)s") % {"value": told.shown(best)}
    if told.compared.operator.holds(best, told.target):
        return _("Best so far is %(value)s, past the target") % {"value": told.shown(best)}
    distance = -told.compared.operator.margin(best, told.target)
    return _("Best so far is %(value)s, %(distance)s short of the target") % {
        "value": told.shown(best),
        "distance": apart(told.definition, distance),
    }


def _note(told: Told, by: str, count: int) -> str:
    direction = _("higher is better") if told.wants_more else _("lower is better")
    runs = ngettext("%(count)d run", "%(count)d runs", count) % {"count": count}
    name = named(told.definition) if told.definition else format_metric(told.compared.metric)
    return f"{name} {by}, {direction}, {runs}"
