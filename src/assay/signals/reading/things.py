"""What is owed, and what is in production."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from assay.deliverables.keys import written
from assay.deliverables.models import Deliverable
from assay.deliverables.models.states import State
from assay.registry.models import ModelVersion
from assay.signals.reading.projects import IN_PRODUCTION


@dataclass(frozen=True)
class OwedRow:
    """One deliverable that is open."""

    pk: int
    project_id: int
    phase_id: int
    project_key: str
    number: int
    title: str
    state: str
    state_at: datetime
    due_on: date | None
    responsible_id: int | None

    @property
    def key(self) -> str:
        return written(self.project_key, self.number)


@dataclass(frozen=True)
class ServingRow:
    """The newest version of a model that serves."""

    model_id: int
    model: str
    project_id: int
    number: int
    created_at: datetime


def owed_of(projects: Collection[int], *, left: Collection[int], today: date) -> list[OwedRow]:
    """Return what is late, what waits for somebody's answer, and what the phases in `left` owe, in one query."""
    told = Q(due_on__lt=today) | Q(state__in=[State.SHARED, State.FEEDBACK]) | Q(state=State.OWED, phase__in=left)
    rows = Deliverable.objects.open().filter(told, project__in=projects).in_order()
    names = (
        "pk", "project_id", "phase_id", "project__key", "number", "title", "state", "state_at", "due_on",
        "responsible_id",
    )  # fmt: skip
    return [OwedRow(*row) for row in rows.values_list(*names)]


def serving_of(projects: Collection[int]) -> list[ServingRow]:
    """Return the newest version in production of each model, in one query."""
    serving = ModelVersion.objects.alive().filter(IN_PRODUCTION, model__project__in=projects)
    names = ("model_id", "model__name", "model__project_id", "number", "created_at")
    newest: dict[int, ServingRow] = {}
    for row in serving.distinct().order_by("model_id", "number").values_list(*names):
        newest[row[0]] = ServingRow(*row)
    return list(newest.values())
