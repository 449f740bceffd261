"""What a workflow holds, and how it is written as data: in the files of this folder and in a team's own templates."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assay.projects.phase_kinds import PhaseKind, kind_called, nature_of
from assay.pure.numbers import plain_decimal

ONGOING = "ongoing"


@dataclass(frozen=True)
class WorkflowDeliverable:
    """What a phase hands over. `review` says what must be checked before a signature: `two-disciplines`, or nothing."""

    title: str
    kind: str = "document"
    purpose: str = ""
    review: str = ""


@dataclass(frozen=True)
class WorkflowPhase:
    """The weeks are the usual range, both ends included; without a high end the phase goes on for good.

    `kind` is what it is for and `nature` how it is planned; left out, they follow from its name.
    """

    name: str
    hue: int
    purpose: str
    weeks_low: Decimal | None
    weeks_high: Decimal | None
    deliverables: tuple[WorkflowDeliverable, ...]
    exit_questions: tuple[str, ...]
    kind: str
    nature: str

    @property
    def weeks(self) -> str:
        return weeks_in_words(self.weeks_low, self.weeks_high)


@dataclass(frozen=True)
class WorkflowColumn:
    name: str
    state: str
    limit: int | None


@dataclass(frozen=True)
class WorkflowLabel:
    name: str
    hue: int


@dataclass(frozen=True)
class WorkflowTask:
    """A task that each new project begins with. `days` is the estimate in working days, `checks` its check list."""

    title: str
    phase: str
    kind: str
    days: Decimal | None = None
    description: str = ""
    discipline: str = ""
    labels: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """A way of working: phases, columns, labels and first tasks. `order` is its place in lists."""

    slug: str
    name: str
    summary: str
    source: str
    phases: tuple[WorkflowPhase, ...]
    columns: tuple[WorkflowColumn, ...]
    labels: tuple[WorkflowLabel, ...]
    tasks: tuple[WorkflowTask, ...]
    order: int = 99

    def tasks_of(self, phase: WorkflowPhase) -> list[WorkflowTask]:
        return [task for task in self.tasks if task.phase == phase.name]


def weeks_in_words(low: Decimal | None, high: Decimal | None) -> str:
    """Return the usual time in words, or nothing where no time was planned."""
    if low is None:
        return ""
    if high is None:
        return _("%(weeks)s wk and on") % {"weeks": plain_decimal(low)} if low else _("ongoing")
    text = plain_decimal(low) if low == high else f"{plain_decimal(low)}–{plain_decimal(high)}"
    return _("%(weeks)s wk") % {"weeks": text}


def from_data(data: Mapping[str, Any], *, slug: str) -> Workflow:
    """Read a workflow from what a file or a saved template holds."""
    return Workflow(
        slug=slug,
        name=data["name"],
        summary=data["summary"],
        source=data.get("source", ""),
        phases=tuple(_phase(phase) for phase in data["phases"]),
        columns=tuple(WorkflowColumn(one["name"], one["state"], one.get("limit")) for one in data["columns"]),
        labels=tuple(WorkflowLabel(one["name"], one["hue"]) for one in data["labels"]),
        tasks=tuple(_task(task) for task in data["tasks"]),
        order=data.get("order", 99),
    )


def as_data(workflow: Workflow) -> dict[str, Any]:
    """Write a workflow as plain JSON values, so that `from_data` gives it back."""
    return {
        "name": workflow.name,
        "summary": workflow.summary,
        "source": workflow.source,
        "phases": [_phase_data(phase) for phase in workflow.phases],
        "columns": [{"name": one.name, "state": one.state, "limit": one.limit} for one in workflow.columns],
        "labels": [{"name": one.name, "hue": one.hue} for one in workflow.labels],
        "tasks": [_task_data(task) for task in workflow.tasks],
    }


def _phase(data: Mapping[str, Any]) -> WorkflowPhase:
    low, high = _weeks(data.get("weeks"))
    kind = data.get("kind") or kind_called(data["name"])
    return WorkflowPhase(
        name=data["name"],
        hue=data["hue"],
        purpose=data["purpose"],
        weeks_low=low,
        weeks_high=high,
        deliverables=tuple(_deliverable(one) for one in data["deliverables"]),
        exit_questions=tuple(data["exit_questions"]),
        kind=str(PhaseKind(kind)),
        nature=str(data.get("nature") or nature_of(kind)),
    )


def _deliverable(said: Any) -> WorkflowDeliverable:
    """Read a title, or a table with more than that."""
    if isinstance(said, str):
        return WorkflowDeliverable(said)
    return WorkflowDeliverable(
        said["title"], said.get("kind", "document"), said.get("purpose", ""), said.get("review", "")
    )


def _weeks(said: Any) -> tuple[Decimal | None, Decimal | None]:
    """Read `[1, 2]`, `[4]` for four weeks and on, `"ongoing"`, or nothing."""
    if said == ONGOING:
        return Decimal(0), None
    numbers = [Decimal(one) for one in said or ()]
    return (*numbers, None, None)[:2]  # type: ignore[return-value]  # two it is


def _task(data: Mapping[str, Any]) -> WorkflowTask:
    return WorkflowTask(
        title=data["title"],
        phase=data["phase"],
        kind=data["kind"],
        days=None if data.get("days") is None else Decimal(data["days"]),
        description=data.get("description", ""),
        discipline=data.get("discipline", ""),
        labels=tuple(data.get("labels", ())),
        checks=tuple(data.get("checks", ())),
    )


def _phase_data(phase: WorkflowPhase) -> dict[str, Any]:
    weeks = [str(one) for one in (phase.weeks_low, phase.weeks_high) if one is not None]
    return {
        "name": phase.name,
        "hue": phase.hue,
        "purpose": phase.purpose,
        "weeks": weeks,
        "deliverables": [asdict(one) for one in phase.deliverables],
        "exit_questions": list(phase.exit_questions),
        "kind": phase.kind,
        "nature": phase.nature,
    }


def _task_data(task: WorkflowTask) -> dict[str, Any]:
    return {
        "title": task.title,
        "phase": task.phase,
        "kind": task.kind,
        "days": None if task.days is None else str(task.days),
        "description": task.description,
        "discipline": task.discipline,
        "labels": list(task.labels),
        "checks": list(task.checks),
    }
