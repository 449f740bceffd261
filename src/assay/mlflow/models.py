"""Logged models of the protocol."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import F, OrderBy

from assay.mlflow import shapes, wire
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.filters import clauses
from assay.mlflow.finding import find_group, find_groups, find_model, find_run, page_of
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

_STATUS = {"1": ModelStatus.PENDING, "2": ModelStatus.READY, "3": ModelStatus.UPLOAD_FAILED}
_ORDERS = {
    "creation_timestamp": "created_at",
    "creation_time": "created_at",
    "last_updated_timestamp": "updated_at",
    "name": "name",
    "status": "status",
    "model_type": "model_type",
}


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
    find_model(uid, request.person).discard()


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
    start, size = page_of(asked.max_results, asked.page_token, default=100)
    groups = find_groups(asked.experiment_ids or [], request.person)
    mine = LoggedModel.objects.visible_to(request.person).alive().filter(group__in=groups)
    models = _matching(mine, asked.filter or "").select_related("group", "run")
    found = list(models.order_by(*_orders(asked.order_by or []))[start : start + size + 1])
    answer: dict[str, Any] = {"models": [shapes.logged_model(model) for model in found[:size]]}
    if len(found) > size:
        answer["next_page_token"] = str(start + size)
    return answer


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
        checked_key(key, what="param"): checked_text(value, what="value of the param", most=PARAM_LENGTH)
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


def _matching(models: QuerySet[LoggedModel], text: str) -> QuerySet[LoggedModel]:
    """Apply the filters that clients send on their own: by name, and by the run that made the model."""
    columns = {"name": "name", "model_id": "uid", "source_run_id": "run__uid", "status": "status"}
    for clause in clauses(text):
        column = columns.get(clause.key)
        if column is None or clause.kind != "attribute" or clause.operator != "=":
            raise BadRequest(f"Logged models are searched by {', '.join(columns)}, each with = and a text.")
        models = models.filter(**{column: clause.text})
    return models


def _orders(given: list[wire.Order]) -> list[OrderBy | str]:
    keys: list[OrderBy | str] = []
    for order in given[:5]:
        column = _ORDERS.get((order.field_name or "").removeprefix("attributes."))
        if column is None:
            raise BadRequest(f"Logged models are ordered by {', '.join(_ORDERS)}.")
        is_down = order.ascending is False
        keys.append(F(column).desc(nulls_last=True) if is_down else F(column).asc(nulls_last=True))
    return [*keys, "-created_at", "uid"]
