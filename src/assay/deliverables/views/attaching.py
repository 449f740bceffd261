"""What is attached: things by name, documents from the list, files."""

from typing import cast

from django.http import Http404, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.deliverables.finding import deliverable_at, deliverable_to_change
from assay.deliverables.forms import WrittenForm
from assay.deliverables.models import Attachment, Deliverable
from assay.deliverables.models.attachment import MOST_BYTES
from assay.deliverables.refusals import NoSuchThing
from assay.deliverables.views.choosing import attaching
from assay.deliverables.views.refusing import done, refused, refusing
from assay.deliverables.written import attach_written
from assay.kit import blobs
from assay.web.file_answers import file_answer

# What is chosen from a list, by the name of its field.
OFFERED = ("plan", "document")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def attachments(request: PersonRequest, key: str) -> HttpResponse:
    """Attach a file, a plan, a document of the vault, or what a text names."""
    if request.method != "POST":
        return attaching(request, key)
    found = deliverable_to_change(request.person, key)
    if "file" in request.FILES:
        return _file(request, found)
    for kind in OFFERED:
        if kind in request.POST:
            found.attach(kind, request.POST[kind], by=request.person)
            return done(request, found, _("Attached"), part="attached")
    form = WrittenForm(request.POST)
    if not form.is_valid():
        return refused(request, key, _("Say what to attach: a key, an id, or an address."), status=422)
    given = form.cleaned_data
    try:
        attach_written(found, given["what"], title=given["title"], by=request.person)
    except NoSuchThing as error:  # what was typed is at fault, not the page
        return refused(request, key, str(error), status=422)
    return done(request, found, _("Attached"), part="attached")


@require_POST
@signed_in
@refusing
def attachment_removal(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Take something off."""
    found = deliverable_to_change(request.person, key)
    found.detach(_attachment(found, request, number), by=request.person)
    return done(request, found, _("Taken off"), part="attached")


@require_safe
@signed_in
def file(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """The file itself: a picture to look at, anything else to save. One that was taken off was signed, perhaps."""
    found = deliverable_at(request, key)
    row = Attachment.objects.visible_to(request.person).filter(deliverable=found, pk=number).exclude(sha256="").first()
    if row is None:
        raise Http404
    return cast("HttpResponse", file_answer(row.sha256, name=row.title, size=row.size))


def _file(request: PersonRequest, found: Deliverable) -> HttpResponse:
    (sent,) = request.FILES.getlist("file")[:1]
    if (sent.size or 0) > MOST_BYTES:
        text = _("A file may have %(most)s at most.") % {"most": filesizeformat(MOST_BYTES)}
        return refused(request, found.key, text, status=413)
    found.attach_file(blobs.keep(sent.chunks()), name=sent.name or "", by=request.person)
    return done(request, found, _("Attached"), part="attached")


def _attachment(found: Deliverable, request: PersonRequest, number: int) -> Attachment:
    row = Attachment.objects.visible_to(request.person).present().filter(deliverable=found, pk=number).first()
    if row is None:
        raise Http404
    return row
