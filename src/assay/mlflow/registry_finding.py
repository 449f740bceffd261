"""Find the model or version that a request names, if the caller may see it; else it is missing."""

from assay.accounts.models import Person
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.finding import MOST_RESULTS, page_of
from assay.mlflow.registry_wire import number_of
from assay.mlflow.wire import Whole, required, whole
from assay.registry.models import ModelVersion, RegisteredModel, Stage


def find_registered(name: str | None, person: Person) -> RegisteredModel:
    """Raises `Missing`."""
    name = required(name, "name")
    model = RegisteredModel.objects.visible_to(person).alive().filter(name=name).first()
    if model is None:
        raise Missing(f"Registered Model with name={name[:100]} not found")
    return model


def find_version(name: str | None, version: Whole, person: Person) -> ModelVersion:
    """Raises `Missing`."""
    name, number = required(name, "name"), number_of(version)
    rows = ModelVersion.objects.visible_to(person).alive().filter(model__name=name, number=number)
    found = rows.select_related("model", "run__group", "logged_model__group", "created_by").first()
    if found is None:
        raise Missing(f"Model Version (name={name[:100]}, version={number}) not found")
    return found


def stage_named(text: str | None) -> Stage:
    """Return the stage, in any case of letters. Raises `BadRequest`."""
    known = {stage.value.lower(): stage for stage in Stage}
    found = known.get(required(text, "stage").lower())
    if found is None:
        raise BadRequest(f"Invalid Model Version stage: {str(text)[:40]}. Value must be one of {', '.join(Stage)}.")
    return found


def registry_page(most: Whole, token: str | None, *, default: int, limit: int) -> tuple[int, int]:
    """Return where a page begins and how many it holds; more than 50,000 come in several. Raises `BadRequest`."""
    size = whole(most, "max_results", default=default)
    if size > limit:
        raise BadRequest(f"Invalid value for parameter 'max_results': at most {limit}.")
    return page_of(min(size, MOST_RESULTS), token, default=default)
