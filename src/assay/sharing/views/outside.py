"""What somebody sees who has a link: the state of a project, or a thing to read and comment."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.documents.models import Document
from assay.documents.outside import picture_of
from assay.sharing.doors import LinkRequest, by_link, form_token
from assay.sharing.outside import body_of
from assay.sharing.reach import opens_view, thing_behind, things_to_read
from assay.sharing.things import Name, Thing
from assay.web.file_answers import file_answer


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@by_link("GET", "HEAD")
def front(request: LinkRequest) -> HttpResponse:
    """The state of the project; else the one thing that the link opens; else a list of them."""
    things = things_to_read(request.link)
    if not opens_view(request.link) and len(things) == 1:
        return _page(request, things[0])
    return render(request, "sharing/front.html", _context(request) | {"things": things})


@by_link("GET", "HEAD")
def thing(request: LinkRequest, kind: str, thing: str) -> HttpResponse:
    """A thing to read."""
    return _page(request, thing_behind(request.link, Name(kind, thing)))


@by_link("GET", "HEAD")
def file(request: LinkRequest, kind: str, thing: str, file: int) -> HttpResponse:
    """A picture that a document shows."""
    document = thing_behind(request.link, Name(kind, thing)).found
    found = picture_of(document, file) if isinstance(document, Document) else None
    if found is None:
        raise Http404
    return cast("HttpResponse", file_answer(found.sha256, name=found.name, size=found.size))


def _page(request: LinkRequest, thing: Thing) -> HttpResponse:
    if thing.found is None or thing.kind.outside is None:
        return render(request, "sharing/away.html", _context(request), status=410)
    context = _context(request) | {"thing": thing, "body": body_of(thing, request.secret)}
    return render(request, "sharing/thing.html", context)


def _context(request: LinkRequest) -> dict[str, object]:
    link = request.link
    return {
        "link": link,
        "secret": request.secret,
        "project": link.project,
        "workspace": link.project.workspace.name,
        "is_colleague": request.is_colleague,
        "form_token": form_token(link),
    }
