"""What the page of a run shows of the registry: as which versions its models are registered, and a way to do so."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from assay.accounts.models import Person
from assay.registry.models import ModelVersion, RegisteredModel
from assay.runs.models import Run
from assay.runs.sections import RunSection

MOST_NAMES = 50


def registered(run: Run, reader: Person) -> dict[str, Any] | None:
    """The logged models of the run with their versions; nothing if it logged none."""
    versions = ModelVersion.objects.visible_to(reader).alive().select_related("model").order_by("model__name", "number")
    models = run.living_models
    if not models:
        return None
    prefetch_related_objects(models, Prefetch("model_versions", queryset=versions, to_attr="registered"))
    names: list[str] = []
    if reader.can_write:
        known = RegisteredModel.objects.visible_to(reader).alive().order_by("-updated_at")
        names = list(known.values_list("name", flat=True)[:MOST_NAMES])
    return {"logged_models": models, "model_names": names}


REGISTERED = RunSection(order=10, template="registry/_of_run.html", context=registered)
