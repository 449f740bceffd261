"""What the API of tasks takes and gives."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from assay.accounts.models.person import Discipline
from assay.projects.models import ColumnState
from assay.projects.phase_kinds import Nature
from assay.pure.task_filter import MOST_CHARACTERS
from assay.tasks.forms.tasks import MOST_COMMENT, MOST_DESCRIPTION, MOST_TITLE
from assay.tasks.keys import TaskKind, written
from assay.tasks.models import Comment, Task
from assay.tasks.models.task.choosing import MOST_REASON

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TITLE)]
Description = Annotated[str, StringConstraints(max_length=MOST_DESCRIPTION)]
Name = Annotated[str, StringConstraints(max_length=80)]
Number = Annotated[int, Field(ge=1, lt=2**63)]
# Above five days the model refuses, with the advice to split.
Days = Annotated[Decimal, Field(decimal_places=1)]
Instead = Literal["", "pause", "finish", "hand", "give", "keep"]
Shelf = Literal["board", "archive", "trash"]
Reason = Annotated[str, StringConstraints(max_length=MOST_REASON)]


class PersonNamed(Schema):
    id: int
    name: str


class ColumnNamed(Schema):
    id: int
    name: str
    state: str


class TaskShown(Schema):
    """A task. `result` is the line its card shows; experiments fill it from their runs.

    `part_of` is the key of the task it was split off, or empty; so is `nature` where the task is what its phase is.
    """

    key: str
    project: str
    kind: str
    title: str
    description: str
    phase: str
    column: ColumnNamed
    assignee: PersonNamed | None
    estimate_days: float | None
    discipline: str
    nature: str
    labels: list[str]
    override_reason: str
    part_of: str
    overridden_at: datetime | None
    blocked_at: datetime | None
    blocked_reason: str
    result: dict[str, Any]
    version: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    archived_at: datetime | None
    trashed_at: datetime | None

    @staticmethod
    def resolve_project(task: Task) -> str:
        return task.project.key

    @staticmethod
    def resolve_phase(task: Task) -> str:
        return task.phase.name

    @staticmethod
    def resolve_part_of(task: Task) -> str:
        # A part lies in the project of its whole.
        whole = task.part_of
        return written(task.project.key, whole.kind, whole.number) if whole else ""

    @staticmethod
    def resolve_labels(task: Task) -> list[str]:
        return sorted(label.name for label in task.labels.all())


class TasksAsked(Schema):
    """`filter` is a line as on the board; `state` the state of the column; `shelf` where tasks are put."""

    filter: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)] = ""
    project: Name = ""
    assignee: Number | None = None
    state: ColumnState | None = None
    kind: TaskKind | None = None
    shelf: Shelf = "board"


class TaskWanted(Schema):
    """`project` is a key; `phase` and `labels` are names, `assignee` the number of a person."""

    project: Name
    title: Title
    kind: TaskKind = TaskKind.TASK
    phase: Name = ""
    assignee: Number | None = None
    estimate_days: Days | None = None
    discipline: Discipline | Literal[""] = ""
    nature: Nature | Literal[""] = ""
    labels: Annotated[list[Name], Field(max_length=50)] = []
    description: Description = ""


class TaskChanges(Schema):
    """Only what is sent changes. `version` is the one you read."""

    title: Title = ""
    phase: Name = ""
    estimate_days: Days | None = None
    discipline: Discipline | Literal[""] = ""
    nature: Nature | Literal[""] = ""
    labels: Annotated[list[Name], Field(max_length=50)] = []
    description: Description = ""
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


class MoveWanted(Schema):
    """`column` is a name. `after` is the key of the card above, or `top` or `bottom`; `before` of the one below.

    `instead` answers `already-in-progress`: `hand` gives the task in progress to `to`, `give` this one. `over` answers
    `column-full`.
    """

    column: Name
    assignee: Number | None = None
    after: Name = ""
    before: Name = ""
    instead: Instead = ""
    to: Number | None = None
    over: bool = False
    reason: Reason = ""


class AssigneeWanted(Schema):
    assignee: Number | None
    instead: Instead = ""
    to: Number | None = None
    reason: Reason = ""


class CommentWanted(Schema):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_COMMENT)]


class CommentShown(Schema):
    id: int
    person: str
    text: str
    created_at: datetime

    @staticmethod
    def resolve_person(comment: Comment) -> str:
        return comment.person.name
