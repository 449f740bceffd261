"""Runs that can be the baseline: found by number or name, and those that a baseline of the project made."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import CharField
from django.db.models.functions import Cast

from assay.accounts.models import Person
from assay.experiments.models import Experiment
from assay.projects.models import Project
from assay.pure.numbers import short_number
from assay.runs.models import MetricSeries, Run, RunStatus
from assay.runs.models.run import RunQuerySet

MOST_FOUND = 12
MOST_OFFERED = 4
MOST_METRICS = 3


@dataclass(frozen=True)
class OfferedRun:
    """A run with its first metrics: `accuracy .956, loss .100`."""

    number: int
    name: str
    metrics: str


def offered_baselines(project: Project, reader: Person) -> list[OfferedRun]:
    """Return finished runs of the experiments that made a baseline, the newest first."""
    made = Experiment.objects.of_project(project.pk).filter(makes_baseline=True, locked_at__isnull=False)
    runs = Run.objects.visible_to(reader).alive().filter(task__experiment__in=made, status=RunStatus.FINISHED)
    return _with_metrics(runs.order_by("-number")[:MOST_OFFERED])


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
    shown = series.exclude(key__startswith="system/").order_by("key")
    for run_id, key, last in shown.values_list("run_id", "key", "last"):
        values[run_id].append(f"{key} {short_number(last or 0)}")
    return [OfferedRun(run.number, run.name, _cut(values[run.pk])) for run in found]


def _cut(values: Sequence[str]) -> str:
    """Numbers of training are told only where there are no others, as they beat nothing."""
    held_out = [text for text in values if not text.startswith("train")]
    return ", ".join((held_out or values)[:MOST_METRICS])
