"""REST: what is attached to a deliverable."""

from typing import cast

from django.http import Http404, HttpResponse
from ninja import File, Router, Status, UploadedFile

from assay.deliverables.api.schemas import DeliverableAttachmentShown, DeliverableAttachmentWanted, Number
from assay.deliverables.finding import deliverable_of, deliverable_to_change
from assay.deliverables.models import Attachment
from assay.deliverables.models.attachment import MOST_BYTES
from assay.deliverables.written import attach_written
from assay.kit import blobs
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.web.file_answers import file_answer

router = Router(tags=["Deliverables"])


@router.post("/deliverables/{key}/attachments", response={201: DeliverableAttachmentShown})
def attach(request: ApiRequest, key: str, data: DeliverableAttachmentWanted) -> Status[Attachment]:
    """Attach a thing of the project, a merged commit, or what a text names; the same thing twice is once."""
    found = deliverable_to_change(request.person, key)
    if data.kind:
        return Status(201, found.attach(data.kind, data.thing, by=request.person))
    if data.repository:
        made = found.attach_commit(
            data.repository, data.sha, title=data.title, merged_at=data.merged_at, by=request.person
        )
        return Status(201, made)
    return Status(201, attach_written(found, data.what, title=data.title, by=request.person))


@router.post("/deliverables/{key}/files", response={201: DeliverableAttachmentShown})
def attach_file(request: ApiRequest, key: str, file: File[UploadedFile]) -> Status[Attachment]:
    """Attach a file, sent as multipart."""
    found = deliverable_to_change(request.person, key)
    if (file.size or 0) > MOST_BYTES:
        raise Refusal(413, "too-large", f"A file may have {MOST_BYTES} bytes at most.")
    return Status(201, found.attach_file(blobs.keep(file.chunks()), name=file.name or "", by=request.person))


@router.get("/deliverables/{key}/files/{number}")
def get_file(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """The bytes of a file that is attached, or was."""
    row = deliverable_of(request.person, key).attachments.exclude(sha256="").filter(pk=number).first()
    if row is None:
        raise Http404
    return cast("HttpResponse", file_answer(row.sha256, name=row.title, size=row.size))


@router.delete("/deliverables/{key}/attachments/{number}", response={204: None})
def detach(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Take something off."""
    found = deliverable_to_change(request.person, key)
    row = found.attachments.present().filter(pk=number).first()
    if row is None:
        raise Http404
    found.detach(row, by=request.person)
    return HttpResponse(status=204)
