"""REST: the columns of a project's board."""

from collections.abc import Iterable
from typing import Annotated

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from assay.projects.api.finding import editable_project_of
from assay.projects.finding import project_of
from assay.projects.models import Column, ColumnState, Project
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.schemas import Body

router = Router(tags=["Workflow"])
Name = Annotated[str, Field(min_length=1, max_length=40)]
Limit = Annotated[int, Field(ge=1, le=999)]


class ColumnShown(Schema):
    """A column; flow reads its state, never its name."""

    id: int
    name: str
    state: str
    position: int
    limit: int | None


class ColumnWanted(Body):
    """A column to add at the right end."""

    name: Name
    state: ColumnState
    limit: Limit | None = None


class ColumnChange(Body):
    """What to change; what is left out stays, `null` as limit takes it away."""

    name: Name | None = None
    state: ColumnState | None = None
    limit: Limit | None = None
    position: Annotated[int, Field(ge=0, le=999)] | None = None


class Leaving(Body):
    """`to` names the column that gets the tasks; needed when there are some."""

    to: Annotated[str, Field(max_length=40)] = ""


@router.get("/projects/{key}/columns", response=list[ColumnShown])
def columns(request: ApiRequest, key: str) -> Iterable[Column]:
    """The columns of the board from left to right, without retired ones."""
    return project_of(request.person, key).columns.present().in_order()


@router.post("/projects/{key}/columns", response={201: ColumnShown})
def add_column(request: ApiRequest, key: str, wanted: ColumnWanted) -> Status[Column]:
    """Add a column at the right end of the board. 409 `name-taken`, `too-many-columns` above eight."""
    project = editable_project_of(request, key)
    return Status(201, project.add_column(**wanted.model_dump(), by=request.person))


@router.patch("/projects/{key}/columns/{number}", response=ColumnShown)
def change_column(request: ApiRequest, key: str, number: int, change: ColumnChange) -> Column:
    """Change a column. A new state is a move of each task in it: 409 `column-held` says which one may not;
    409 `column-needed` when the board would lose its last queue, active or done column.
    """
    column = get_object_or_404(editable_project_of(request, key).columns.present(), pk=number)
    sent = change.model_dump(exclude_unset=True)
    with transaction.atomic():
        column.edit(
            name=sent.get("name") or column.name,
            state=sent.get("state") or column.state,
            limit=sent.get("limit", column.limit),
            by=request.person,
        )
        if sent.get("position") is not None:
            column.place_at(sent["position"], by=request.person)
    return column


@router.post("/projects/{key}/columns/{number}/retirement", response={204: None})
def retire_column(request: ApiRequest, key: str, number: int, leaving: Leaving) -> Status[None]:
    """Take the column off the board; its tasks move to `to` by the rules of every move. 409 `column-held`,
    `column-needed`.
    """
    project = editable_project_of(request, key)
    column = get_object_or_404(project.columns.present(), pk=number)
    column.retire(to=_named(project, leaving.to) if leaving.to else None, by=request.person)
    return Status(204, None)


@router.delete("/projects/{key}/columns/{number}/retirement", response=ColumnShown)
def bring_column_back(request: ApiRequest, key: str, number: int) -> Column:
    """Put a retired column back, as the last one, empty. 409 `name-taken`, `too-many-columns`."""
    column = get_object_or_404(editable_project_of(request, key).columns.retired(), pk=number)
    column.bring_back(by=request.person)
    return column


def _named(project: Project, name: str) -> Column:
    column = project.columns.present().filter(name=name).first()
    if column is None:
        message = _("The board has no column “%(name)s”.") % {"name": name}
        raise Refusal(422, "invalid", message, fields={"to": [message]})
    return column
