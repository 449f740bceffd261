"""REST: templates of tasks."""

from dataclasses import asdict, replace
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from assay.accounts.doors import require
from assay.accounts.models.person import Discipline
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body
from assay.tasks.api.part_schemas import StepText
from assay.tasks.api.schemas import Days, Description, Name
from assay.tasks.forms.templates import MOST_LABELS
from assay.tasks.keys import TaskKind
from assay.tasks.kind_templates import Template
from assay.tasks.kind_templates.choosing import templates_for
from assay.tasks.models import KindTemplate
from assay.tasks.models.kind_template import TemplateFacts

router = Router(tags=["Tasks"])
TemplateName = Annotated[str, Field(min_length=1, max_length=60)]
Steps = Annotated[list[StepText], Field(max_length=200)]
Labels = Annotated[list[Name], Field(max_length=MOST_LABELS)]


class TemplateShown(Schema):
    """`slug` names it; `own-3` is the team's template with the number 3, all others come with Assay."""

    slug: str
    kind: str
    name: str
    description: str
    checks: list[str]
    discipline: str
    labels: list[str]
    estimate_days: float | None


class TemplateWanted(Body):
    """A template for tasks of a kind; `labels` are names."""

    kind: TaskKind
    name: TemplateName
    description: Description = ""
    checks: Steps = []
    discipline: Discipline | Literal[""] = ""
    labels: Labels = []
    estimate_days: Days | None = None


class TemplateChanges(Body):
    """Only what is sent changes."""

    kind: TaskKind = TaskKind.TASK
    name: TemplateName = "-"
    description: Description = ""
    checks: Steps = []
    discipline: Discipline | Literal[""] = ""
    labels: Labels = []
    estimate_days: Days | None = None


@router.get("/templates", response=list[TemplateShown])
def list_templates(request: ApiRequest) -> list[Template]:
    """What tasks can begin with: the team's own templates, then those of Assay in your language."""
    require(request.person.can_write)
    return templates_for(request.person)


@router.post("/templates", response={201: TemplateShown})
def add_template(request: ApiRequest, data: TemplateWanted) -> Status[Template]:
    """Write a template for the team, as an owner or lead. 409 `name-taken`."""
    require(request.person.can_manage_people)
    return Status(201, KindTemplate.add(_facts(data.model_dump()), by=request.person).template)


@router.patch("/templates/{number}", response=TemplateShown)
def change_template(request: ApiRequest, number: int, data: TemplateChanges) -> Template:
    """Change a template of the team. 409 `name-taken`."""
    found = _own(request, number)
    names = asdict(TemplateFacts("", ""))
    known = TemplateFacts(**{name: getattr(found.template, name) for name in names})
    found.edit(replace(known, **_tuples(data.model_dump(exclude_unset=True))), by=request.person)
    return found.template


@router.delete("/templates/{number}", response={204: None})
def remove_template(request: ApiRequest, number: int) -> Status[None]:
    """Delete a template of the team; tasks made from it stay as they are."""
    _own(request, number).remove(by=request.person)
    return Status(204, None)


def _own(request: ApiRequest, number: int) -> KindTemplate:
    mine = KindTemplate.objects.filter(workspace_id=request.person.workspace_id).select_related("workspace")
    found = get_object_or_404(mine, pk=number)
    require(request.person.can_manage_people)
    return found


def _facts(sent: dict[str, Any]) -> TemplateFacts:
    return TemplateFacts(**_tuples(sent))


def _tuples(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in sent.items()}
