"""What the API of links, check lists, files, shelves and undo takes and gives."""

from datetime import datetime
from typing import Annotated, Literal

from django.urls import reverse
from ninja import Schema
from pydantic import Field, StringConstraints

from assay.tasks.api.schemas import Name, Number, Reason, Shelf
from assay.tasks.bulk import MOST
from assay.tasks.keys import TaskKind
from assay.tasks.models import Attachment, ChecklistItem, LinkKind
from assay.tasks.models.check import MOST_TEXT
from assay.tasks.queries.parts import LinkShown

BulkAct = Literal[
    "column", "assignee", "phase", "label", "unlabel", "discipline", "estimate", "archive", "trash", "board"
]
StepText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TEXT)]


class LinkOut(Schema):
    """`way` is `out` where this task does it, `in` where it is done to it; `other` is empty if you may not see it."""

    id: int
    kind: LinkKind
    way: str
    other: str
    holds_up: bool

    @staticmethod
    def resolve_other(link: LinkShown) -> str:
        return link.other.key if link.other else ""


class LinkWanted(Schema):
    """`kind` says what this task does to the task with the key `other`."""

    kind: LinkKind
    other: Name


class StepOut(Schema):
    id: int
    text: str
    done_at: datetime | None
    done_by: str

    @staticmethod
    def resolve_done_by(item: ChecklistItem) -> str:
        return item.done_by.name if item.done_by else ""


class StepsWanted(Schema):
    texts: Annotated[list[StepText], Field(min_length=1, max_length=200)]


class StepChanges(Schema):
    """Only what is sent changes. `after` is the number of the step above, or 0 for the top."""

    text: StepText | None = None
    done: bool | None = None
    after: Annotated[int, Field(ge=0, lt=2**63)] | None = None


class FileOut(Schema):
    id: int
    name: str
    content_type: str
    size: int
    sha256: str
    url: str
    created_at: datetime
    created_by: str

    @staticmethod
    def resolve_url(file: Attachment) -> str:
        return reverse("tasks:attachment", args=[file.task.key, file.pk])

    @staticmethod
    def resolve_created_by(file: Attachment) -> str:
        return file.created_by.name


class ShelfWanted(Schema):
    to: Shelf


class BlockageWanted(Schema):
    """`reason`: what the task waits for."""

    reason: Reason


class KindWanted(Schema):
    kind: TaskKind


class BulkWanted(Schema):
    """`do` names the change and `value` what it shall be; `GET /tasks` shows the names of columns, phases and labels.

    `column`, `phase`, `label`, `unlabel` take a name, `assignee` the number of a person or nothing, `discipline` and
    `estimate` what they say; `archive`, `trash` and `board` take no value.
    """

    keys: Annotated[list[Name], Field(min_length=1, max_length=MOST)]
    do: BulkAct
    value: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class RefusedShown(Schema):
    key: str
    why: str


class BulkDone(Schema):
    """`done` holds keys; `events` take it back by `POST /api/v1/undone`, but for what cannot be taken back."""

    done: list[str]
    refused: list[RefusedShown]
    events: list[int]


class BulkUndoWanted(Schema):
    events: Annotated[list[Number], Field(min_length=1, max_length=2 * MOST)]


class UndoWanted(Schema):
    """Numbers of events of the task; they are taken back together or not at all."""

    events: Annotated[list[Number], Field(min_length=1, max_length=200)]
