"""What search knows of documents."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.documents.models import Document
from assay.search.sources import Group, Part, Source, Text

GROUPS = (Group("document", gettext_lazy("Documents"), "document", 30),)
LABELS = {"folder": gettext_lazy("Folder"), "text": gettext_lazy("Text")}


def texts(ids: Sequence[str]) -> list[Text]:
    """Documents that are not in the trash."""
    found = Document.objects.present().filter(pk__in=[int(one) for one in ids]).select_related("project")
    return [_text(one) for one in found]


def all_ids() -> Iterable[str]:
    numbers = Document.objects.present().values_list("pk", flat=True)
    return (str(pk) for pk in numbers.iterator(chunk_size=2000))


def _text(document: Document) -> Text:
    return Text(
        kind="document",
        subject_id=str(document.pk),
        workspace_id=document.project.workspace_id,
        project_id=document.project_id,
        title=document.title,
        url=reverse("documents:document", args=[document.pk]),
        parts=(Part("folder", document.folder.replace("/", " ")), Part("text", document.text)),
    )


DOCUMENTS = Source(subject_kind="document", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
