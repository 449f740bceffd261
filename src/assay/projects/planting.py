"""Plant a workflow into a new project: phases, columns, labels, then what higher domains add.

A higher domain registers a planter; tasks plant the default tasks, deliverables what phases owe.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from assay.projects.models.column import Column
from assay.projects.models.label import Label
from assay.projects.models.phase import Phase
from assay.projects.workflows import Workflow

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.project import Project

Planter = Callable[["Project", Workflow, "Person"], None]
_planters: list[Planter] = []


def register_planter(planter: Planter) -> None:
    """Call `planter` for each new project, in the order of registration."""
    _planters.append(planter)


def plant(project: "Project", workflow: Workflow, *, by: "Person") -> None:
    """Give `project` everything `workflow` lists, in the caller's transaction."""
    Phase.objects.bulk_create(
        Phase(
            project=project,
            name=phase.name,
            position=position,
            hue=phase.hue,
            purpose=phase.purpose,
            weeks_low=phase.weeks[0],
            weeks_high=phase.weeks[1],
            deliverables=list(phase.deliverables),
            exit_questions=list(phase.exit_questions),
        )
        for position, phase in enumerate(workflow.phases)
    )
    Column.objects.bulk_create(
        Column(project=project, name=column.name, state=column.state, position=position, limit=column.limit)
        for position, column in enumerate(workflow.columns)
    )
    Label.objects.bulk_create(Label(project=project, name=label.name, hue=label.hue) for label in workflow.labels)
    for planter in _planters:
        planter(project, workflow, by)
