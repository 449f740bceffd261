"""How views find a model or version; one that this person may not see is not found, whoever's it is."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from assay.accounts.doors import PersonRequest, require
from assay.accounts.models import Person
from assay.registry.models import ModelVersion, RegisteredModel
from assay.runs.models import LoggedModel


def model_of(person: Person, name: str) -> RegisteredModel:
    """Raises `Http404`."""
    models = RegisteredModel.objects.visible_to(person).alive().select_related("project", "created_by")
    return get_object_or_404(models, name=name)


def version_of(person: Person, name: str, number: int) -> ModelVersion:
    """Raises `Http404`."""
    if number >= 2**31:
        raise Http404
    rows = ModelVersion.objects.visible_to(person).alive().filter(model__name=name, number=number)
    return get_object_or_404(
        rows.select_related("model__project", "run__task__project", "logged_model__run", "created_by")
    )


def logged_model_of(person: Person, run: str, uid: str) -> LoggedModel:
    """Raises `Http404`."""
    models = LoggedModel.objects.visible_to(person).alive().filter(run__deleted_at=None)
    return get_object_or_404(models.select_related("run__task__project"), uid=uid, run__uid=run)


def model_at(request: PersonRequest, name: str) -> RegisteredModel:
    """Return the model and make its project the one whose places the rail shows."""
    model = model_of(request.person, name)
    request.project = model.project  # type: ignore[attr-defined]
    return model


def version_at(request: PersonRequest, name: str, number: int) -> ModelVersion:
    """Return the version and make its project the one whose places the rail shows."""
    version = version_of(request.person, name, number)
    request.project = version.model.project  # type: ignore[attr-defined]
    return version


def model_to_change(request: PersonRequest, name: str) -> RegisteredModel:
    """Return the model if this person may change it; else 403."""
    model = model_at(request, name)
    require(request.person.can_write)
    return model


def version_to_change(request: PersonRequest, name: str, number: int) -> ModelVersion:
    """Return the version if this person may change it; else 403."""
    version = version_at(request, name, number)
    require(request.person.can_write)
    return version
