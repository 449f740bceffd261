"""Everything the page of one run shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Case, CharField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.feed import Entry, Link
from assay.activity.models import Event
from assay.projects.queries import definitions_of, definitions_told
from assay.pure.directions import Direction
from assay.pure.metrics import NOTHING_DEFINED, Definitions
from assay.runs.columns import Column, Kind
from assay.runs.linking import suggested_task
from assay.runs.marks import ENVIRONMENT_TAGS, PARENT_TAG
from assay.runs.models import DatasetInput, LoggedModel, MetricSeries, Param, Run, RunTag
from assay.runs.queries.charts import STRETCHES, charts_of
from assay.runs.queries.code_source import Source, source_of
from assay.runs.queries.curves import Curve, axis_of, course_of, curves_of
from assay.runs.queries.data_sources import source_in_words
from assay.runs.queries.spans import span_of
from assay.runs.queries.table.defaults import SYSTEM
from assay.runs.queries.trees import File, Folder, tree_of
from assay.runs.shelves import Shelf
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.web.charts import LineChart

CHARTS = 12
MOST_CHARTS = 60
METRICS = 100
MOST_METRICS = 1000
MACHINE_LAST = Case(When(key__startswith=SYSTEM, then=1), default=0)
EXPERIMENTS_FIRST = Case(When(kind=TaskKind.EXPERIMENT, then=0), default=1)
HISTORY = 60
MOST_INPUTS = 100
PICTURES = 4
# A sparkline is 120 units wide: more stretches could not be told apart.
SPARK_STRETCHES = 30
# Tags that the client sets by itself; people's own tags come first.
OF_THE_CLIENT = "mlflow."
NOTE_TAG = "mlflow.note.content"
SHOWN_ELSEWHERE = {"mlflow.runName", "mlflow.log-model.history", "mlflow.loggedArtifacts", NOTE_TAG}
MOST_CHILDREN = 50


@dataclass(frozen=True)
class MetricRow:
    """One metric: its summary, and its course for a sparkline if it has one."""

    series: MetricSeries
    course: list[float]
    column: Column

    @property
    def direction(self) -> Direction | None:
        return self.column.direction

    def written(self, value: float | None) -> str:
        """A value of the summary; it is missing when it was NaN."""
        return "NaN" if value is None else self.column.written(value)

    @property
    def best(self) -> float | None:
        """The best value there was, if it is known which way is better."""
        if self.direction is None:
            return None
        return self.series.low if self.direction is Direction.LOWER else self.series.high


@dataclass(frozen=True)
class Nested:
    """The run that this one belongs to, and the first of those that belong to it."""

    parent: Run | None
    children: list[Run]
    count: int

    @classmethod
    def of(cls, parent: Run | None, children: Sequence[Run]) -> "Nested":
        return cls(parent, sorted(children, key=lambda run: run.number)[:MOST_CHILDREN], len(children))


@dataclass(frozen=True)
class ModelRow:
    model: LoggedModel
    flavors: str
    shelf: Shelf


@dataclass(frozen=True)
class InputRow:
    """A dataset that the run read, and where it came from in words."""

    dataset: DatasetInput
    source: str


@dataclass(frozen=True, kw_only=True)
class RunPage:
    run: Run
    span: str
    source: Source
    note: str
    measured_on: list[tuple[str, str]]
    nested: Nested
    suggestion: Task | None
    metrics: list[MetricRow]
    machine: list[MetricRow]
    metric_count: int
    charts: list[LineChart]
    chart_count: int
    params: list[Param]
    tags: list[RunTag]
    client_tags: list[RunTag]
    inputs: list[InputRow]
    models: list[ModelRow]
    tree: Folder | None
    pictures: list[File]
    history: list[Entry]
    tasks: list[Task]


def run_page(run: Run, *, reader: Person, is_whole: bool = False, at: datetime) -> RunPage:
    """Return what the page shows; `is_whole` asks for all metrics and curves, not the first ones."""
    series = _series(run, most=MOST_METRICS if is_whole else METRICS)
    with_curve = [one for one in series if axis_of(one)]
    drawn = with_curve[: MOST_CHARTS if is_whole else CHARTS]
    curves = curves_of(series, stretches=STRETCHES)
    params, tags, children = _notes(run, reader)
    told = {tag.key: tag.value for tag in tags}
    tree = tree_of(Shelf(run))
    definitions = _definitions(run)
    rows = _metric_rows(series, curves, definitions)
    return RunPage(
        run=run,
        span=span_of(run, at=at),
        source=source_of(tags),
        note=told.get(NOTE_TAG, ""),
        measured_on=[(tag, told[tag]) for tag in (*ENVIRONMENT_TAGS, "split") if told.get(tag)],
        nested=Nested.of(_parent(told.get(PARENT_TAG, ""), reader), children),
        suggestion=suggested_task(run) if reader.can_write else None,
        metrics=[row for row in rows if not row.series.key.startswith(SYSTEM)],
        machine=[row for row in rows if row.series.key.startswith(SYSTEM)],
        metric_count=len(series) if len(series) < METRICS else run.series.count(),
        charts=charts_of(drawn, curves, definitions),
        chart_count=len(with_curve),
        params=params,
        tags=[tag for tag in tags if not tag.key.startswith(OF_THE_CLIENT)],
        client_tags=_client_tags(tags),
        inputs=_inputs(run),
        models=_models(run),
        tree=tree,
        pictures=list(islice(tree.pictures, PICTURES)) if tree else [],
        history=_history(run, reader),
        tasks=linkable_tasks(reader),
    )


def _parent(uid: str, reader: Person) -> Run | None:
    return Run.objects.visible_to(reader).alive().filter(uid=uid).first() if uid else None


def _later(run: Run, reader: Person) -> QuerySet[Run]:
    """What began in the same group while this run went on: only so few are asked for their parent."""
    later = Run.objects.visible_to(reader).alive().filter(group=run.group, started_at__gte=run.started_at)
    return later.filter(started_at__lte=run.ended_at) if run.ended_at is not None else later


def _child(uid: str, told: str) -> Run:
    number, status, name = told.split(" ", 2)
    return Run(uid=uid, number=int(number), status=status, name=name)


def _history(run: Run, reader: Person) -> list[Entry]:
    """What happened to the run. While it belongs to a task this stands in the task's history, see `telling`."""
    about = Q(subject_kind="run", subject_id=run.uid)
    link = None
    if run.task is not None:
        about |= Q(subject_kind="task", subject_id=str(run.task.pk), data__run=run.uid)
        link = Link(title=run.task.key, url=reverse("tasks:task", args=[run.task.key]))
    events = Event.objects.visible_to(reader).filter(about).select_related("person").order_by("-id")[:HISTORY]
    return [_entry(event, link if event.subject_kind == "task" else None) for event in events]


