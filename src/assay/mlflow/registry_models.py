"""Registered models of the protocol, with their tags and aliases."""

from typing import Any

from assay.mlflow import registry_shapes, wire
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.registry_finding import find_registered, find_version, registry_page, stage_named
from assay.mlflow.registry_search import PROMPT, matching_models, model_orders
from assay.mlflow.registry_wire import CreateRegistered, LatestAsked, OfRegistered
from assay.registry.actions import create_model
from assay.registry.models import ModelVersion, RegisteredModel, Stage
from assay.registry.naming import LATEST
from assay.runs.limits import TAGS_A_BATCH

MOST_MODELS = 1000


@writes
def create(request: Call) -> Any:
    asked = wire.read(request, CreateRegistered)
    tags = dict(wire.pairs(asked.tags))
    if tags.get(PROMPT, "").lower() == "true":
        raise BadRequest("Prompts are not kept here, only models.")
    if len(tags) > TAGS_A_BATCH:
        raise BadRequest(f"At most {TAGS_A_BATCH} tags can be sent at once.")
    name = wire.required(asked.name, "name")
    model = create_model(name, by=request.person, description=asked.description or "", tags=tags)
    return _answer(model, request)


@reads
def get(request: Call) -> Any:
    return _answer(find_registered(request.GET.get("name"), request.person), request)


@writes
def rename(request: Call) -> Any:
    asked = wire.read(request, OfRegistered)
    model = find_registered(asked.name, request.person)
    model.rename(wire.required(asked.new_name, "new_name"), by=request.person)
    return _answer(model, request)


@writes
def update(request: Call) -> Any:
    asked = wire.read(request, OfRegistered)
    model = find_registered(asked.name, request.person)
    model.describe(asked.description or "", by=request.person)
    return _answer(model, request)


@writes
def delete(request: Call) -> None:
    find_registered(wire.read(request, OfRegistered).name, request.person).discard(by=request.person)


@reads
def search(request: Call) -> Any:
    given = request.GET
    start, size = registry_page(given.get("max_results"), given.get("page_token"), default=100, limit=MOST_MODELS)
    mine = RegisteredModel.objects.visible_to(request.person).alive()
    models = matching_models(mine, given.get("filter", ""))
    found = list(models.order_by(*model_orders(given.getlist("order_by")))[start : start + size + 1])
    answer: dict[str, Any] = {"registered_models": registry_shapes.registered(found[:size], request.person)}
    if len(found) > size:
        answer["next_page_token"] = str(start + size)
    return answer


@reads
def latest_versions(request: Call) -> Any:
    """The latest version of each stage; of the stages asked for, if any are."""
    asked = _latest_asked(request)
    model = find_registered(asked.name, request.person)
    stages = {stage_named(stage) for stage in asked.stages or []} or set(Stage)
    found = registry_shapes.latest_versions([model.pk], request.person)
    return {"model_versions": registry_shapes.versions([row for row in found if row.stage in stages])}


@writes
def set_tag(request: Call) -> None:
    asked = wire.read(request, OfRegistered)
    model = find_registered(asked.name, request.person)
    model.set_tag(wire.required(asked.key, "key"), asked.value or "", by=request.person)


@writes
def delete_tag(request: Call) -> None:
    asked = wire.read(request, OfRegistered)
    model = find_registered(asked.name, request.person)
    model.remove_tag(wire.required(asked.key, "key"), by=request.person)


@writes
def set_alias(request: Call) -> None:
    asked = wire.read(request, OfRegistered)
    alias = wire.required(asked.alias, "alias")
    version = find_version(asked.name, asked.version, request.person)
    version.model.set_alias(alias, version.number, by=request.person)


@writes
def delete_alias(request: Call) -> None:
    asked = wire.read(request, OfRegistered)
    model = find_registered(asked.name, request.person)
    model.remove_alias(wire.required(asked.alias, "alias"), by=request.person)


@reads
def by_alias(request: Call) -> Any:
    """The version that has the alias; `latest` is the one with the greatest number."""
    model = find_registered(request.GET.get("name"), request.person)
    alias = wire.required(request.GET.get("alias"), "alias")
    rows = ModelVersion.objects.visible_to(request.person).alive().filter(model=model)
    if alias.lower() != LATEST:
        rows = rows.filter(aliases__name=alias)
    version = rows.select_related("model", "run", "created_by").order_by("-number").first()
    if version is None and alias.lower() == LATEST:
        raise Missing(f"Latest version not found for model {model.name}.")
    if version is None:
        raise BadRequest(f"Registered model alias {alias[:100]} not found.")
    return {"model_version": registry_shapes.versions([version])[0]}


def _latest_asked(request: Call) -> LatestAsked:
    if request.method == "POST":
        return wire.read(request, LatestAsked)
    return LatestAsked(name=request.GET.get("name"), stages=request.GET.getlist("stages"))


def _answer(model: RegisteredModel, request: Call) -> Any:
    return {"registered_model": registry_shapes.registered([model], request.person)[0]}
