"""Editions of what is attached are kept current: what is signed is signed in one edition, a later one is another."""

from typing import Any

from assay.activity.kinds import Kind, kind_named
from assay.activity.models import Event
from assay.activity.recording import record
from assay.deliverables.events import DeliverableChanged
from assay.deliverables.models import Attachment
from assay.deliverables.models.attaching import edition_of, renew_digest


def follow(event: Event) -> None:
    """Keep editions current: runs within the transaction that changed the thing, whoever changed it."""
    name, identity = event.happening.renews() or (event.subject_kind, event.subject_id)
    kind = kind_named(name)
    if kind is None or kind.edition is None:
        return
    here = Attachment.objects.present().filter(kind=kind.name, subject_id=identity)
    held = list(here.select_related("deliverable").order_by("deliverable_id"))
    thing = _thing(kind, held[0]) if held else None
    for one in held if thing is not None else ():
        _renew(one, edition_of(kind, thing), event)


def _thing(kind: Kind, attachment: Attachment) -> Any:
    """Find it with the eyes of an owner, who sees all of the workspace: only its edition is read."""
    owner = attachment.deliverable.project.workspace.people.present().filter(role="owner").first()
    return kind.find(owner, [attachment.subject_id]).get(attachment.subject_id) if owner else None


def _renew(attachment: Attachment, edition: str, event: Event) -> None:
    if edition == attachment.edition:
        return
    deliverable = attachment.deliverable
    deliverable.hold()
    if not deliverable.attachments.present().filter(pk=attachment.pk).update(edition=edition):
        return  # taken off a moment ago
    was_signed = deliverable.signatures.standing().filter(digest=deliverable.digest).exists()
    renew_digest(deliverable)
    changed = DeliverableChanged(title=attachment.title, was_signed=was_signed)
    record(changed, on=deliverable, by=event.person, outsider=event.outsider)
