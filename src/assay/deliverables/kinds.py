"""How other domains find a deliverable without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind, row_numbers
from assay.deliverables.keys import IN_TEXT, parse_key
from assay.deliverables.models import Deliverable


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, Deliverable]:
    found = Deliverable.objects.visible_to(person).filter(pk__in=row_numbers(ids)).select_related("project")
    return {str(one.pk): one for one in found}


def _named(person: Person, spellings: Iterable[str]) -> Mapping[str, Deliverable]:
    keys = {spelling: key for spelling in spellings if (key := parse_key(spelling))}
    projects, numbers = {key.project for key in keys.values()}, {key.number for key in keys.values()}
    rows = Deliverable.objects.visible_to(person).filter(project__key__in=projects, number__in=numbers)
    found = {(one.project.key, one.number): one for one in rows.select_related("project")}
    return {
        spelling: found[key.project, key.number] for spelling, key in keys.items() if (key.project, key.number) in found
    }


DELIVERABLE = Kind(
    name="deliverable",
    icon="check",
    find=_find,
    title=str,
    url=lambda deliverable: reverse("deliverables:deliverable", args=[deliverable.key]),
    pattern=IN_TEXT,
    named=_named,
    can_be_watched=True,
)
