"""How other domains find a run without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind
from assay.runs.models import Run
from assay.runs.outside import edition, outside


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, Run]:
    return {run.uid: run for run in Run.objects.visible_to(person).filter(uid__in=list(ids))}


RUN = Kind(
    name="run",
    icon="runs",
    find=_find,
    title=lambda run: f"{run.number} {run.name}",
    url=lambda run: reverse("runs:run", args=[run.uid]),
    pattern=r"(?<![\w-])[0-9a-f]{32}(?![\w-])",
    named=_find,
    shown=lambda run, spelling: f"{spelling[:8]}…",
    outside=outside,
    edition=edition,
)
