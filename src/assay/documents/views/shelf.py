"""Where a document lies: its folder, the trash, and an earlier version that comes back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.documents.finding import document_of, document_to_change, version_of
from assay.documents.forms import FolderForm
from assay.documents.queries import trash_of
from assay.documents.views.refusing import refused, refusing
from assay.kit.clock import now
from assay.projects.finding import project_at
from assay.web.messages import answer


@require_POST
@signed_in
@refusing
def folder(request: PersonRequest, number: int) -> HttpResponse:
    """Put the document into another folder."""
    document, form = document_to_change(request.person, number), FolderForm(request.POST)
    if not form.is_valid():
        return refused(request, number, str(form.errors["folder"][0]), status=422)
    document.move_to(form.cleaned_data["folder"], by=request.person)
    return answer(request, redirect=_page(number), text=_("Moved"))


@require_POST
@signed_in
@refusing
def shelf(request: PersonRequest, number: int) -> HttpResponse:
    """Put the document into the trash, or back into its folder: `to` says where."""
    document, to = document_of(request.person, number), request.POST.get("to", "")
    require(request.person.can_write)
    if to == "trash":
        document.trash(by=request.person)
        return answer(request, redirect=_vault(document.project.key), text=_("Put into the trash"))
    if to == "vault":
        document.take_back(by=request.person)
        return answer(request, redirect=_page(number), text=_("It is back in its folder"))
    return refused(request, number, _("Say where to: trash or vault."), status=422)


@require_POST
@signed_in
@refusing
def restoration(request: PersonRequest, number: int, version: int) -> HttpResponse:
    """Let the document say again what it said in this version."""
    document = document_to_change(request.person, number)
    document.restore(version_of(document, request.person, version), by=request.person)
    told = _("Version %(number)d is back, as version %(new)d") % {"number": version, "new": document.version}
    return answer(request, redirect=_page(number), text=told)


@require_safe
@signed_in
def trash(request: PersonRequest, key: str) -> HttpResponse:
    """What lies in the vault's trash, and for how long."""
    project = project_at(request, key)
    items = trash_of(project, request.person, at=now())
    return render(request, "documents/trash.html", {"project": project, "items": items})


def _page(number: int) -> str:
    return reverse("documents:document", args=[number])


def _vault(key: str) -> str:
    return reverse("documents:vault", args=[key])
