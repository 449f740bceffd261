"""The files of a task. Who may see the task may fetch them; nothing else opens them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Person
from assay.kit import blobs
from assay.tasks.finding import task_at, task_to_change
from assay.tasks.models import Attachment, Task
from assay.tasks.models.attachment import MOST_BYTES
from assay.tasks.views.parts import done
from assay.tasks.views.refusing import refused, refusing
from assay.web.file_answers import file_answer

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[bytes]


@require_POST
@signed_in
@refusing
def attachments(request: PersonRequest, key: str) -> HttpResponse:
    """Attach files: all of them, or none when one is too large."""
    task = task_to_change(request.person, key)
    files = request.FILES.getlist("file")
    if not files:
        return refused(request, key, _("Choose a file first."), status=422)
    if too_large := oversize(files):
        return refused(request, key, too_large, status=413)
    kept = [keep(task, file, by=request.person) for file in files]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"files": [_pasted(one) for one in kept]}, status=201)
    text = ngettext("%(count)d file attached", "%(count)d files attached", len(kept)) % {"count": len(kept)}
    return done(request, task, part="files", text=text)


@require_safe
@signed_in
def attachment(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """The file itself: a picture to look at, anything else to save."""
    file = found(task_at(request, key), request.person, number)
    return cast("HttpResponse", file_answer(file.sha256, name=file.name, size=file.size))


@require_POST
@signed_in
@refusing
def attachment_removal(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Remove a file from the task."""
    task = task_to_change(request.person, key)
    task.detach(found(task, request.person, number), by=request.person)
    return done(request, task, part="files", text=_("File removed"))


def found(task: Task, reader: Person, number: int) -> Attachment:
    """Return a present file of the task. Raises `Http404`."""
    file = Attachment.objects.visible_to(reader).present().filter(task=task, pk=number).first()
    if file is None:
        raise Http404
    return file


def oversize(files: "Sequence[Upload]") -> str:
    """Return what to say of the first file that is too large, or nothing."""
    large = next((file for file in files if (file.size or 0) > MOST_BYTES), None)
    if large is None:
        return ""
    return _("%(name)s has %(size)s. A file may have %(most)s at most.") % {
        "name": large.name,
        "size": filesizeformat(large.size or 0),
        "most": filesizeformat(MOST_BYTES),
    }


def keep(task: Task, file: "Upload", *, by: Person) -> Attachment:
    """Store the bytes, then the row that names them. Raises `NoRoom`, `TooMany`."""
    return task.attach(blobs.keep(file.chunks()), name=file.name or "", by=by)


def _pasted(file: Attachment) -> dict[str, object]:
    """What the script needs to write the file into a text."""
    address = reverse("tasks:attachment", args=[file.task.key, file.pk])
    return {"name": file.name, "url": address, "is_picture": file.is_picture}
