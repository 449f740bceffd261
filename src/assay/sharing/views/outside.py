"""What somebody sees who has a link: the state of a project, or a thing to read and comment."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assay.accounts.doors import require
from assay.documents.models import Document
from assay.documents.outside import picture_of
from assay.sharing.doors import LinkRequest, by_link, form_token
from assay.sharing.forms import SayForm
from assay.sharing.outside import body_of
from assay.sharing.reach import has_front, thing_behind, things_to_read
from assay.sharing.saying import said_about, takes_comments
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
    if things and not has_front(request.link):
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


@by_link("POST")
def comments(request: LinkRequest, kind: str, thing: str) -> HttpResponse:
    """Say something of a thing."""
    found, form = thing_behind(request.link, Name(kind, thing)), SayForm(request.POST)
    require(request.link.can_comment and takes_comments(found), _("Comments are not open to you here."))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    found.found.comment(form.cleaned_data["text"], by=request.link.stakeholder)
    return said(request, found)


def said(request: LinkRequest, thing: Thing) -> HttpResponse:
    """Lead back to the thing, where what was said stands."""
    return HttpResponseRedirect(f"{address_of(request, thing)}#said", status=303)


def address_of(request: LinkRequest, thing: Thing) -> str:
    return reverse("sharing:by-link-thing", args=[request.secret, thing.name.kind, thing.name.id])


def _page(request: LinkRequest, thing: Thing, *, form: SayForm | None = None, status: int = 200) -> HttpResponse:
    if thing.found is None:
        return render(request, "sharing/away.html", _context(request), status=410)
    context = _context(request) | {
        "thing": thing,
        "body": body_of(thing, request.secret),
        "said": said_about(thing, request.link),
        "takes_comments": request.link.can_comment and takes_comments(thing),
        "form": form or SayForm(),
    }
    return render(request, "sharing/thing.html", context, status=status)


def _context(request: LinkRequest) -> dict[str, object]:
    link = request.link
    return {
        "link": link,
        "secret": request.secret,
        "project": link.project,
        "workspace": link.project.workspace.name,
        "is_colleague": request.is_colleague,
        "has_front": has_front(link),
        "form_token": form_token(link),
    }
