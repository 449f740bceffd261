"""How other domains find a model without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind, row_numbers
from assay.registry.models import RegisteredModel


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, RegisteredModel]:
    return {
        str(model.pk): model
        for model in RegisteredModel.objects.visible_to(person).alive().filter(pk__in=row_numbers(ids))
    }


MODEL = Kind(
    name="model",
    icon="model",
    find=_find,
    title=lambda model: model.name,
    url=lambda model: reverse("registry:model", args=[model.name]),
)
