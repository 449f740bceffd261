"""What documents quote of runs: one run with its main metrics, and the chart of a metric."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from assay.documents.quotes import Look, Offer, Quotable, Quoted, Unquotable
from assay.projects.queries import definitions_of_projects
from assay.pure.metrics import NOTHING_DEFINED, Definitions
from assay.runs.columns import Column, Kind
from assay.runs.models import MetricSeries, Run
from assay.runs.models.run import RunQuerySet
from assay.runs.queries.spans import span_of
from assay.runs.queries.table.defaults import SYSTEM
from assay.tasks.keys import parse_key
from assay.tasks.quoting import tasks_named

MOST_METRICS = 8
MOST_SERIES = 5000
OFFERED = 8
_NUMBER = re.compile(r"#?([0-9]{1,9})", re.ASCII)
_UID = re.compile(r"[0-9a-f]{32}")
_OF_TASK = re.compile(r"(\S+?) ?# ?([0-9]{1,6})", re.ASCII)


@dataclass(frozen=True)
class Told:
    """A run with what it says of itself: metrics with their columns in tables, and how many `more` there are."""

    run: Run
    metrics: list[tuple[Column, MetricSeries]]
    more: int


def runs_seen(look: Look) -> RunQuerySet:
    """Return the living runs that somebody who looks at a document may see."""
    if look.reader is None:
        return Run.objects.filter(workspace_id=look.project.workspace_id, task__project=look.project).alive()
    return Run.objects.visible_to(look.reader).alive()


def runs_named(names: Iterable[str], look: Look) -> dict[str, Run]:
    """Return the runs that are named by number, by id or as `ML-EXP-05#3`, the third of a task, in three queries."""
    wanted = list(names)
    places = {name: (found[1], int(found[2])) for name in wanted if (found := _OF_TASK.fullmatch(name))}
    tasks = tasks_named({key for key, _place in places.values()}, look)
    numbers = {name: int(found[1]) for name in wanted if (found := _NUMBER.fullmatch(name))}
    mine = runs_seen(look).select_related("task__project", "person", "group")
    runs = list(mine.filter(Q(number__in=set(numbers.values())) | Q(uid__in=set(wanted)))) if wanted else []
    by_number, by_uid = {run.number: run for run in runs}, {run.uid: run for run in runs}
    by_place = _in_places([(tasks[key].pk, place) for key, place in places.values() if key in tasks], mine)
    named = {name: by_number.get(numbers[name]) if name in numbers else by_uid.get(name) for name in wanted}
    named |= {name: by_place.get((tasks[key].pk, place)) for name, (key, place) in places.items() if key in tasks}
    return {name: run for name, run in named.items() if run}


def _in_places(places: Sequence[tuple[int, int]], runs: RunQuerySet) -> dict[tuple[int, int], Run]:
    """The runs of tasks by which one of the task's they are, the oldest the first."""
    if not places:
        return {}
    tasks, nths = {task for task, _nth in places}, {nth for _task, nth in places}
    nth = Window(RowNumber(), partition_by=F("task_id"), order_by=F("pk").asc())
    found = runs.filter(task__in=tasks).annotate(nth=nth).filter(nth__in=nths)
    return {(run.task_id or 0, int(getattr(run, "nth"))): run for run in found}  # noqa: B009  annotated


def definitions_seen(projects: Iterable[int | None], look: Look) -> Mapping[int | None, Definitions]:
    """Return what these projects say of their metrics, each asked for once for all quotes of a page."""
    known: dict[int | None, Definitions] = look.memory.setdefault("definitions", {None: NOTHING_DEFINED})
    if unknown := set(projects) - known.keys():
        known.update(definitions_of_projects({number for number in unknown if number}).items())
    return known


def is_name(text: str) -> bool:
    """Say whether a run can be called so."""
    place = _OF_TASK.fullmatch(text)
    return bool(_NUMBER.fullmatch(text) or _UID.fullmatch(text) or (place and parse_key(place[1])))


def _find(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    told = Unquotable(
        _("This is no run. Write its number, its id, or which one of a task it is: {{run 12}}, {{run %(key)s#3}}.")
        % {"key": f"{look.project.key}-EXP-05"}
    )
    runs = runs_named([one for one in arguments if is_name(one)], look)
    series = _main_metrics(runs.values())
    defined = definitions_seen((run.subject.project_id for run in runs.values()), look)
    return {one: told for one in arguments if not is_name(one)} | {
        name: _told(run, series[run.pk], defined[run.subject.project_id]) for name, run in runs.items()
    }


def _told(run: Run, series: Sequence[MetricSeries], defined: Definitions) -> Told:
    """What the project cares for most comes first, then by name."""
    first = sorted(series, key=lambda one: defined.rank(one.key))[:MOST_METRICS]
    columns = [(Column(Kind.METRIC, one.key).knowing(defined), one) for one in first]
    return Told(run, columns, len(series) - len(first))


def _main_metrics(runs: Iterable[Run]) -> Mapping[int, list[MetricSeries]]:
    """The metrics of the runs by name, without those of the machine; at most one query."""
    numbers = [run.pk for run in runs]
    found: dict[int, list[MetricSeries]] = defaultdict(list)
    if numbers:
        series = MetricSeries.objects.filter(run__in=numbers).exclude(key__startswith=SYSTEM).order_by("key")
        for one in series[:MOST_SERIES]:
            found[one.run_id].append(one)
    return found


def _render(told: Told, look: Look) -> Quoted:
    run = told.run
    project = run.subject.project_id
    context = {"told": told, "run": run, "span": span_of(run, at=look.at), "look": look}
    return Quoted(
        title=_("Run %(number)d %(name)s") % {"number": run.number, "name": run.name},
        body=Markup(render_to_string("runs/_quote.html", context)),  # noqa: S704  our own template
        icon="runs",
        topics=(run.subject.topic,),
        projects=frozenset({project} if project else ()),
        url=reverse("runs:run", args=[run.uid]),
    )


def offers(text: str, look: Look) -> list[Offer]:
    """Runs whose number or name begins or goes on with what was typed, the newest first; those of the project first."""
    words = text.strip()
    runs = runs_seen(look).select_related("task__project", "group")
    key = parse_key(words.partition("#")[0])
    if key:
        runs = runs.filter(task__project__key=key.project, task__number=key.number)
    elif words.isascii() and words.isdigit() and len(words) < 10:
        runs = runs.filter(number=int(words))
    elif words:
        runs = runs.filter(name__icontains=words)
    else:
        runs = runs.filter(task__project=look.project)
    return [Offer(str(run.number), _in_words(run)) for run in runs.order_by("-number")[:OFFERED]]


def _in_words(run: Run) -> str:
    return f"{run.name} · {run.task.key}" if run.task else run.name


RUN = Quotable(
    name="run",
    label=gettext_lazy("Quote a run"),
    example="{{run 12}}",
    find=_find,
    render=_render,
    offers=offers,
    order=30,
)
