"""How other domains find a source without importing it; open pages hear of its progress by this."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind, row_numbers
from assay.importers.models import Source


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, Source]:
    sources = Source.objects.visible_to(person).filter(pk__in=row_numbers(ids)).select_related("project")
    return {str(one.pk): one for one in sources}


SOURCE = Kind(
    name="source",
    icon="runs",
    find=_find,
    title=lambda source: source.uri,
    url=lambda source: reverse("importers:source", args=[source.project.key, source.pk]),
)
