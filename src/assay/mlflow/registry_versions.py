"""Versions of registered models in the protocol."""

from typing import Any

from assay.mlflow import registry_shapes, wire
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.registry_finding import find_registered, find_version, registry_page, stage_named
from assay.mlflow.registry_search import matching_versions, version_orders
from assay.mlflow.registry_wire import CreateVersion, OfVersion
from assay.registry.actions import create_version
from assay.registry.models import ModelVersion, Stage
from assay.registry.sources import origin_of
from assay.runs.limits import TAGS_A_BATCH, checked_text

MOST_VERSIONS = 200_000
LINK_LENGTH = 500
_ACTIVE = {Stage.STAGING, Stage.PRODUCTION}


@writes
def create(request: Call) -> Any:
    asked = wire.read(request, CreateVersion)
    model = find_registered(asked.name, request.person)
    source = wire.required(asked.source, "source")
    tags = dict(wire.pairs(asked.tags))
    if len(tags) > TAGS_A_BATCH:
        raise BadRequest(f"At most {TAGS_A_BATCH} tags can be sent at once.")
    origin = origin_of(source, person=request.person, run_uid=asked.run_id or "", model_uid=asked.model_id or "")
    link = checked_text(asked.run_link or "", what="run_link", most=LINK_LENGTH)
    description = asked.description or ""
    version = create_version(model, origin, by=request.person, description=description, run_link=link, tags=tags)
    return _answer(version)


@reads
def get(request: Call) -> Any:
    return _answer(find_version(request.GET.get("name"), request.GET.get("version"), request.person))


@writes
def update(request: Call) -> Any:
    asked = wire.read(request, OfVersion)
    version = find_version(asked.name, asked.version, request.person)
    version.describe(asked.description or "", by=request.person)
    return _answer(version)


@writes
def delete(request: Call) -> None:
    asked = wire.read(request, OfVersion)
    find_version(asked.name, asked.version, request.person).discard(by=request.person)


@reads
def search(request: Call) -> Any:
    given = request.GET
    start, size = registry_page(given.get("max_results"), given.get("page_token"), default=10_000, limit=MOST_VERSIONS)
    mine = ModelVersion.objects.visible_to(request.person).alive().select_related("model", "run", "created_by")
    rows = matching_versions(mine, given.get("filter", ""))
    found = list(rows.order_by(*version_orders(given.getlist("order_by")))[start : start + size + 1])
    answer: dict[str, Any] = {"model_versions": registry_shapes.versions(found[:size])}
    if len(found) > size:
        answer["next_page_token"] = str(start + size)
    return answer


@reads
def download_uri(request: Call) -> Any:
    """Where the files of the version are listed and downloaded."""
    version = find_version(request.GET.get("name"), request.GET.get("version"), request.person)
    address = registry_shapes.download_uri(version)
    if not address:
        raise Missing("The files of this version are gone: its run was deleted for good.")
    return {"artifact_uri": address}


@writes
def set_tag(request: Call) -> None:
    asked = wire.read(request, OfVersion)
    version = find_version(asked.name, asked.version, request.person)
    version.set_tag(wire.required(asked.key, "key"), asked.value or "", by=request.person)


@writes
def delete_tag(request: Call) -> None:
    asked = wire.read(request, OfVersion)
    version = find_version(asked.name, asked.version, request.person)
    version.remove_tag(wire.required(asked.key, "key"), by=request.person)


@writes
def transition(request: Call) -> Any:
    """Move the version to a stage of old clients, and archive those that were there if asked to."""
    asked = wire.read(request, OfVersion)
    stage = stage_named(asked.stage)
    version = find_version(asked.name, asked.version, request.person)
    if asked.archive_existing_versions and stage not in _ACTIVE:
        raise BadRequest(f"Versions can be archived for Staging and Production only, not for {stage}.")
    if asked.archive_existing_versions:
        version.replace_in_stage(stage, by=request.person)
    else:
        version.move_to_stage(stage, by=request.person)
    return _answer(version)


def _answer(version: ModelVersion) -> Any:
    return {"model_version": registry_shapes.versions([version])[0]}
