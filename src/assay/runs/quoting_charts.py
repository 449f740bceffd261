"""The chart of a metric as documents quote it: of one run, or of the latest runs of a task."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from assay.documents.quotes import Look, Offer, Quotable, Quoted, Unquotable
from assay.projects.metric_words import metric_in_words
from assay.pure.directions import Direction
from assay.pure.metrics import Definition, Definitions, shown
from assay.runs.models import MetricSeries, Run
from assay.runs.queries.curves import Curve, curves_of
from assay.runs.quoting import definitions_seen, is_name, offers, runs_named, runs_seen
from assay.tasks.keys import parse_key
from assay.tasks.models import Task
from assay.tasks.quoting import tasks_named
from assay.web.charts import LineChart, Series

MOST_LINES = 6
MOST_RUNS = 300
STRETCHES = 60
HUES = (1, 6, 3, 5, 2, 7)


@dataclass(frozen=True)
class Drawn:
    """A metric of some runs, `defined` if its project says what it is; `lines` are series and curves, best first."""

    metric: str
    of: Task | Run
    defined: Definition | None
    lines: list[tuple[Run, MetricSeries, Curve]]


@dataclass(frozen=True)
class _Asked:
    """`of` names a task or a run."""

    of: str
    metric: str


def _find(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    asked = {one: parts for one in arguments if (parts := _parts(one))}
    told = Unquotable(
        _("Say of what and which metric, as in {{chart %(key)s val_loss}}.") % {"key": f"{look.project.key}-EXP-05"}
    )
    runs = runs_named({one.of for one in asked.values() if is_name(one.of)}, look)
    tasks = tasks_named({one.of for one in asked.values() if not is_name(one.of)}, look)
    series = _series(list(asked.values()), runs, tasks, look)
    curves = curves_of([one for found in series.values() for one in found], stretches=STRETCHES)
    known: dict[str, Task | Run] = {**tasks, **runs}
    defined = definitions_seen(map(_project, known.values()), look)
    found = {
        one: _drawn(parts, known[parts.of], series.get(parts, []), curves, defined[_project(known[parts.of])])
        for one, parts in asked.items()
        if parts.of in known
    }
    return {one: told for one in arguments if one not in asked} | found


def _parts(argument: str) -> _Asked | None:
    of, _space, metric = argument.partition(" ")
    is_known = is_name(of) or parse_key(of) is not None
    return _Asked(of, metric) if is_known and metric else None


def _series(
    asked: Sequence[_Asked], runs: Mapping[str, Run], tasks: Mapping[str, Task], look: Look
) -> Mapping[_Asked, list[MetricSeries]]:
    """The series of the latest runs of each task, in one query for all charts."""
    if not runs and not tasks:
        return {}
    nth = Window(RowNumber(), partition_by=F("task_id"), order_by=F("number").desc())
    of_tasks = runs_seen(look).filter(task__in=[task.pk for task in tasks.values()]).annotate(nth=nth)
    latest = of_tasks.filter(nth__lte=MOST_RUNS).values("pk")
    wanted = Q(run__in=[run.pk for run in runs.values()]) | (Q(run__in=latest) if tasks else Q())
    found = MetricSeries.objects.filter(wanted, key__in={one.metric for one in asked})
    by_owner: dict[tuple[object, str], list[MetricSeries]] = defaultdict(list)
    for series in found.select_related("run").order_by("-run__number"):
        by_owner[series.run_id, series.key].append(series)
        by_owner[f"task {series.run.task_id}", series.key].append(series)
    return {
        one: by_owner[runs[one.of].pk if one.of in runs else f"task {tasks[one.of].pk}", one.metric]
        for one in asked
        if one.of in runs or one.of in tasks
    }


def _drawn(
    asked: _Asked, of: Task | Run, series: Sequence[MetricSeries], curves: Mapping[int, Curve], defined: Definitions
) -> Drawn | Unquotable:
    if not series:
        return Unquotable(_("No run here has logged %(metric)s.") % {"metric": asked.metric})
    way, definition = defined.direction_of(asked.metric), defined.nearest(asked.metric)
    best = sorted(series, key=lambda one: _place(one, way))[:MOST_LINES]
    lines = [(one.run, one, curves[one.pk]) for one in best if one.pk in curves]
    if lines:
        return Drawn(asked.metric, of, definition, lines)
    told = _("%(metric)s has one value only, %(value)s: there is no line to draw.")
    return Unquotable(told % {"metric": asked.metric, "value": _value(definition, best[0])})


def _value(defined: Definition | None, series: MetricSeries) -> str:
    return "NaN" if series.last is None else shown(defined, series.last)


def _place(series: MetricSeries, way: Direction | None) -> float:
    """The best first where it is known which way that is; else as they come, the newest first."""
    if way is None or series.last is None:
        return 0.0 if way is None else float("inf")
    return series.last if way is Direction.LOWER else -series.last


def _render(drawn: Drawn, look: Look) -> Quoted:
    chart = _chart(drawn)
    project = _project(drawn.of)
    return Quoted(
        title=f"{drawn.metric}, {drawn.of.key if isinstance(drawn.of, Task) else _run(drawn.of)}",
        body=Markup(render_to_string("runs/_quote_chart.html", {"chart": chart})),  # noqa: S704  our own template
        icon="chart",
        topics=(drawn.of.subject.topic,),
        projects=frozenset({project} if project else ()),
        url=_url(drawn.of),
    )


def _chart(drawn: Drawn) -> LineChart:
    run, series, curve = drawn.lines[0]
    told = {"run": run.number, "metric": drawn.metric, "value": _value(drawn.defined, series)}
    by = _("by step") if curve.axis == "step" else _("over seconds")
    count = ngettext("%(count)d run", "%(count)d runs", len(drawn.lines)) % {"count": len(drawn.lines)}
    return LineChart(
        title=_("Run %(run)d ends with %(metric)s %(value)s") % told,
        note=f"{drawn.metric} {by}, {count}" + (f". {metric_in_words(drawn.defined)}" if drawn.defined else ""),
        series=[
            Series(
                name=str(one.number),
                points=line.points,
                hue=HUES[place % len(HUES)],
                dash=1 if place == 0 else place % 3 + 2,
                is_main=place == 0,
            )
            for place, (one, _series, line) in enumerate(drawn.lines)
            if line.axis == curve.axis
        ],
        x_name=_("Step") if curve.axis == "step" else _("Seconds"),
        written=lambda value: shown(drawn.defined, value),
    )


def _project(of: Task | Run) -> int | None:
    return of.project_id if isinstance(of, Task) else of.subject.project_id


def _run(run: Run) -> str:
    return _("run %(number)d") % {"number": run.number}


def _url(of: Task | Run) -> str:
    return reverse("tasks:task", args=[of.key]) if isinstance(of, Task) else reverse("runs:run", args=[of.uid])


def _offers(text: str, look: Look) -> list[Offer]:
    """First runs and tasks, then the metrics that the chosen one has logged."""
    of, space, metric = text.partition(" ")
    return _metrics(of, metric, look) if space else offers(text, look)


def _metrics(of: str, begun: str, look: Look) -> list[Offer]:
    run, task = runs_named([of], look).get(of), tasks_named([of], look).get(of)
    if not run and not task:
        return []
    mine = runs_seen(look).filter(pk=run.pk) if run else runs_seen(look).filter(task=task)
    keys = MetricSeries.objects.filter(run__in=mine, key__icontains=begun).values_list("key", flat=True)
    return [Offer(f"{of} {key}", "") for key in keys.distinct().order_by("key")[:8]]


CHART = Quotable(
    name="chart",
    label=gettext_lazy("Quote the chart of a metric"),
    example="{{chart ML-EXP-05 val_loss}}",
    find=_find,
    render=_render,
    offers=_offers,
    order=40,
)
