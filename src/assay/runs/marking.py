"""Marks that people set on runs by hand: tags, as a training could have set them itself."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from assay.runs.limits import checked_key, checked_text
from assay.runs.models import Run, RunTag
from assay.runs.telling import tell


def hold(runs: Iterable[Run]) -> None:
    """Hold the runs until the transaction ends; before their experiment, as what they log does."""
    ids = [run.pk for run in runs]
    list(Run.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).values_list("pk"))


@transaction.atomic
def mark(runs: Sequence[Run], key: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """Give each run the value that `values` has for its uid, or take the tag off where it is empty.

    Returns what the tag was before, by uid, empty where there was none. Who calls judges again: once, not per run.
    """
    checked_key(key, what="tag")
    before = values_of(runs, key)
    for run in runs:
        if value := checked_text(values.get(run.uid, ""), what="tag"):
            RunTag.objects.update_or_create(run=run, key=key, defaults={"value": value})
        else:
            RunTag.objects.filter(run=run, key=key).delete()
        tell(run)
    return before


def values_of(runs: Sequence[Run], key: str) -> dict[str, str]:
    """Return the tag's value by uid, empty where there is none."""
    found = RunTag.objects.filter(run__in=runs, key=key).values_list("run__uid", "value")
    return {run.uid: "" for run in runs} | dict(found)
