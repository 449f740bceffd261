"""REST: registered models, their versions, aliases and tags."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Status

from assay.accounts.doors import require
from assay.projects.models import Project
from assay.registry.actions import edit_model, register
from assay.registry.finding import logged_model_of, model_of, version_of
from assay.registry.models import ModelVersion, RegisteredModel
from assay.registry.schemas import (
    Alias,
    ModelAsked,
    ModelChange,
    ModelOut,
    Name,
    Number,
    Registration,
    Tag,
    TagKey,
    VersionChange,
    VersionOut,
    VersionWanted,
)
from assay.registry.sources import origin_of_logged
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router(tags=["Models"])
GONE = {204: None}


@router.get("/models", response=Listed[ModelOut])
def list_models(request: ApiRequest, asked: Query[ModelAsked]) -> dict[str, Any]:
    """Registered models you may see, of a project if you name its key."""
    models = RegisteredModel.objects.visible_to(request.person).alive().select_related("project")
    if asked.project:
        projects = Project.objects.visible_to(request.person)
        models = models.filter(project=get_object_or_404(projects, key=asked.project.upper()))
    return listed(models.prefetch_related("aliases__version", "tags"), asked)


@router.get("/models/{name}", response=ModelOut)
def get_model(request: ApiRequest, name: Path[Name]) -> RegisteredModel:
    """One model with its aliases and tags."""
    return model_of(request.person, name)


@router.patch("/models/{name}", response=ModelOut)
def change_model(request: ApiRequest, name: Path[Name], change: ModelChange) -> RegisteredModel:
    """Rename or describe a model; what is left out stays."""
    model = _model(request, name)
    wanted = model.name if change.name is None else change.name
    description = model.description if change.description is None else change.description
    edit_model(model, name=wanted, description=description, by=request.person)
    return model


@router.delete("/models/{name}", response=GONE)
def delete_model(request: ApiRequest, name: Path[Name]) -> HttpResponse:
    """Delete a model with its versions and aliases; runs and files stay."""
    _model(request, name).discard(by=request.person)
    return HttpResponse(status=204)


@router.put("/models/{name}/aliases/{alias}", response=ModelOut)
def set_alias(request: ApiRequest, name: Path[Name], alias: Path[Alias], wanted: VersionWanted) -> RegisteredModel:
    """Let the alias mean a version from now on."""
    model = _model(request, name)
    version_of(request.person, name, wanted.version)
    model.set_alias(alias, wanted.version, by=request.person)
    return model


@router.delete("/models/{name}/aliases/{alias}", response=GONE)
def remove_alias(request: ApiRequest, name: Path[Name], alias: Path[Alias]) -> HttpResponse:
    """Take an alias away; one that is not there changes nothing."""
    _model(request, name).remove_alias(alias, by=request.person)
    return HttpResponse(status=204)


@router.post("/models/{name}/tags", response=ModelOut)
def set_model_tag(request: ApiRequest, name: Path[Name], tag: Tag) -> RegisteredModel:
    """Set a tag of the model."""
    model = _model(request, name)
    model.set_tag(tag.key, tag.value, by=request.person)
    return model


@router.delete("/models/{name}/tags/{path:key}", response=GONE)
def remove_model_tag(request: ApiRequest, name: Path[Name], key: Path[TagKey]) -> HttpResponse:
    """Take a tag off; one that is not there changes nothing."""
    _model(request, name).remove_tag(key, by=request.person)
    return HttpResponse(status=204)


@router.get("/models/{name}/versions", response=Listed[VersionOut])
def list_versions(request: ApiRequest, name: Path[Name], asked: Query[PageAsked]) -> dict[str, Any]:
    """The versions of a model."""
    rows = ModelVersion.objects.visible_to(request.person).alive().filter(model=model_of(request.person, name))
    rows = rows.select_related("model", "run__task__project", "created_by")
    return listed(rows.prefetch_related("aliases", "tags"), asked)


@router.get("/models/{name}/versions/{number}", response=VersionOut)
def get_version(request: ApiRequest, name: Path[Name], number: Path[Number]) -> ModelVersion:
    """One version with the run and the task it comes from."""
    return version_of(request.person, name, number)


@router.patch("/models/{name}/versions/{number}", response=VersionOut)
def change_version(request: ApiRequest, name: Path[Name], number: Path[Number], change: VersionChange) -> ModelVersion:
    """Describe a version."""
    version = _version(request, name, number)
    version.describe(change.description, by=request.person)
    return version


@router.delete("/models/{name}/versions/{number}", response=GONE)
def delete_version(request: ApiRequest, name: Path[Name], number: Path[Number]) -> HttpResponse:
    """Delete a version; its number is never given again."""
    _version(request, name, number).discard(by=request.person)
    return HttpResponse(status=204)


@router.post("/models/{name}/versions/{number}/tags", response=VersionOut)
def set_version_tag(request: ApiRequest, name: Path[Name], number: Path[Number], tag: Tag) -> ModelVersion:
    """Set a tag of the version."""
    version = _version(request, name, number)
    version.set_tag(tag.key, tag.value, by=request.person)
    return version


@router.delete("/models/{name}/versions/{number}/tags/{path:key}", response=GONE)
def remove_version_tag(request: ApiRequest, name: Path[Name], number: Path[Number], key: Path[TagKey]) -> HttpResponse:
    """Take a tag off; one that is not there changes nothing."""
    _version(request, name, number).remove_tag(key, by=request.person)
    return HttpResponse(status=204)


@router.post("/runs/{uid}/models/{model}/versions", response={201: VersionOut})
def register_logged_model(request: ApiRequest, uid: str, model: str, wanted: Registration) -> Status[ModelVersion]:
    """Register a model that the run logged; the name is made if there is none."""
    logged = logged_model_of(request.person, uid, model)
    require(request.person.can_write)
    return Status(201, register(wanted.name, origin_of_logged(logged), by=request.person))


def _model(request: ApiRequest, name: str) -> RegisteredModel:
    model = model_of(request.person, name)
    require(request.person.can_write)
    return model


def _version(request: ApiRequest, name: str, number: int) -> ModelVersion:
    version = version_of(request.person, name, number)
    require(request.person.can_write)
    return version
