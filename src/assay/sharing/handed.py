"""A deliverable as somebody outside reads it: what is attached, as text where it has one, else as a plain fact."""

from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.urls import reverse

from assay.activity.kinds import kind_named
from assay.deliverables.models import Deliverable, Signature
from assay.deliverables.models.attachment import FILE
from assay.deliverables.queries import Attached, attached_to
from assay.sharing.models import ShareLink
from assay.sharing.outside import body_of
from assay.sharing.standing import Standing, standing_of
from assay.sharing.things import DELIVERABLE, Name, Thing, reader_of, within


@dataclass(frozen=True)
class Handed:
    """Everything the page of a deliverable shows. `hidden` counts what only the team can open."""

    deliverable: Deliverable
    standing: Standing
    parts: list[Attached]
    hidden: int
    signatures: list[Signature]


def handed(deliverable: Deliverable, link: ShareLink, secret: str) -> Handed:
    prefetch_related_objects([deliverable], "signers", "signatures", "comments")
    attached = attached_to(deliverable, reader_of(link), most_shown=0)
    parts = [part for one in attached if (part := _through(link, secret, deliverable, one))]
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


def _through(link: ShareLink, secret: str, deliverable: Deliverable, one: Attached) -> Attached | None:
    """The attachment as it reads through the link; None for what only the team can open."""
    if one.row.kind == FILE:
        address = reverse("sharing:by-link-file", args=[secret, DELIVERABLE, str(deliverable.pk), one.row.pk])
        return replace(one, url=address)
    if not one.row.is_thing:
        return one
    kind = kind_named(one.row.kind)
    thing = within(link.project, one.thing)
    if kind is None or kind.outside is None or thing is None:
        return None
    read = Thing(Name(kind.name, one.row.subject_id), kind, thing)
    return replace(one, title=read.title, body=body_of(read, secret))