def _entry(event: Event, link: Link | None) -> Entry:
    happened = event.happening
    return Entry(
        icon=happened.icon,
        tone=happened.tone,
        person=event.person,
        wording=happened.wording(),
        quote=happened.quote(),
        at=event.at,
        link=link,
        kind=event.kind,
    )


def linkable_tasks(reader: Person) -> list[Task]:
    """What the key field offers: open tasks the reader may see, experiments and the latest first."""
    if not reader.can_write:
        return []
    tasks = Task.objects.visible_to(reader).open().select_related("project")
    return list(tasks.order_by(EXPERIMENTS_FIRST, "-pk")[:50])


def _series(run: Run, *, most: int) -> list[MetricSeries]:
    """The run's metrics by name; measurements of the machine stand last."""
    return list(run.series.order_by(MACHINE_LAST, "key")[:most])


def _notes(run: Run, reader: Person) -> tuple[list[Param], list[RunTag], list[Run]]:
    """The params and the tags by their keys, and the runs that name this one as their parent, in one query."""
    params, tags = (
        table.objects.filter(run=run).annotate(kind=Value(kind, output_field=CharField()))
        for table, kind in ((Param, "param"), (RunTag, "tag"))
    )
    names = ("kind", "key", "value")
    space = Value(" ")
    told = Concat(Cast("run__number", CharField()), space, "run__status", space, "run__name", output_field=TextField())
    held = RunTag.objects.filter(key=PARENT_TAG, value=run.uid, run__in=_later(run, reader))
    held = held.annotate(kind=Value("child", output_field=CharField()), told=told)
    parts = [tags.values_list(*names), held.values_list("kind", "run__uid", "told")]
    found = sorted(params.values_list(*names).union(*parts, all=True))
    return (
        [Param(key=key, value=value) for kind, key, value in found if kind == "param"],
        [RunTag(key=key, value=value) for kind, key, value in found if kind == "tag"],
        [_child(key, value) for kind, key, value in found if kind == "child"],
    )


def _definitions(run: Run) -> Definitions:
    """What the project of the run says of its metrics; the metrics of a run of no project mean what they say."""
    if run.task is not None:
        return definitions_told(run, run.task.project_id)
    return definitions_of(run.group.project_id) if run.group.project_id else NOTHING_DEFINED


def _metric_rows(
    series: Sequence[MetricSeries], curves: Mapping[int, Curve], definitions: Definitions
) -> list[MetricRow]:
    courses = {pk: course_of(curve, stretches=SPARK_STRETCHES) for pk, curve in curves.items()}
    rows = [
        MetricRow(one, courses.get(one.pk, []), Column(Kind.METRIC, one.key).knowing(definitions)) for one in series
    ]
    return sorted(rows, key=lambda row: definitions.rank(row.series.key))


def _client_tags(tags: Sequence[RunTag]) -> list[RunTag]:
    return [tag for tag in tags if tag.key.startswith(OF_THE_CLIENT) and tag.key not in SHOWN_ELSEWHERE]


def _inputs(run: Run) -> list[InputRow]:
    """Without schema and profile, which can be megabytes and which nobody reads here."""
    rows = run.inputs.order_by("pk").defer("schema", "profile")[:MOST_INPUTS]
    return [InputRow(row, source_in_words(row.source_type, row.source)) for row in rows]


def _models(run: Run) -> list[ModelRow]:
    return [ModelRow(model=model, flavors=_flavors(model), shelf=Shelf(run, model)) for model in run.living_models]


def _flavors(model: LoggedModel) -> str:
    """What can load the model: its type, or what its tags say of flavors."""
    told = model.tags.get("mlflow.flavors") or model.tags.get("flavors") or model.params.get("flavors")
    return str(told or model.model_type)
