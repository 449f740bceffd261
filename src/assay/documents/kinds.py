"""How other domains find a document without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind, row_numbers
from assay.documents.models import Document
from assay.documents.models.document import DocumentQuerySet
from assay.documents.outside import outside


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, Document]:
    return {str(one.pk): one for one in _seen(person, ids).defer("text")}


def _find_whole(person: Person, ids: Iterable[str]) -> Mapping[str, Document]:
    return {str(one.pk): one for one in _seen(person, ids).select_related("project")}


def _seen(person: Person, ids: Iterable[str]) -> DocumentQuerySet:
    return Document.objects.visible_to(person).filter(pk__in=row_numbers(ids))


DOCUMENT = Kind(
    name="document",
    icon="document",
    find=_find,
    title=str,
    url=lambda document: reverse("documents:document", args=[document.pk]),
    named=_find,
    can_be_watched=True,
    outside=outside,
    find_whole=_find_whole,
    edition=lambda document: str(document.version),
)
