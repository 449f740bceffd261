"""Logged models of the protocol."""

from typing import Any

from assay.mlflow import shapes, wire
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.finding import find_group, find_groups, find_model, find_run, page, page_size
from assay.runs.limits import (
    ITEMS_A_BATCH,
    KEY_LENGTH,
    PARAM_LENGTH,
    TAG_LENGTH,
    BadValue,
    checked_key,
    checked_text,
)
from assay.runs.models import LoggedModel, ModelStatus
from assay.runs.names import random_name
from assay.runs.search import Dataset, ModelOrder, matching_models, slice_of

_STATUS = {"1": ModelStatus.PENDING, "2": ModelStatus.READY, "3": ModelStatus.UPLOAD_FAILED}


@writes
def create(request: Call) -> Any:
    asked = wire.read(request, wire.CreateModel)
    run = find_run(asked.source_run_id, request.person) if asked.source_run_id else None
    group = find_group(asked.experiment_id, request)
    model = LoggedModel.start(
        group,
        name=_name(asked.name),
        run=run,
        model_type=checked_text(asked.model_type or "", what="model type", most=KEY_LENGTH),
        params=_params(asked.params),
        tags=_tags(asked.tags),
    )
    return {"model": shapes.logged_model(model)}


@reads
def get(request: Call, *, uid: str) -> Any:
    deleted = request.GET.get("allow_deleted", "").lower() == "true"
    return {"model": shapes.logged_model(find_model(uid, request.person, deleted=deleted))}


@writes
def finish(request: Call, *, uid: str) -> Any:
    asked = wire.read(request, wire.ChangeModel)
    status = _STATUS.get(str(asked.status), str(asked.status))
    if status not in _STATUS.values():
        raise BadRequest(f"'{status[:40]}' is not a status of a logged model.")
    model = find_model(uid, request.person)
    model.finish(status)
    return {"model": shapes.logged_model(model)}


@writes
def delete(request: Call, *, uid: str) -> None:
    model = find_model(uid, request.person, deleted=True)
    if model.deleted_at is None:
        model.discard()


@writes
def add_params(request: Call, *, uid: str) -> None:
    asked = wire.read(request, wire.ChangeModel)
    find_model(uid, request.person).add_params(_params(asked.params))


@writes
def set_tags(request: Call, *, uid: str) -> Any:
    asked = wire.read(request, wire.ChangeModel)
    model = find_model(uid, request.person)
    model.set_tags(_tags(asked.tags))
    return {"model": shapes.logged_model(model)}


@writes
def delete_tag(request: Call, *, uid: str, key: str) -> None:
    if not find_model(uid, request.person).delete_tag(key):
        raise Missing(f"No tag with key '{key[:100]}' for model with ID '{uid}'.")


@reads
def search(request: Call) -> Any:
    asked = wire.read(request, wire.SearchModels)
    size = page_size(asked.max_results, default=100)
    groups = find_groups(asked.experiment_ids or [], request)
    mine = LoggedModel.objects.visible_to(request.person).alive().filter(group__in=groups)
    models = matching_models(
        mine.select_related("group", "run"),
        asked.filter or "",
        orders=[_order(order) for order in asked.order_by or ()],
        datasets=[_dataset(one) for one in asked.datasets or ()],
    )
    found = slice_of(models, size=size, token=asked.page_token or "")
    return page("models", [shapes.logged_model(model) for model in found.rows], found.next)


def _name(name: str | None) -> str:
    """Return the model's name, drawn at random if none was given. Raises `BadRequest`."""
    if not name:
        return random_name()
    if any(letter in name for letter in "/:.%\"'"):
        raise BadRequest("The name of a logged model cannot hold any of / : . % \" '.")
    return checked_text(name, what="name of the model", most=500)


def _params(given: list[wire.Pair] | None) -> dict[str, str]:
    pairs = wire.pairs(given)
    _check_count(len(pairs), "params")
    return {
        checked_key(key, what="param"): checked_text(value, what="value of the param")[:PARAM_LENGTH]
        for key, value in pairs
    }


def _tags(given: list[wire.Pair] | None) -> dict[str, str]:
    pairs = wire.pairs(given)
    _check_count(len(pairs), "tags")
    return {
        checked_key(key, what="tag"): checked_text(value, what="value of the tag")[:TAG_LENGTH] for key, value in pairs
    }


def _check_count(count: int, what: str) -> None:
    if count > ITEMS_A_BATCH:
        raise BadValue(f"At most {ITEMS_A_BATCH} {what} can be sent at once.")


def _dataset(one: wire.OnDataset) -> Dataset:
    return Dataset(wire.required(one.dataset_name, "dataset_name"), one.dataset_digest or "")


def _order(order: wire.Order) -> ModelOrder:
    return ModelOrder(
        wire.required(order.field_name, "field_name"),
        is_descending=order.ascending is False,
        dataset=_dataset(order) if order.dataset_name else None,
    )
