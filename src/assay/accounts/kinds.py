"""How other domains find a person or the workspace without importing them."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.handles import people_called
from assay.accounts.models import Person, Workspace
from assay.activity.kinds import Kind, row_numbers
from assay.pure.handles import PATTERN


def _people(person: Person, ids: Iterable[str]) -> Mapping[str, Person]:
    return {str(one.pk): one for one in Person.objects.visible_to(person).filter(pk__in=row_numbers(ids))}


def _workspaces(person: Person, ids: Iterable[str]) -> Mapping[str, Workspace]:
    return {str(one.pk): one for one in Workspace.objects.visible_to(person).filter(pk__in=row_numbers(ids))}


PERSON = Kind(
    name="person",
    icon="person",
    find=_people,
    title=lambda person: person.name,
    url=lambda _person: reverse("accounts:people"),
    pattern=PATTERN,
    named=people_called,
    shown=lambda person, _spelling: f"@{person.name}",
)
WORKSPACE = Kind(
    name="workspace",
    icon="settings",
    find=_workspaces,
    title=lambda workspace: workspace.name,
    url=lambda _workspace: reverse("accounts:people"),
)
