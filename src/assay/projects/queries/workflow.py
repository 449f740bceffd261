"""The way one project works, as its settings show it."""

from dataclasses import dataclass

from assay.projects.choosing import begun_from
from assay.projects.models import Column, Label, Phase, Project
from assay.projects.models.column import MOST_COLUMNS
from assay.projects.occupants import occupants
from assay.projects.owing import Owed, owed_by
from assay.projects.workflows import Workflow


@dataclass(frozen=True)
class PhaseLine:
    """`count` is how many tasks are in it; `earlier` and `later` are the places beside it, None at the ends."""

    phase: Phase
    count: int
    earlier: int | None
    later: int | None
    owed: list[Owed]


@dataclass(frozen=True)
class ColumnLine:
    column: Column
    count: int
    earlier: int | None
    later: int | None


@dataclass(frozen=True)
class LabelLine:
    label: Label
    count: int


@dataclass(frozen=True)
class WorkflowPage:
    """Everything of a project that came from its workflow and is its own since. `began` is that workflow."""

    columns: list[ColumnLine]
    phases: list[PhaseLine]
    labels: list[LabelLine]
    retired_columns: list[Column]
    retired_phases: list[Phase]
    began: Workflow | None

    @property
    def has_room(self) -> bool:
        """Whether the board can show one more column."""
        return len(self.columns) < MOST_COLUMNS


def workflow_page(project: Project) -> WorkflowPage:
    """Return what the page shows, in a fixed number of queries."""
    columns, phases = list(project.columns.in_order()), list(project.phases.in_order())
    labels = list(project.labels.order_by("name"))
    rules = occupants()
    in_columns = rules.counts_by_column([column.pk for column in columns])
    in_phases = rules.counts_by_phase([phase.pk for phase in phases])
    carried = rules.counts_by_label([label.pk for label in labels])
    owed = owed_by([phase.pk for phase in phases])
    at_hand = [column for column in columns if column.retired_at is None]
    present = [phase for phase in phases if phase.retired_at is None]
    return WorkflowPage(
        columns=[
            ColumnLine(column, in_columns.get(column.pk, 0), *_beside(number, len(at_hand)))
            for number, column in enumerate(at_hand)
        ],
        phases=[
            PhaseLine(phase, in_phases.get(phase.pk, 0), *_beside(number, len(present)), owed.get(phase.pk, []))
            for number, phase in enumerate(present)
        ],
        labels=[LabelLine(label, carried.get(label.pk, 0)) for label in labels],
        retired_columns=[column for column in columns if column.retired_at is not None],
        retired_phases=[phase for phase in phases if phase.retired_at is not None],
        began=begun_from(project),
    )


def _beside(number: int, count: int) -> tuple[int | None, int | None]:
    return (number - 1 if number else None), (number + 1 if number + 1 < count else None)
