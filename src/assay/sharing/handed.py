"""A deliverable as somebody outside reads it: what is attached, as text where it has one, else as a plain fact."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.urls import reverse
from markupsafe import Markup

from assay.deliverables.models import Deliverable, Signature
from assay.deliverables.models.attachment import COMMIT, FILE, URL, Attachment
from assay.documents.models import Document
from assay.sharing.models import ShareLink
from assay.sharing.outside import body_of
from assay.sharing.standing import Standing, standing_of
from assay.sharing.things import DELIVERABLE, Name, Thing, found, reader_of


@dataclass(frozen=True)
class Part:
    """One thing that is attached. `body` is its text; `file` leads to its bytes through the link."""

    attachment: Attachment
    title: str
    body: Markup = field(default_factory=Markup)
    file: str = ""

    @property
    def is_picture(self) -> bool:
        return bool(self.file) and self.attachment.is_picture

    @property
    def is_commit(self) -> bool:
        return self.attachment.kind == COMMIT

    @property
    def is_address(self) -> bool:
        return self.attachment.kind == URL


@dataclass(frozen=True)
class Handed:
    """Everything the page of a deliverable shows. `hidden` counts what only the team can open."""

    deliverable: Deliverable
    standing: Standing
    parts: list[Part]
    hidden: int
    signatures: list[Signature]


def handed(deliverable: Deliverable, link: ShareLink, secret: str) -> Handed:
    prefetch_related_objects([deliverable], "signers", "signatures", "comments")
    attached = list(deliverable.attachments.present().order_by("pk"))
    things = _things(attached, link)
    parts = [part for one in attached if (part := _part(one, things, deliverable, secret))]
    return Handed(
        deliverable=deliverable,
        standing=standing_of(deliverable, link),
        parts=parts,
        hidden=len(attached) - len(parts),
        signatures=_signatures(deliverable, link),
    )


def _signatures(deliverable: Deliverable, link: ShareLink) -> list[Signature]:
    """The reader's own: who else signs stays inside."""
    return [one for one in deliverable.signatures.all() if one.is_of(link.stakeholder)]


def _things(attached: list[Attachment], link: ShareLink) -> dict[Name, Thing]:
    reader = reader_of(link)
    names = [Name(one.kind, one.subject_id) for one in attached if one.is_thing]
    things = found(names, project=link.project, reader=reader) if reader else []
    _load_texts([one.found for one in things if isinstance(one.found, Document)])
    return {one.name: one for one in things}


def _load_texts(documents: list[Document]) -> None:
    """Read the texts of all documents at once; the register of kinds leaves them out."""
    texts = dict(Document.objects.filter(pk__in=[one.pk for one in documents]).values_list("pk", "text"))
    for one in documents:
        one.text = texts.get(one.pk, "")


def _part(one: Attachment, things: dict[Name, Thing], deliverable: Deliverable, secret: str) -> Part | None:
    if one.kind == FILE:
        address = reverse("sharing:by-link-file", args=[secret, DELIVERABLE, str(deliverable.pk), one.pk])
        return Part(one, one.title, file=address)
    if not one.is_thing:
        return Part(one, one.title)
    thing = things.get(Name(one.kind, one.subject_id))
    if thing is None or thing.found is None:
        return None
    return Part(one, thing.title, body=body_of(thing, secret))
