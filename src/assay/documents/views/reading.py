"""Reading: a folder, a document, its versions."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.activity.feed import feed_about
from assay.documents import queries
from assay.documents.finding import document_at, version_of
from assay.documents.folders import BadFolder, cleaned
from assay.documents.forms import CommentForm
from assay.documents.models import Document
from assay.notifications.watching import watching_of
from assay.projects.finding import project_at
from assay.web.markdown import headings, markdown, with_anchors

# Deeper headings are not listed beside the text.
DEEPEST = 3


@require_safe
@signed_in
def vault(request: PersonRequest, key: str) -> HttpResponse:
    """A folder of the project's vault: `?folder=reports/2026`."""
    project = project_at(request, key)
    found = queries.vault(project, request.person, folder=_folder(request))
    return render(request, "documents/vault.html", {"project": project, "vault": found})


@require_safe
@signed_in
def document(request: PersonRequest, number: int) -> HttpResponse:
    """The document as people read it."""
    return page(request, document_at(request, number))


def page(
    request: PersonRequest, found: Document, *, status: int = 200, comment_form: CommentForm | None = None
) -> HttpResponse:
    """The page of a document that this person may see."""
    feed = feed_about(found.subject, reader=request.person, most=20)
    context = {
        "document": found,
        "project": found.project,
        "headings": [one for one in headings(found.text) if one.level <= DEEPEST],
        "body": with_anchors(markdown(found.text)),
        # What was said stands below the text.
        "feed": [replace(entry, quote="") if entry.said else entry for entry in feed],
        "draft": queries.draft_of(found, request.person) if request.person.can_write else None,
        "writers": queries.writers_of(found, besides=request.person),
        "folder_names": queries.folder_names(found.project, request.person),
        "comments": queries.comments_of(found),
        "comment_form": comment_form or CommentForm(),
        "watching": watching_of(found.subject, request.person),
        "watched": {"kind": "document", "name": found.pk},
    }
    return render(request, "documents/document.html", context, status=status)


@require_safe
@signed_in
def versions(request: PersonRequest, number: int) -> HttpResponse:
    """Everything that was saved, the newest first."""
    found = document_at(request, number)
    context = {"document": found, "versions": queries.versions_of(found, request.person)}
    return render(request, "documents/versions.html", context)


@require_safe
@signed_in
def version(request: PersonRequest, number: int, version: int) -> HttpResponse:
    """One version: what it changed, and how it reads."""
    found = document_at(request, number)
    old = version_of(found, request.person, version)
    context = {"document": found, "compared": queries.compared(old), "as_text": "text" in request.GET}
    return render(request, "documents/version.html", context)


def _folder(request: HttpRequest) -> str:
    """A folder that cannot be is the first level."""
    try:
        return cleaned(request.GET.get("folder", ""))
    except BadFolder:
        return ""
