"""Plant a workflow into a new project, and gather one from a project: phases, columns, labels, first tasks.

A higher domain registers a planter; tasks plant the default tasks, deliverables what phases owe. What can be planted
can be gathered again: a team saves the way a project works as a template.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from assay.projects.models.column import Column
from assay.projects.models.label import Label
from assay.projects.models.phase import Phase
from assay.projects.models.readiness import ReadinessCheck, first_checks
from assay.projects.workflows import (
    Workflow,
    WorkflowColumn,
    WorkflowDeliverable,
    WorkflowLabel,
    WorkflowPhase,
    WorkflowTask,
)

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.project import Project

Planter = Callable[["Project", Workflow, "Person"], None]


@dataclass(frozen=True)
class Seed:
    """A task of a project that a template could begin with; `id` names it in forms, `key` to people."""

    id: int
    key: str
    task: WorkflowTask
    is_planted: bool


Gatherer = Callable[["Project"], list[Seed]]
_planters: list[Planter] = []
DeliverablesOf = Callable[["Project"], Mapping[int, tuple[WorkflowDeliverable, ...]]]
_gatherers: list[Gatherer] = []
_deliverables: list[DeliverablesOf] = []
_kind_names: dict[str, str | Promise] = {}


def register_planter(planter: Planter) -> None:
    """Call `planter` for each new project, in the order of registration."""
    _planters.append(planter)


def register_gatherer(gatherer: Gatherer) -> None:
    """Say which tasks of a project a template can begin with."""
    _gatherers[:] = [gatherer]


def register_deliverables(deliverables_of: DeliverablesOf) -> None:
    """Say what the phases of a project, by id, hand over, so that a template keeps it."""
    _deliverables[:] = [deliverables_of]


def register_kind_names(names: Iterable[tuple[str, str | Promise]]) -> None:
    """Say how people call the kinds of tasks that workflows name."""
    _kind_names.update(names)


def kind_names() -> dict[str, str]:
    return {kind: str(name) for kind, name in _kind_names.items()}


def plant(project: "Project", workflow: Workflow, *, by: "Person") -> None:
    """Give `project` everything `workflow` lists and the first checks, in the caller's transaction."""
    Phase.objects.bulk_create(
        Phase(
            project=project,
            name=phase.name,
            position=position,
            hue=phase.hue,
            purpose=phase.purpose,
            weeks_low=phase.weeks_low,
            weeks_high=phase.weeks_high,
            exit_questions=list(phase.exit_questions),
            kind=phase.kind,
            nature=phase.nature,
        )
        for position, phase in enumerate(workflow.phases)
    )
    Column.objects.bulk_create(
        Column(project=project, name=column.name, state=column.state, position=position, limit=column.limit)
        for position, column in enumerate(workflow.columns)
    )
    Label.objects.bulk_create(Label(project=project, name=label.name, hue=label.hue) for label in workflow.labels)
    ReadinessCheck.objects.bulk_create(first_checks(project))
    for planter in _planters:
        planter(project, workflow, by)


def seeds_of(project: "Project") -> list[Seed]:
    """Return the tasks of the project that a template could begin with, those it began with first."""
    return _gatherers[0](project) if _gatherers else []


def gathered(project: "Project", *, name: str, summary: str, tasks: list[WorkflowTask]) -> Workflow:
    """Return the way the project works now, with these first tasks."""
    owed = _deliverables[0](project) if _deliverables else {}
    return Workflow(
        slug="",
        name=name,
        summary=summary,
        source="",
        phases=tuple(_phase(phase, owed.get(phase.pk, ())) for phase in project.phases.present().in_order()),
        columns=tuple(
            WorkflowColumn(column.name, column.state, column.limit) for column in project.columns.present().in_order()
        ),
        labels=tuple(WorkflowLabel(label.name, label.hue) for label in project.labels.order_by("name")),
        tasks=tuple(tasks),
    )


def _phase(phase: Phase, owed: tuple[WorkflowDeliverable, ...]) -> WorkflowPhase:
    return WorkflowPhase(
        name=phase.name,
        hue=phase.hue,
        purpose=phase.purpose,
        weeks_low=phase.weeks_low,
        weeks_high=phase.weeks_high,
        deliverables=owed,
        exit_questions=tuple(phase.exit_questions),
        kind=phase.kind,
        nature=phase.nature,
    )
