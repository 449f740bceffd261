"""Which runs of projects measured a metric, and what their last value was: for many projects in two queries."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower

from assay.pure.criteria import MetricRef
from assay.pure.matching import keys_wanted, series_for
from assay.pure.verdict import Marks
from assay.runs.marks import ENVIRONMENT_TAGS, environment_of
from assay.runs.models import DatasetInput, MetricSeries, RunTag

_TAGS = ("split", *ENVIRONMENT_TAGS)


class Measured(NamedTuple):
    """A living run that measured the metric; without a `task` it is of the scratch list or the inbox."""

    at: datetime
    number: int
    uid: str
    status: str
    task: int | None
    value: float


def measured(metrics: Mapping[int, MetricRef]) -> dict[int, list[Measured]]:
    """Return, by project, the runs that measured the metric of their project, whatever became of them."""
    rows = _rows(metrics)
    said = _said(list(metrics)) if rows else {}
    found: dict[int, list[Measured]] = defaultdict(list)
    for run, of_run in rows.items():
        facts = said.get(run, _SILENT)
        metric = metrics[next(iter(of_run.values())).project]
        row = of_run.get(_key(metric, tuple(of_run), facts.split, facts.environment) or "")
        if row is not None and math.isfinite(row.value):
            found[row.project].append(Measured(row.at, row.number, row.uid, row.status, row.task, row.value))
    return found


class _Row(NamedTuple):
    """A run with one logged value that may answer."""

    project: int
    run: int
    uid: str
    number: int
    status: str
    at: datetime
    task: int | None
    key: str
    value: float


@dataclass(frozen=True)
class _Said:
    """What a run says that it was measured on."""

    tags: dict[str, str] = field(default_factory=dict)
    contexts: set[str] = field(default_factory=set)

    @cached_property
    def environment(self) -> str:
        return environment_of(self.tags)

    @cached_property
    def split(self) -> str | None:
        """The tag `split` is the stronger one; a dataset's context counts if all say the same."""
        tag = self.tags.get("split") or self.tags.get("environment")
        return tag or (next(iter(self.contexts)) if len(self.contexts) == 1 else None)


_SILENT = _Said()


def _rows(metrics: Mapping[int, MetricRef]) -> dict[int, dict[str, _Row]]:
    """By run and key: the series that could answer the metric of its project, and ended with a number."""
    wanted = {number: keys_wanted(metric) for number, metric in metrics.items()}
    found: dict[int, dict[str, _Row]] = defaultdict(dict)
    for row in _read(list(metrics), frozenset().union(*wanted.values())):
        if row.key.casefold() in wanted[row.project]:
            found[row.run][row.key] = row
    return found


def _read(projects: list[int], keys: frozenset[str]) -> Iterator[_Row]:
    """The runs of tasks, and those of the projects' own groups: each half finds its way by an index of its own."""
    alive = MetricSeries.objects.filter(run__deleted_at=None).exclude(last=None)
    if all(key.isascii() for key in keys):  # the case of other letters only Python knows to fold
        alive = alive.annotate(folded=Lower("key")).filter(folded__in=keys)
    of_tasks = alive.filter(run__task__project__in=projects, run__task__trashed_at=None)
    of_none = alive.filter(run__task=None, run__group__project__in=projects)
    both = _told(of_tasks, "run__task__project_id").union(_told(of_none, "run__group__project_id"), all=True)
    return map(_Row._make, both)


def _told(series: QuerySet[MetricSeries], project: str) -> "QuerySet[MetricSeries, Any]":
    ended = Coalesce("run__ended_at", "run__started_at")
    names = ("run_id", "run__uid", "run__number", "run__status", ended, "run__task_id", "key", "last")
    return series.values_list(project, *names)


def _said(projects: list[int]) -> dict[int, _Said]:
    """By run: the tags and contexts that say on what data, and where, the whole run was measured."""
    theirs = Q(run__task__project__in=projects) | Q(run__task=None, run__group__project__in=projects)
    tags = RunTag.objects.filter(theirs, key__in=_TAGS).exclude(value="").values_list("run_id", "key", "value")
    nothing = Value("", output_field=CharField())
    contexts = DatasetInput.objects.filter(theirs).exclude(context="").values_list("run_id", nothing, "context")
    found: dict[int, _Said] = defaultdict(_Said)
    for run, key, value in tags.union(contexts, all=True):
        if key:
            found[run].tags[key] = value
        else:
            found[run].contexts.add(value)
    return found


# Runs of one project mostly log the same keys.
@lru_cache(maxsize=4096)
def _key(metric: MetricRef, keys: tuple[str, ...], split: str | None, environment: str) -> str | None:
    """The key that answers, chosen as for criteria; what was measured in production answers only who names it."""
    marks = Marks(environment=environment)
    if metric.split is None and not marks.is_development:
        return None
    key = series_for(metric, keys, declared_split=split)
    if key is None and marks.is_of(metric.split):
        return series_for(metric, keys, declared_split=metric.split)
    return key
