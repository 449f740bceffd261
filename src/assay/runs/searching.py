"""What search knows of runs: name, notes, params, tags and metrics; and what a task's runs logged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.runs.models import MetricSeries, Param, Run
from assay.runs.models.run import RunQuerySet
from assay.search import stale
from assay.search.sources import Audience, Group, Part, Source, Text

GROUPS = (Group("run", gettext_lazy("Runs"), "runs", 30),)
LABELS = {
    "note": gettext_lazy("Notes"),
    "param": gettext_lazy("Params"),
    "tag": gettext_lazy("Tag"),
    "metric": gettext_lazy("Metrics"),
    "group": gettext_lazy("Group"),
    "dataset": gettext_lazy("Data"),
}
NOTE_TAG = "mlflow.note.content"
# What people do not write and nobody looks for; branch and commit are worth a search.
_KEPT = ("mlflow.source.git.", "mlflow.source.name")
# A task says what its latest runs logged; all of two thousand would be most of the index.
LATEST = 5
# Models log whole configurations as one param.
MOST_VALUE = 200


def behind(run: Run) -> None:
    """Note that the words of the run, and so those of its task, changed."""
    stale.mark(run, *([run.task] if run.task is not None else []))


def behind_all(runs: RunQuerySet, *, tasks: Iterable[int | None]) -> None:
    """Note that the words of many runs changed, and those of the tasks that they belong to."""
    stale.mark_ids("run", runs.values_list("uid", flat=True))
    stale.mark_ids("task", (str(task_id) for task_id in tasks if task_id is not None))


def texts(ids: Sequence[str]) -> list[Text]:
    """Runs that are not deleted."""
    runs = Run.objects.alive().filter(uid__in=ids).select_related("task", "group")
    series = Prefetch("series", MetricSeries.objects.only("run_id", "key").order_by("key"))
    return [_text(run) for run in runs.prefetch_related("params", "tags", "inputs", series)]


def all_ids() -> Iterable[str]:
    return Run.objects.alive().values_list("uid", flat=True).iterator(chunk_size=2000)


def logged_by_runs(ids: Sequence[str]) -> Mapping[str, Sequence[Part]]:
    """What the latest runs of these tasks logged, by the task's id."""
    found: dict[str, list[Part]] = {}
    alive = Run.objects.alive().filter(task_id__in=[int(one) for one in ids])
    for task_id in alive.values_list("task_id", flat=True).distinct():
        runs = Run.objects.of_task(task_id or 0).order_by("-number").values_list("pk", flat=True)[:LATEST]
        found[str(task_id)] = _facts(list(runs))
    return found


def _facts(runs: Sequence[int]) -> list[Part]:
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in Param.objects.filter(run__in=runs).values_list("key", "value"):
        values[key][value[:MOST_VALUE]] = None
    metrics = MetricSeries.objects.filter(run__in=runs).order_by("key").values_list("key", flat=True).distinct()
    params = [f"{key} = {', '.join(said)}" for key, said in sorted(values.items())]
    return [Part("param", "; ".join(params)), Part("metric", ", ".join(metrics))]


def _text(run: Run) -> Text:
    tags = {tag.key: tag.value for tag in run.tags.all()}
    params = "; ".join(f"{param.key} = {param.value[:MOST_VALUE]}" for param in run.params.all())
    said = [f"{key} = {value[:MOST_VALUE]}" for key, value in tags.items() if _is_worth(key)]
    return Text(
        kind="run",
        subject_id=run.uid,
        workspace_id=run.workspace_id,
        project_id=run.subject.project_id,
        audience=Audience.WRITERS,
        title=f"{run.number} {run.name}",
        url=reverse("runs:run", args=[run.uid]),
        codes=(str(run.number), run.uid),
        parts=(
            Part("note", tags.get(NOTE_TAG, "")),
            Part("param", params),
            Part("tag", "; ".join(said)),
            Part("metric", ", ".join(dict.fromkeys(series.key for series in run.series.all()))),
            Part("dataset", ", ".join(data.name for data in run.inputs.all())),
            Part("group", run.group.name),
        ),
    )


def _is_worth(tag: str) -> bool:
    return not tag.startswith("mlflow.") or tag.startswith(_KEPT)


RUNS = Source(subject_kind="run", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
