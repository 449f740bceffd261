"""What webhooks are told of models: the same events, with the same data, as an MLflow server sends."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assay.activity.models import Event
from assay.registry.models import ModelVersion, RegisteredModel
from assay.webhooks.catalogue import Announcement, Data, register_announcement

_TAGS: Any = {"example_key": "example_value"}
_MODEL = {"name": "example_model"}
_VERSION = {**_MODEL, "version": "1"}


def register_announcements() -> None:
    """Let webhooks hear of models."""
    described = {"tags": _TAGS, "description": "An example of a model"}
    made = {**_VERSION, "source": "models:/m-0", "run_id": "abcd1234abcd5678", **described}
    tag, alias = {"key": "example_key", "value": "example_value"}, {"alias": "example_alias"}
    for kind, name, label, describe, example in (
        ("registered_model.created", "", _("A model is registered"), _model, {**_MODEL, **described}),
        ("model_version.created", "", _("A version of a model is registered"), _version, made),
        ("model_version_tag.set", "", _("A tag of a version is set"), _tag_set, {**_VERSION, **tag}),
        ("model_version_tag.deleted", "", _("A tag of a version is deleted"), _tag, {**_VERSION, "key": "example_key"}),
        ("model_version_alias.set", "model_version_alias.created", _("An alias is set"), _alias, {**alias, **_VERSION}),
        ("model_version_alias.deleted", "", _("An alias is deleted"), _alias_gone, {**_MODEL, **alias}),
    ):
        register_announcement(kind, Announcement(name or kind, label, describe, example, is_mlflow=True))


def _model(_event: Event, model: RegisteredModel) -> Data:
    tags = dict(model.tags.values_list("key", "value"))
    return {"name": model.name, "tags": tags, "description": model.description or None}


def _version(event: Event, model: RegisteredModel) -> Data | None:
    version = ModelVersion.objects.filter(model=model, number=event.data["number"]).first()
    if version is None:
        return None
    tags = dict(version.tags.values_list("key", "value"))
    facts = {"source": version.source, "run_id": event.data["run"] or None, "tags": tags}
    return {**_names(event), **facts, "description": version.description or None}


def _tag_set(event: Event, _model: RegisteredModel) -> Data:
    return {**_tag(event, _model), "value": event.data["value"]}


def _tag(event: Event, _model: RegisteredModel) -> Data:
    return {**_names(event), "key": event.data["key"]}


def _alias(event: Event, _model: RegisteredModel) -> Data:
    return {**_names(event), "alias": event.data["alias"]}


def _alias_gone(event: Event, _model: RegisteredModel) -> Data:
    return {"name": event.data["name"], "alias": event.data["alias"]}


def _names(event: Event) -> Data:
    return {"name": event.data["name"], "version": str(event.data["number"])}
