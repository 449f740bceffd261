"""How other domains find a model without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind
from assay.registry.models import RegisteredModel


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, RegisteredModel]:
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19]
    return {str(model.pk): model for model in RegisteredModel.objects.visible_to(person).alive().filter(pk__in=numbers)}


MODEL = Kind(
    name="model",
    icon="model",
    find=_find,
    title=lambda model: model.name,
    url=lambda model: reverse("registry:model", args=[model.name]),
)
