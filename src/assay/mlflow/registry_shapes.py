"""Registered models and their versions as answers show them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max

from assay.accounts.models import Person
from assay.kit.clock import to_milliseconds
from assay.mlflow import shapes
from assay.registry.models import ModelAlias, ModelTag, ModelVersion, RegisteredModel, VersionTag

Json = dict[str, Any]
STATUS = "READY"


def registered(models: Sequence[RegisteredModel], reader: Person) -> list[Json]:
    """Return models with their latest versions per stage, in five queries for any number of models."""
    ids = [model.pk for model in models]
    tags = _tags(ModelTag.objects.filter(model__in=ids), "model_id")
    aliases = _aliases(ids)
    latest: dict[int, list[Json]] = defaultdict(list)
    found = latest_versions(ids, reader)
    for row, shape in zip(found, versions(found), strict=True):
        latest[row.model_id].append(shape)
    return [
        _registered(model) | {"latest_versions": latest[model.pk], "tags": tags[model.pk], "aliases": aliases[model.pk]}
        for model in models
    ]


def versions(rows: Sequence[ModelVersion]) -> list[Json]:
    """Return versions, whose model, run and creator must be loaded, in two queries for any number of them."""
    ids = [row.pk for row in rows]
    tags = _tags(VersionTag.objects.filter(version__in=ids), "version_id")
    names: dict[int, list[str]] = defaultdict(list)
    for alias in ModelAlias.objects.filter(version__in=ids).order_by("name"):
        names[alias.version_id].append(alias.name)
    return [_version(row) | {"tags": tags[row.pk], "aliases": names[row.pk]} for row in rows]


def latest_versions(model_ids: Sequence[int], reader: Person) -> list[ModelVersion]:
    """Return of each model the version with the greatest number in each stage, the newest first."""
    seen = ModelVersion.objects.visible_to(reader).alive().filter(model__in=model_ids)
    latest = seen.order_by().values("model", "stage").annotate(latest=Max("pk")).values("latest")
    rows = ModelVersion.objects.filter(pk__in=latest).select_related("model", "run", "created_by")
    return list(rows.order_by("model", "-number"))


def download_uri(version: ModelVersion) -> str:
    """Return the address under which the client lists and gets the files; empty if nobody has them any more."""
    if version.logged_model is not None:
        root = shapes.model_uri(version.logged_model)
    elif version.run is not None:
        root = shapes.artifact_uri(version.run)
    else:
        return ""
    return f"{root}/{version.path}" if version.path else root


def _registered(model: RegisteredModel) -> Json:
    shape: Json = {
        "name": model.name,
        "creation_timestamp": to_milliseconds(model.created_at),
        "last_updated_timestamp": to_milliseconds(model.updated_at),
    }
    return shape | ({"description": model.description} if model.description else {})


def _version(row: ModelVersion) -> Json:
    shape: Json = {
        "name": row.model.name,
        "version": str(row.number),
        "creation_timestamp": to_milliseconds(row.created_at),
        "last_updated_timestamp": to_milliseconds(row.updated_at),
        "user_id": row.created_by.name,
        "current_stage": row.stage,
        "source": row.source,
        "status": STATUS,
        "run_id": row.run.uid if row.run else "",
    }
    told = {"description": row.description, "run_link": row.run_link}
    return shape | {name: text for name, text in told.items() if text}


def _tags(rows: Any, owner: str) -> dict[int, list[Json]]:
    found: dict[int, list[Json]] = defaultdict(list)
    for owner_id, key, value in rows.order_by("key").values_list(owner, "key", "value"):
        found[owner_id].append({"key": key, "value": value})
    return found


def _aliases(model_ids: Iterable[int]) -> dict[int, list[Json]]:
    found: dict[int, list[Json]] = defaultdict(list)
    rows = ModelAlias.objects.filter(model__in=list(model_ids)).order_by("name")
    for model_id, name, number in rows.values_list("model_id", "name", "version__number"):
        found[model_id].append({"alias": name, "version": str(number)})
    return found
