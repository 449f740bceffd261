"""What the runs of an experiment were made from and what they used: data, code, machines, money."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from assay.experiments.models import Experiment
from assay.experiments.queries.run_rows import RunRow, RunRows
from assay.pure.numbers import short_number
from assay.pure.resources import COST, NAMES, Use, used
from assay.pure.verdict import RunFacts
from assay.runs.models import DatasetInput, Run
from assay.runs.queries.spans import span

MOST_VERSIONS = 5
_GPU_SERIES = re.compile(r"system/gpu_(\d+)_")


@dataclass(frozen=True)
class Version:
    """One version of data or code and how many runs were made from it."""

    name: str
    version: str
    runs: int


@dataclass(frozen=True)
class ResourceRow:
    """One resource; `planned` or `used` is None where nobody said."""

    name: str
    planned: float | None
    used: float | None

    @property
    def is_over(self) -> bool:
        return self.planned is not None and self.used is not None and self.used > self.planned

    def said(self, amount: float) -> str:
        """Write an amount of it; less than an hour goes in minutes or seconds."""
        if self.name == COST:
            return short_number(amount)
        if (seconds := amount * 3600) < 10:
            return _("%(count)s s") % {"count": f"{seconds:.1f}"}
        return span(timedelta(hours=amount)) if amount < 1 else _("%(count)s h") % {"count": f"{amount:.4g}"}


@dataclass(frozen=True)
class Sources:
    """`repo` is the address of the repository if it is one a browser may open."""

    data: list[Version]
    is_mixed_data: bool
    code: list[Version]
    branches: list[str]
    repo: str
    resources: list[ResourceRow]


def sources_of(experiment: Experiment, facts: Sequence[RunFacts], stored: RunRows, *, at: datetime) -> Sources:
    """Return what the runs say of themselves, in one query, and in none where none read data."""
    rows = list(stored.values())
    inputs = _inputs(experiment.task_id) if any(row.data_name for row in rows) else []
    return Sources(
        data=_versions((name, digest[:8]) for _run, name, digest in inputs),
        is_mixed_data=_is_mixed(inputs),
        code=_versions((row.repo, row.commit[:8]) for row in rows if row.commit),
        branches=list(dict.fromkeys(row.branch for row in rows if row.branch))[:MOST_VERSIONS],
        repo=next((row.repo for row in rows if row.repo.startswith("https://")), ""),
        resources=_resources(experiment, rows, facts, at=at),
    )


def _inputs(task_id: int) -> list[tuple[int, str, str]]:
    """Run, name and digest of everything the runs read, each once."""
    found = DatasetInput.objects.filter(run__in=Run.objects.of_task(task_id)).order_by("run_id", "name", "digest")
    return list(found.values_list("run_id", "name", "digest").distinct())


def _is_mixed(inputs: Sequence[tuple[int, str, str]]) -> bool:
    """Say whether two runs read different versions of one dataset; a run may read several parts of it."""
    read: dict[tuple[str, int], set[str]] = defaultdict(set)
    for run, name, digest in inputs:
        read[name, run].add(digest)
    versions: dict[str, set[frozenset[str]]] = defaultdict(set)
    for (name, _run), digests in read.items():
        versions[name].add(frozenset(digests))
    return any(len(found) > 1 for found in versions.values())


def _versions(found: Iterable[tuple[str, str]]) -> list[Version]:
    return [Version(name, version, runs) for (name, version), runs in Counter(found).most_common(MOST_VERSIONS)]


def _resources(
    experiment: Experiment, rows: Sequence[RunRow], facts: Sequence[RunFacts], *, at: datetime
) -> list[ResourceRow]:
    keys = {one.ref: one.series for one in facts}
    spent = used(_use(row, keys.get(row.run.uid, {}), at=at) for row in rows)
    plan = experiment.planned_resources
    named = [name for name in NAMES if name in plan or name in spent]
    return [ResourceRow(name, plan.get(name), spent.get(name)) for name in named]


def _use(row: RunRow, keys: Iterable[str], *, at: datetime) -> Use:
    seconds = ((row.run.ended_at or at) - row.run.started_at).total_seconds()
    seen = {found[1] for key in keys if (found := _GPU_SERIES.match(key))}
    return Use(
        hours=max(seconds, 0) / 3600,
        gpus=_amount(row.gpus) if row.gpus else len(seen) or None,
        cpus=_amount(row.cpus),
        cost=_amount(row.cost),
    )


def _amount(text: str) -> float | None:
    """Read a tag that holds an amount; nonsense is nothing said."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1e12 else None
