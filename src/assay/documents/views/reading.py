"""Reading: a folder, a document, its versions."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.activity.feed import feed_about
from assay.documents import queries
from assay.documents.finding import document_at, version_of
from assay.documents.folders import BadFolder, cleaned
from assay.documents.forms import CommentForm
from assay.documents.models import Document
from assay.documents.quotes.kinds import Look
from assay.documents.quotes.showing import shown
from assay.kit import notebooks
from assay.kit.clock import now
from assay.notifications.watching import watching_of
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.web.markdown import Heading, headings

# Deeper headings are not listed beside the text.
DEEPEST = 3


@require_safe
@signed_in
def vault(request: PersonRequest, key: str) -> HttpResponse:
    """A folder of the project's vault: `?folder=reports/2026`."""
    return vault_page(request, project_at(request, key), folder=request.GET.get("folder", ""))


def vault_page(request: PersonRequest, project: Project, *, folder: str, status: int = 200) -> HttpResponse:
    """The page of a folder; one that cannot be is the first level."""
    found = queries.vault(project, request.person, folder=_folder(folder))
    return render(request, "documents/vault.html", {"project": project, "vault": found}, status=status)


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
    can_change = request.person.can_write and not found.is_in_trash
    look = Look(found.project, request.person, now())
    context = {
        "document": found,
        "project": found.project,
        **(_drawn(found) if found.is_notebook else _rendered(found, look, can_change=can_change)),
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


def _rendered(found: Document, look: Look, *, can_change: bool) -> dict[str, object]:
    listed = [one for one in headings(found.text) if one.level <= DEEPEST]
    return {"headings": listed, "body": shown(found.text, look, document=found.pk, can_change=can_change)}


def _drawn(found: Document) -> dict[str, object]:
    """A notebook; its headings lead into its frame."""
    latest = found.latest
    drawing = notebooks.page_of(latest.sha256)
    listed = [Heading(*one) for one in drawing.headings if one[0] <= DEEPEST]
    return {"headings": listed, "latest": latest, "drawing": drawing}


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
    as_text = "text" in request.GET
    drawing = notebooks.page_of(old.sha256) if as_text and found.is_notebook else None
    context: dict[str, object] = {
        "document": found,
        "compared": queries.compared(old),
        "as_text": as_text,
        "drawing": drawing,
    }
    if as_text and not drawing:
        context["body"] = shown(old.text, Look(found.project, request.person, now()), document=found.pk)
    return render(request, "documents/version.html", context)


def _folder(path: str) -> str:
    try:
        return cleaned(path)
    except BadFolder:
        return ""
