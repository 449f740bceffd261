"""What search knows of deliverables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.deliverables.models import Attachment, Comment, Deliverable
from assay.search.sources import Group, Part, Source, Text

GROUPS = (Group("deliverable", gettext_lazy("Deliverables"), "check", 25),)
LABELS = {"purpose": gettext_lazy("What it is for"), "attached": gettext_lazy("Attached")}


def texts(ids: Sequence[str]) -> list[Text]:
    """Deliverables with what is attached, by name, and what was said."""
    numbers = [int(one) for one in ids]
    parts: dict[int, list[Part]] = defaultdict(list)
    for owner, title in (
        Attachment.objects.present().filter(deliverable__in=numbers).values_list("deliverable", "title")
    ):
        parts[owner].append(Part("attached", title))
    said = Comment.objects.present().filter(deliverable__in=numbers).order_by("pk")
    for owner, number, text in said.values_list("deliverable", "pk", "text"):
        parts[owner].append(Part("comment", text, f"comment-{number}"))
    found = Deliverable.objects.filter(pk__in=numbers).select_related("project")
    return [_text(one, parts[one.pk]) for one in found]


def all_ids() -> Iterable[str]:
    return (str(pk) for pk in Deliverable.objects.values_list("pk", flat=True).iterator(chunk_size=2000))


def _text(one: Deliverable, parts: list[Part]) -> Text:
    return Text(
        kind="deliverable",
        subject_id=str(one.pk),
        workspace_id=one.project.workspace_id,
        project_id=one.project_id,
        title=one.title,
        url=reverse("deliverables:deliverable", args=[one.key]),
        parts=(Part("purpose", one.purpose), *parts),
        codes=(one.key,),
        is_archived=one.is_waived,
    )


DELIVERABLES = Source(subject_kind="deliverable", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
