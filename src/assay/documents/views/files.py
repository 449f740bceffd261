"""Pictures and other files of a document. Who may see the document may fetch them."""

from typing import cast

from django.http import Http404, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.documents.finding import document_at, document_to_change
from assay.documents.models import DocumentFile
from assay.documents.models.file import MOST_BYTES
from assay.documents.views.refusing import refused, refusing
from assay.kit import blobs
from assay.web.file_answers import file_answer


@require_POST
@signed_in
@refusing
def files(request: PersonRequest, number: int) -> HttpResponse:
    """Keep pasted or dropped files: all of them, or none when one is too large."""
    document, given = document_to_change(request.person, number), request.FILES.getlist("file")
    if not given:
        return refused(request, number, _("Choose a file first."), status=422)
    if large := next((one for one in given if (one.size or 0) > MOST_BYTES), None):
        told = _("%(name)s is too large: a file may have %(most)s at most.")
        return refused(request, number, told % {"name": large.name, "most": filesizeformat(MOST_BYTES)}, status=413)
    kept = [document.attach(blobs.keep(one.chunks()), name=one.name or "", by=request.person) for one in given]
    return JsonResponse({"files": [_pasted(one) for one in kept]}, status=201)


@require_safe
@signed_in
def file(request: PersonRequest, number: int, file: int) -> HttpResponse:
    """The file itself: a picture to look at, anything else to save."""
    document = document_at(request, number)
    found = DocumentFile.objects.visible_to(request.person).filter(document=document, pk=file).first()
    if found is None:
        raise Http404
    return cast("HttpResponse", file_answer(found.sha256, name=found.name, size=found.size))


def _pasted(file: DocumentFile) -> dict[str, object]:
    """What the script needs to write the file into a text."""
    address = reverse("documents:file", args=[file.document_id, file.pk])
    return {"name": file.name, "url": address, "is_picture": file.is_picture}
