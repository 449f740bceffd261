"""Tasks as rules see them, with their hand-off, their experiment and when anything happened to them last."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from assay.activity.models import Event
from assay.experiments.models import Criterion
from assay.experiments.models.criterion import Role
from assay.kit.pages import address_of
from assay.projects.models import ColumnState, Project
from assay.runs.models import Run, RunStatus
from assay.signals.signal import About
from assay.tasks.keys import TaskKind, written
from assay.tasks.models import Task
from assay.tasks.models.handoff.states import OPEN

_SEEN = Q(column__state__in=[ColumnState.ACTIVE, ColumnState.WAITING]) | Q(blocked_at__isnull=False)
_RAN = Q(Exists(Run.objects.alive().filter(task=OuterRef("pk"))))
# An experiment without an outcome that was started, or that nobody started and that ran all the same.
_UNANSWERED = Q(experiment__locked_at__isnull=False) | (Q(kind=TaskKind.EXPERIMENT) & _RAN)
_SEEN |= Q(handoff__state__in=OPEN) | (Q(experiment__concluded_at=None) & _UNANSWERED)
_OF_EXPERIMENT = (
    "locked_at", "decide_on", "verdict", "judged_at", "makes_baseline", "baseline_run_id", "baseline_values",
)  # fmt: skip
_OF_HANDOFF = ("state", "waits_since", "to_person_id", "to_discipline", "offered_by_id")
_NOTED = (
    "begun_at", "is_second", "stop_fired_at", "has_criteria", "touched_at", "first_run_at", "run_at", "run_began_at",
    "has_runs_going",
)  # fmt: skip
_COLUMNS = {
    "pk": "pk", "project_id": "project_id", "number": "number", "kind": "kind", "title": "title",
    "state": "column__state", "phase_id": "phase_id",
    "assignee_id": "assignee_id", "estimate": "estimate_days", "started_at": "started_at",
    "blocked_at": "blocked_at", "blocked_reason": "blocked_reason",
    **{name: name for name in _NOTED},
    **{name: f"experiment__{name}" for name in _OF_EXPERIMENT},
    **{f"handoff_{name}": f"handoff__{name}" for name in _OF_HANDOFF},
}  # fmt: skip


@dataclass(frozen=True)
class TaskRow:
    """One task that is open. What belongs to an experiment or a hand-off is None or empty where there is none.

    `is_second`: whose it is had another one in progress when it was begun at `begun_at`, and still has.
    """

    pk: int
    project_id: int
    number: int
    kind: str
    title: str
    state: str
    phase_id: int
    assignee_id: int | None
    estimate: Decimal | None
    started_at: datetime | None
    blocked_at: datetime | None
    blocked_reason: str
    begun_at: datetime | None
    is_second: bool
    stop_fired_at: datetime | None
    has_criteria: bool
    touched_at: datetime | None
    first_run_at: datetime | None
    run_at: datetime | None
    run_began_at: datetime | None
    has_runs_going: bool
    locked_at: datetime | None
    decide_on: date | None
    verdict: str | None
    judged_at: datetime | None
    makes_baseline: bool | None
    baseline_run_id: int | None
    baseline_values: dict[str, Any] | None
    handoff_state: str | None
    handoff_waits_since: datetime | None
    handoff_to_person_id: int | None
    handoff_to_discipline: str | None
    handoff_offered_by_id: int | None
    project: Project

    @cached_property
    def key(self) -> str:
        return written(self.project.key, self.kind, self.number)

    @cached_property
    def about(self) -> About:
        return About("task", str(self.pk), f"{self.key} {self.title}", address_of("tasks:task", self.key))

    @property
    def is_active(self) -> bool:
        return self.state == ColumnState.ACTIVE

    @property
    def is_waiting(self) -> bool:
        return self.state == ColumnState.WAITING

    @property
    def is_untouched(self) -> bool:
        """Whether nobody here ever did anything to it: its history, if it has one, happened elsewhere."""
        return self.touched_at is None and self.run_at is None

    @property
    def is_experiment(self) -> bool:
        return self.kind == TaskKind.EXPERIMENT

    @property
    def has_baseline(self) -> bool:
        return bool(self.makes_baseline or self.baseline_run_id or self.baseline_values)

    @property
    def quiet_since(self) -> datetime | None:
        """When somebody last did anything to it, or a run of it began or ended; None while a training goes on."""
        moments = [moment for moment in (self.started_at, self.touched_at, self.run_at) if moment is not None]
        return None if self.has_runs_going or not moments else max(moments)


def tasks_of(projects: Mapping[int, Project], *, only: Collection[int] | None) -> list[TaskRow]:
    """Return them in one query. The caller checked who may see the projects."""
    wanted = Task.objects.filter(project__in=projects.keys()).open().filter(_SEEN)
    if only is not None:
        wanted = wanted.filter(pk__in=only)
    rows = _noted(wanted).order_by("project_id", "number").values_list(*_COLUMNS.values())
    return [_row(dict(zip(_COLUMNS, row, strict=True)), projects) for row in rows]


def _row(facts: dict[str, Any], projects: Mapping[int, Project]) -> TaskRow:
    return TaskRow(**facts, project=projects[facts["project_id"]])


def _noted(tasks: QuerySet[Task]) -> QuerySet[Any]:
    """Note on each what other tables say of it, by their indexes."""
    mine = Criterion.objects.filter(experiment__task=OuterRef("pk"), withdrawn_at=None)
    fired = mine.filter(role=Role.STOP, fired_at__isnull=False).order_by("fired_at").values("fired_at")
    events = Event.objects.filter(subject_kind="task", subject_id=Cast(OuterRef("pk"), CharField()))
    # What the clock or an import did is no work on it, nor is a signal that was put off.
    touched = events.exclude(person=None, outsider="").exclude(kind__startswith="signal.").order_by("-id").values("at")
    runs = Run.objects.alive().filter(task=OuterRef("pk"))
    begun = Coalesce("overridden_at", "started_at")
    # What is in progress was begun and is not finished: said here so that an index of few tasks answers.
    begun_ones = Task.objects.at_hand().filter(finished_at=None, started_at__isnull=False)
    beside = begun_ones.filter(assignee=OuterRef("assignee"), column__state=ColumnState.ACTIVE)
    earlier = Q(began__lt=OuterRef("begun_at")) | Q(began=OuterRef("begun_at"), pk__lt=OuterRef("pk"))
    return tasks.annotate(
        begun_at=begun,
        is_second=Exists(beside.annotate(began=begun).filter(earlier)),
        stop_fired_at=Subquery(fired[:1]),
        has_criteria=Exists(mine.filter(role=Role.CRITERION)),
        touched_at=Subquery(touched[:1]),
        first_run_at=Subquery(runs.order_by("number").values("started_at")[:1]),
        run_began_at=Subquery(runs.order_by("-number").values("started_at")[:1]),
        run_at=Subquery(runs.order_by("-number").values(at=Coalesce("ended_at", "started_at"))[:1]),
        has_runs_going=Exists(runs.filter(status=RunStatus.RUNNING, silent_since=None)),
    )
