"""Housekeeping of the vault: what lay in the trash for thirty days is erased."""

from datetime import datetime

from django.db import transaction

from assay.activity.models import Event
from assay.activity.recording import record
from assay.documents.events import DocumentErased
from assay.documents.models import Document
from assay.documents.models.shelving import IN_TRASH_FOR
from assay.kit.clock import now
from assay.kit.jobs import job


@job(every_minutes=24 * 60)
def sweep_vault() -> None:
    """Erase what was trashed thirty days ago."""
    erase_old(at=now())


def erase_old(*, at: datetime) -> int:
    """Erase documents whose time in the trash is over; return how many went."""
    old = Document.objects.filter(trashed_at__lt=at - IN_TRASH_FOR).values_list("pk", flat=True)
    return sum(_erase(number, at=at) for number in list(old))


@transaction.atomic
def _erase(number: int, *, at: datetime) -> bool:
    # Read again under lock: somebody may take it back at this moment.
    found = Document.objects.filter(pk=number, trashed_at__lt=at - IN_TRASH_FOR)
    document = found.select_for_update(of=("self",)).select_related("project").first()
    if document is None:
        return False
    Event.objects.about(document.subject).delete()
    record(DocumentErased(title=document.title), on=document.project, by=None, at=at)
    document.delete()
    return True
