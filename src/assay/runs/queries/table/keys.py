"""The keys that the runs of a project know: what columns and filters can name."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.runs.columns import AS_TAG
from assay.runs.models import MetricSeries, Param, Run, RunTag

# Keys are looked for in the newest runs, and of these not beyond so many rows: nobody waits for all of a million.
NEWEST = 300
MOST_READ = 30_000
MOST = 300
_HIDDEN = {"mlflow.runName", "mlflow.log-model.history", "mlflow.loggedArtifacts", *AS_TAG.values()}


@dataclass(frozen=True)
class KnownKeys:
    """Up to `MOST` keys of each kind by name; `is_cut` says that a search would find more."""

    params: list[str]
    metrics: list[str]
    tags: list[str]
    is_cut: bool


def known_keys(project: Project, *, reader: Person, words: str = "") -> KnownKeys:
    """Return the keys that hold `words`, in three queries."""
    runs = Run.objects.visible_to(reader).alive().filter(task__project=project).order_by("-number")[:NEWEST]
    ids = list(runs.values_list("pk", flat=True))
    found = [_keys(table.objects.filter(run__in=ids), words) for table in (Param, MetricSeries, RunTag)]
    params, metrics, tags = found
    tags = [key for key in tags if key not in _HIDDEN]
    is_cut = any(len(keys) > MOST for keys in found)
    return KnownKeys(params[:MOST], metrics[:MOST], tags[:MOST], is_cut)


def _keys(rows: "QuerySet[Param] | QuerySet[MetricSeries] | QuerySet[RunTag]", words: str) -> list[str]:
    """Distinct keys in their order: few runs first, as runs of one training name the same."""
    fit = Q(key__icontains=words) if words else Q()
    read = rows.filter(fit).values_list("key", flat=True)[:MOST_READ]
    return sorted(set(read))
