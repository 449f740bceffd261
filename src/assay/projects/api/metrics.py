"""REST: the metrics that a project defines."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from assay.projects.api.finding import editable_project_of
from assay.projects.finding import project_of
from assay.projects.metric_forms import MetricField
from assay.projects.models import MetricDefinition, MetricFacts
from assay.projects.models.metric import MetricQuerySet
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.schemas import Body

router = Router(tags=["Metrics"])
Metric = Annotated[str, Field(min_length=1, max_length=280)]
Title = Annotated[str, Field(max_length=120)]
Direction = Literal["higher", "lower"]
Role = Literal["primary", "guardrail", "other"]
Unit = Annotated[str, Field(max_length=20)]
Value = Annotated[float, Field(allow_inf_nan=False)]
Text = Annotated[str, Field(max_length=2000)]


class DefinitionShown(Schema):
    """A definition. `metric` is its name as criteria write it; values are as logged, also of a share."""

    id: int
    metric: str
    key: str
    split: str
    title: str
    direction: str
    role: str
    unit: str
    is_share: bool
    target: float | None
    baseline: float | None
    limit: float | None
    formula: str
    notes: str
    version: int

    @staticmethod
    def resolve_metric(found: MetricDefinition) -> str:
        return found.facts.name


class DefinitionWanted(Body):
    """A metric to define: `f1`, or `f1 on test`. Only a guardrail has a `limit`."""

    metric: Metric
    direction: Direction
    title: Title = ""
    role: Role = "other"
    unit: Unit = ""
    is_share: bool = False
    target: Value | None = None
    baseline: Value | None = None
    limit: Value | None = None
    formula: Text = ""
    notes: Text = ""


class DefinitionChange(Body):
    """What to change; what is left out stays. With `version`, only if nobody changed the metric since."""

    metric: Metric | None = None
    direction: Direction | None = None
    title: Title | None = None
    role: Role | None = None
    unit: Unit | None = None
    is_share: bool | None = None
    target: Value | None = None
    baseline: Value | None = None
    limit: Value | None = None
    formula: Text | None = None
    notes: Text | None = None
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


@router.get("/projects/{key}/metrics", response=list[DefinitionShown])
def metrics(request: ApiRequest, key: str) -> Iterable[MetricDefinition]:
    """The metrics: the primary one, guardrails, others; without retired ones."""
    return MetricDefinition.objects.present().filter(project=project_of(request.person, key)).in_order()


@router.post("/projects/{key}/metrics", response={201: DefinitionShown})
def define_metric(request: ApiRequest, key: str, wanted: DefinitionWanted) -> Status[MetricDefinition]:
    """Define a metric; a new primary one makes the earlier an ordinary one. 409 `metric-taken`, 422 `limit-needed`."""
    project = editable_project_of(request, key)
    said = wanted.model_dump()
    facts = MetricFacts(**_named(said.pop("metric")), **said)
    return Status(201, MetricDefinition.add(project, facts, by=request.person))


@router.patch("/projects/{key}/metrics/{number}", response=DefinitionShown)
def change_metric(request: ApiRequest, key: str, number: int, change: DefinitionChange) -> MetricDefinition:
    """Change a definition. `null` takes target, baseline or limit away. 409 `metric-taken`, 422 `limit-needed`."""
    found = get_object_or_404(_of(request, key).present(), pk=number)
    sent = change.model_dump(exclude_unset=True)
    version = sent.pop("version", None) or found.version
    kept = {name: value for name, value in sent.items() if value is not None or name in {"target", "baseline", "limit"}}
    named = _named(kept.pop("metric")) if "metric" in kept else {}
    found.edit(replace(found.facts, **named, **kept), version=version, by=request.person)
    return found


@router.post("/projects/{key}/metrics/{number}/retirement", response={204: None})
def retire_metric(request: ApiRequest, key: str, number: int) -> Status[None]:
    """Take a definition out of use."""
    get_object_or_404(_of(request, key).present(), pk=number).retire(by=request.person)
    return Status(204, None)


@router.delete("/projects/{key}/metrics/{number}/retirement", response=DefinitionShown)
def bring_metric_back(request: ApiRequest, key: str, number: int) -> MetricDefinition:
    """Use a retired definition again. 409 `metric-taken`."""
    found = get_object_or_404(_of(request, key).retired(), pk=number)
    found.bring_back(by=request.person)
    return found


def _of(request: ApiRequest, key: str) -> MetricQuerySet:
    project = editable_project_of(request, key)
    return MetricDefinition.objects.filter(project=project).select_related("project")


def _named(text: str) -> dict[str, Any]:
    """Read the name. Raises a 422 that says what is wrong in it."""
    try:
        found = MetricField().clean(text)
    except ValidationError as error:
        raise Refusal(422, "invalid", error.messages[0], fields={"metric": error.messages}) from error
    return {"key": found.name, "split": found.split or ""}
