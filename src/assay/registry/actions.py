"""What joins several verbs of the registry in one transaction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from assay.registry.models import ModelVersion, RegisteredModel
from assay.registry.sources import Origin

if TYPE_CHECKING:
    from assay.accounts.models import Person


@transaction.atomic
def register(name: str, origin: Origin, *, by: "Person") -> ModelVersion:
    """Add a version to the model of this name, which is made if there is none.

    Raises `BadName`, and `NameTaken` if the name belongs to a model that the person may not see.
    """
    known = RegisteredModel.objects.visible_to(by).alive().filter(name=name).first()
    model = known or RegisteredModel.register(name, by=by)
    return model.add_version(origin, by=by)


@transaction.atomic
def create_model(name: str, *, by: "Person", description: str, tags: Mapping[str, str]) -> RegisteredModel:
    """Register a model with its tags. Raises `BadName`, `BadValue` and `NameTaken`."""
    model = RegisteredModel.register(name, by=by, description=description)
    for key, value in tags.items():
        model.set_tag(key, value, by=by)
    return model


@transaction.atomic
def create_version(
    model: RegisteredModel,
    origin: Origin,
    *,
    by: "Person",
    description: str,
    run_link: str,
    tags: Mapping[str, str],
) -> ModelVersion:
    """Add a version with its tags. Raises `BadValue`."""
    version = model.add_version(origin, by=by, description=description, run_link=run_link)
    for key, value in tags.items():
        version.set_tag(key, value, by=by)
    return version


@transaction.atomic
def edit_model(model: RegisteredModel, *, name: str, description: str, by: "Person") -> None:
    """Change name and description together. Raises `BadName`, `BadValue` and `NameTaken`."""
    model.rename(name, by=by)
    model.describe(description, by=by)
