"""Writing: a new document, its text, and what is not saved yet."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateformat import format as formatted
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.documents import queries
from assay.documents.finding import document_at, document_to_change
from assay.documents.forms import DraftForm, NewDocumentForm, WriteForm
from assay.documents.inserting import insertions
from assay.documents.models import Document, Draft
from assay.documents.quotes.kinds import Look
from assay.documents.quotes.showing import shown
from assay.documents.views.refusing import refused, refusing
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.finding import project_at
from assay.pure.texts import difference
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest, key: str) -> HttpResponse:
    """Choose what to begin with; then the editor opens."""
    project = project_at(request, key)
    require(request.person.can_write)
    first = {name: request.GET[name] for name in ("starter", "title", "folder") if name in request.GET}
    form = NewDocumentForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        made = Document.begin(
            project, title=given["title"], text=given.get("text", ""), folder=given["folder"], by=request.person
        )
        return answer(request, redirect=reverse("documents:text", args=[made.pk]))
    names = queries.folder_names(project, request.person)
    context = {"project": project, "form": form, "folder_names": names}
    return render(request, "documents/new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def text(request: PersonRequest, number: int) -> HttpResponse:
    """Write. What others saved meanwhile joins; where both changed the same lines, both texts are shown."""
    document = document_at(request, number)
    require(request.person.can_write)
    document.check_at_hand()
    document.check_written()
    if request.method != "POST":
        return _editor(request, document, _first(document, queries.draft_of(document, request.person)))
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _editor(request, document, form, status=422)
    if "preview" in request.POST:  # without JavaScript
        return _editor(request, document, form)
    given = form.cleaned_data
    try:
        other = document.write(**given, by=request.person)
    except EditedMeanwhile as conflict:
        return _editor(request, document_at(request, number), form, status=409, conflict=str(conflict))
    told = _("Saved, together with what %(name)s wrote meanwhile.") % {"name": other.name} if other else _("Saved")
    return answer(request, redirect=reverse("documents:document", args=[number]), text=told)


@require_POST
@signed_in
@refusing
def draft(request: PersonRequest, number: int) -> HttpResponse:
    """Keep what is being written; the answer says when, and who else writes."""
    document, form = document_to_change(request.person, number), DraftForm(request.POST)
    if not form.is_valid():
        return refused(request, number, _("This is too long to be kept."), status=422)
    given = form.cleaned_data
    kept = document.keep_draft(given["title"], given["text"], version=given["version"], by=request.person)
    at = {"time": formatted(localtime(kept.changed_at), _("H:i"))} if kept else {}
    said = _("Draft kept at %(time)s") % at if kept else _("Saved as it stands")
    others = queries.writers_of(document, besides=request.person)
    if others:
        said += " · " + _("%(names)s is writing too") % {"names": ", ".join(others)}
    return JsonResponse({"text": said, "version": document.version})


@require_POST
@signed_in
@refusing
def draft_removal(request: PersonRequest, number: int) -> HttpResponse:
    """Forget the draft."""
    document_to_change(request.person, number).drop_draft(by=request.person)
    return answer(request, redirect=reverse("documents:document", args=[number]), text=_("Draft discarded"))


def _first(document: Document, draft: Draft | None) -> WriteForm:
    found = draft or document
    return WriteForm(initial={"title": found.title, "text": found.text, "version": found.version})


def _editor(
    request: PersonRequest, document: Document, form: WriteForm, *, status: int = 200, conflict: str = ""
) -> HttpResponse:
    mine = str(form["text"].value() or "").replace("\r\n", "\n")
    context = {
        "document": document,
        "project": document.project,
        "form": form,
        "conflict": conflict,
        "hunks": difference(mine, document.text) if conflict else [],
        # After a conflict the second save is meant: it begins at what is shown beside it.
        "version": document.version if conflict else form["version"].value(),
        "draft": None if form.is_bound else queries.draft_of(document, request.person),
        "writers": queries.writers_of(document, besides=request.person),
        "insertions": insertions(),
        "shown": shown(mine, Look(document.project, request.person, now()), document=document.pk).html
        if "preview" in request.POST
        else None,
    }
    return render(request, "documents/text.html", context, status=status)
