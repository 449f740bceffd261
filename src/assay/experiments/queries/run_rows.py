"""Runs with what the results table says of each beside its numbers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from assay.runs.models import DatasetInput, Param, Run, RunTag
from assay.runs.stopping import STOP_TAG

MOST_CHANGES = 2
COMMIT_TAG = "mlflow.source.git.commit"


@dataclass(frozen=True)
class RunFactsShown:
    """A run with its commit, the stop conditions that fired on it, the first data it read, and what it changed."""

    run: Run
    commit: str
    stopped: str
    data_name: str
    data_digest: str
    changed: str


def shown_runs(task_id: int, uids: Sequence[str]) -> Mapping[str, RunFactsShown]:
    """Return the runs of the task with these uids, by uid, in two queries."""
    data = DatasetInput.objects.filter(run=OuterRef("pk")).order_by("pk")
    runs = Run.objects.of_task(task_id).filter(uid__in=uids)
    rows: list[Any] = list(
        runs.annotate(
            commit=_tag(COMMIT_TAG),
            stopped=_tag(STOP_TAG),
            data_name=_first(data, "name"),
            data_digest=_first(data, "digest"),
        )
    )
    changed = _changes([row.pk for row in rows])
    return {
        row.uid: RunFactsShown(
            run=row,
            commit=row.commit,
            stopped=row.stopped,
            data_name=row.data_name,
            data_digest=row.data_digest,
            changed=changed.get(row.pk, ""),
        )
        for row in rows
    }


def _tag(key: str) -> Coalesce:
    return _first(RunTag.objects.filter(run=OuterRef("pk"), key=key), "value")


def _first(rows: QuerySet[Any], name: str) -> Coalesce:
    """The named text of the first of the rows, empty if there is none."""
    text: TextField[str, str] = TextField()
    return Coalesce(Subquery(rows.values(name)[:1], output_field=text), Value(""), output_field=text)


def _changes(run_ids: Sequence[int]) -> Mapping[int, str]:
    """For each run the params in which it differs from the others, the most telling first."""
    params: dict[int, dict[str, str]] = defaultdict(dict)
    values: dict[str, set[str]] = defaultdict(set)
    for run_id, key, value in Param.objects.filter(run__in=run_ids).values_list("run_id", "key", "value"):
        params[run_id][key] = value
        values[key].add(value)
    missing = {key: any(key not in params[run_id] for run_id in run_ids) for key in values}
    differing = sorted(
        (key for key, found in values.items() if len(found) > 1 or missing[key]),
        key=lambda key: (missing[key], -len(values[key]), key),
    )
    return {run_id: _told(params[run_id], differing) for run_id in run_ids}


def _told(params: Mapping[str, str], differing: Sequence[str]) -> str:
    own = [key for key in differing if key in params][:MOST_CHANGES]
    return ", ".join(f"{key} {_short(params[key])}" for key in own)


def _short(value: str) -> str:
    return value if len(value) <= 20 else value[:19] + "…"
