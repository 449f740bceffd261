"""REST: the parts that a task is split into."""

from decimal import Decimal
from typing import Annotated

from ninja import Router, Schema, Status
from pydantic import Field

from assay.pure.splitting import MOST_PARTS
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.tasks.api.schemas import Days, Title
from assay.tasks.finding import task_of, task_to_change
from assay.tasks.forms.splitting import proposed_days
from assay.tasks.models import Task
from assay.tasks.models.task.creating import TooLong, checked_estimate
from assay.tasks.models.task.splitting import Part

router = Router(tags=["Tasks"])


class PartShown(Schema):
    """A part; `state` is that of its column."""

    key: str
    title: str
    column: str
    state: str
    estimate_days: float | None
    assignee: str

    @staticmethod
    def resolve_column(task: Task) -> str:
        return task.column.name

    @staticmethod
    def resolve_state(task: Task) -> str:
        return task.column.state

    @staticmethod
    def resolve_assignee(task: Task) -> str:
        return task.assignee.name if task.assignee else ""


class PartWanted(Schema):
    title: Title
    estimate_days: Days | None = None


class PartsWanted(Schema):
    """Two parts or more; the first one is what this task keeps."""

    parts: Annotated[list[PartWanted], Field(min_length=2, max_length=MOST_PARTS)]


@router.get("/tasks/{key}/parts", response=list[PartShown])
def list_parts(request: ApiRequest, key: str) -> list[Task]:
    """What the task was split into, itself among the parts; one that was never split is its only part."""
    return task_of(request.person, key).whole()


@router.post("/tasks/{key}/parts", response={201: list[PartShown]})
def split_task(request: ApiRequest, key: str, data: PartsWanted) -> Status[list[Task]]:
    """Split the task: it keeps the first part, the others become tasks below it. Answers all parts of the whole."""
    task = task_to_change(request.person, key)
    task.split([Part(part.title, part.estimate_days) for part in data.parts], by=request.person)
    return Status(201, task.whole())


def check_length(days: Decimal | None) -> None:
    """Refuse an estimate no task may have; `fields.parts` of the 422 `too-long` proposes how to split it."""
    try:
        checked_estimate(days)
    except TooLong as error:
        parts = proposed_days(days) if days and days > 5 else []
        fields = {"estimate_days": [str(error)]} | ({"parts": parts} if parts else {})
        raise Refusal(422, "too-long" if parts else "invalid", str(error), fields=fields) from error
