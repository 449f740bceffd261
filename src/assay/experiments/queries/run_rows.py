"""The runs of a card as stored, with what their tags and data say; and the params in which they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from assay.pure.verdict import RunFacts
from assay.runs.models import DatasetInput, Run, RunTag
from assay.runs.models.run import RunQuerySet
from assay.runs.stopping import STOP_TAG

MOST_CHANGES = 2
# What is read of the tags, by the keys that say it, the strongest first.
_TAGS = {
    "stopped": (STOP_TAG,),
    "commit": ("mlflow.source.git.commit",),
    "branch": ("mlflow.source.git.branch",),
    "repo": ("mlflow.source.git.repoURL",),
    "gpus": ("assay.gpus", "gpus"),
    "cpus": ("assay.cpus", "cpus"),
    "cost": ("assay.cost", "cost"),
}


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """A run, what its tags say (empty where they do not), and the first data it read.

    `stopped` names the conditions that fired on it and people who asked it to stop; `gpus`, `cpus` and `cost`
    are as somebody wrote them.
    """

    run: Run
    stopped: str
    commit: str
    branch: str
    repo: str
    gpus: str
    cpus: str
    cost: str
    data_name: str
    data_digest: str


RunRows = Mapping[str, RunRow]


def run_rows(task_id: int) -> RunRows:
    """Return the living runs of the task, by uid, the oldest first, in one query."""
    return rows_of(Run.objects.of_task(task_id))


def rows_of(runs: RunQuerySet) -> RunRows:
    """Return the runs, by uid, the oldest first, in one query."""
    data = DatasetInput.objects.filter(run=OuterRef("pk")).order_by("pk")
    told = {name: _tag(keys) for name, keys in _TAGS.items()}
    told |= {"data_name": _first(data.values("name")), "data_digest": _first(data.values("digest"))}
    found = runs.annotate(**told).order_by("pk")
    return {run.uid: RunRow(run=run, **{name: getattr(run, name) for name in told}) for run in found}


def changes_of(facts: Sequence[RunFacts]) -> Mapping[str, str]:
    """Return for each run, by uid, the params in which it differs from the others, the most telling first."""
    params = {one.ref: one.marks.params for one in facts}
    values: dict[str, set[str]] = defaultdict(set)
    for own in params.values():
        for key, value in own.items():
            values[key].add(value)
    missing = {key: any(key not in own for own in params.values()) for key in values}
    differing = sorted(
        (key for key, found in values.items() if len(found) > 1 or missing[key]),
        key=lambda key: (missing[key], -len(values[key]), key),
    )
    return {uid: _told(own, differing) for uid, own in params.items()}


def _tag(keys: Sequence[str]) -> Coalesce:
    tags = RunTag.objects.filter(run=OuterRef("pk"))
    return _first(*(tags.filter(key=key).values("value") for key in keys))


def _first(*texts: QuerySet[Any, Any]) -> Coalesce:
    """The first text that there is, else empty."""
    text: TextField[str, str] = TextField()
    return Coalesce(*(Subquery(one[:1], output_field=text) for one in texts), Value(""), output_field=text)


def _told(params: Mapping[str, str], differing: Sequence[str]) -> str:
    own = [key for key in differing if key in params][:MOST_CHANGES]
    return ", ".join(f"{key} {_short(params[key])}" for key in own)


def _short(value: str) -> str:
    return value if len(value) <= 20 else value[:19] + "…"
