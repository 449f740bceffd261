"""Runs that can be the baseline: found by number or name, and those that the kept baselines of the project made."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from django.db.models import CharField
from django.db.models.functions import Cast

from assay.accounts.models import Person
from assay.experiments.models import Experiment, Kept
from assay.experiments.repeating import facts_with_marks
from assay.projects.models import Project
from assay.pure.numbers import short_number
from assay.pure.statistics.means import mean
from assay.pure.verdict import Configuration, configurations
from assay.runs.marks import is_size
from assay.runs.models import MetricSeries, Run
from assay.runs.models.run import RunQuerySet

MOST_FOUND = 12
MOST_OFFERED = 6
# So many experiments that made a baseline are looked at, the newest first; the runs of each cost three queries.
MOST_MADE = 2
MOST_METRICS = 3


@dataclass(frozen=True)
class OfferedRun:
    """A run with its first metrics, means where it stands for several: `accuracy .956, loss .100`."""

    number: int
    name: str
    metrics: str
    repeats: int = 1


def offered_baselines(project: Project, reader: Person) -> list[OfferedRun]:
    """Return what the kept experiments that made a baseline measured: for each data set and its metrics one entry.

    The newest experiment comes first, in it repeats with their means, then single runs from the newest.
    """
    made = Experiment.objects.of_project(project.pk).filter(makes_baseline=True, locked_at__isnull=False)
    kept = made.exclude(kept=Kept.DISCARD).order_by("-locked_at").values_list("task_id", flat=True)[:MOST_MADE]
    found = {name: one for task_id in kept for name, one in _configurations_of(task_id)}
    runs = Run.objects.visible_to(reader).alive().filter(uid__in=found).prefetch_related("inputs")
    by_uid = {run.uid: run for run in runs}
    offered: dict[Hashable, OfferedRun] = {}
    for uid, config in found.items():
        if uid in by_uid and (values := _means(config)):
            read = frozenset((one.name, one.digest) for one in by_uid[uid].inputs.all())
            offered.setdefault((read, frozenset(values)), _offered(by_uid[uid], config, values))
    return list(offered.values())[:MOST_OFFERED]


def _configurations_of(task_id: int) -> Iterator[tuple[str, Configuration]]:
    """Yield the finished configurations with the run that stands for each: of repeats their parent, if any."""
    runs = facts_with_marks(task_id)
    alive = {run.ref for run in runs}
    newest_first = configurations(runs)[::-1]
    finished = [one for one in newest_first if one.is_finished and not one.waiting]
    for config in sorted(finished, key=lambda one: len(one.runs) == 1):
        yield min(config.parents & alive, default=config.newest.ref), config


def _means(config: Configuration) -> dict[str, float]:
    """Return the mean of each metric over the repeats; sizes of data are nothing to beat."""
    found: dict[str, list[float]] = defaultdict(list)
    for run in config.runs:
        for key, series in sorted(run.series.items()):
            if isfinite(series.last) and _is_shown(key):
                found[key].append(series.last)
    return {key: mean(values) for key, values in found.items()}


def _offered(run: Run, config: Configuration, values: Mapping[str, float]) -> OfferedRun:
    texts = [f"{key} {short_number(value)}" for key, value in sorted(values.items())]
    return OfferedRun(run.number, run.name, _cut(texts), len(config.runs))


def _is_shown(key: str) -> bool:
    return not key.startswith("system/") and not is_size(key)


def found_baselines(project: Project, reader: Person, words: str) -> list[OfferedRun]:
    """Return runs of the project whose number begins with, or whose name holds, what somebody types."""
    runs = Run.objects.visible_to(reader).alive().filter(task__project=project).order_by("-number")
    return _with_metrics(_fitting(runs, words.strip())[:MOST_FOUND])


def is_first(project: Project, experiment: Experiment) -> bool:
    """Whether no experiment of the project made or makes a baseline, and none was started."""
    others = Experiment.objects.of_project(project.pk).exclude(pk=experiment.pk)
    return not (others.filter(makes_baseline=True) | others.filter(locked_at__isnull=False)).exists()


def _fitting(runs: RunQuerySet, words: str) -> RunQuerySet:
    number = words.lower().removeprefix("run").strip(" #")
    if number.isascii() and number.isdigit():
        return runs.annotate(said=Cast("number", CharField())).filter(said__startswith=number)
    return runs.filter(name__icontains=words) if words else runs


def _with_metrics(runs: RunQuerySet) -> list[OfferedRun]:
    found = list(runs)
    values: dict[int, list[str]] = defaultdict(list)
    series = MetricSeries.objects.filter(run__in=[run.pk for run in found], last__isnull=False)
    for run_id, key, last in series.order_by("key").values_list("run_id", "key", "last"):
        if _is_shown(key):
            values[run_id].append(f"{key} {short_number(last or 0)}")
    return [OfferedRun(run.number, run.name, _cut(values[run.pk])) for run in found]


def _cut(values: Sequence[str]) -> str:
    """Numbers of training are told only where there are no others, as they beat nothing."""
    held_out = [text for text in values if not text.startswith("train")]
    return ", ".join((held_out or values)[:MOST_METRICS])
