"""REST: the labels of a project."""

from collections.abc import Iterable
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from assay.projects.api.finding import editable_project_of
from assay.projects.finding import project_of
from assay.projects.models import Label
from assay.projects.models.label import HUES
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body

router = Router(tags=["Workflow"])
Name = Annotated[str, Field(min_length=1, max_length=40)]
Hue = Annotated[int, Field(ge=1, le=HUES)]


class LabelShown(Schema):
    id: int
    name: str
    hue: int


class LabelWanted(Body):
    name: Name
    hue: Hue = 1


class LabelChange(Body):
    """What to change; what is left out stays."""

    name: Name | None = None
    hue: Hue | None = None


@router.get("/projects/{key}/labels", response=list[LabelShown])
def labels(request: ApiRequest, key: str) -> Iterable[Label]:
    """The labels by name."""
    return project_of(request.person, key).labels.order_by("name")


@router.post("/projects/{key}/labels", response={201: LabelShown})
def add_label(request: ApiRequest, key: str, wanted: LabelWanted) -> Status[Label]:
    """Add a label. 409 `label-taken`."""
    project = editable_project_of(request, key)
    return Status(201, project.add_label(**wanted.model_dump(), by=request.person))


@router.patch("/projects/{key}/labels/{number}", response=LabelShown)
def change_label(request: ApiRequest, key: str, number: int, change: LabelChange) -> Label:
    """Rename or recolour a label, on all its tasks at once. 409 `label-taken`."""
    label = get_object_or_404(editable_project_of(request, key).labels.all(), pk=number)
    label.edit(name=change.name or label.name, hue=change.hue or label.hue, by=request.person)
    return label


@router.delete("/projects/{key}/labels/{number}", response={204: None})
def remove_label(request: ApiRequest, key: str, number: int) -> Status[None]:
    """Take the label off all tasks and out of the project."""
    get_object_or_404(editable_project_of(request, key).labels.all(), pk=number).remove(by=request.person)
    return Status(204, None)
